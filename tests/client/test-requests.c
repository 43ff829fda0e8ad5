/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-requests.h"

#include "charla-code.h"
#include "client-error.h"
#include "json.h"
#include "wait.h"

#define HOUR_MS (60 * 60 * 1000)

/* Requests, and how they were answered: their numbers, "n" after those that failed. */
typedef struct
{
  ClientRequests *requests;
  GString *answers;
  guint n_late;
  guint retry_ms;
} Fixture;

/* One who waits for an answer. */
typedef struct
{
  Fixture *fixture;
  guint number;
} Asker;

static void
on_late (gpointer user_data)
{
  Fixture *self = user_data;

  self->n_late++;
}

static void
fixture_set_up (Fixture *self, gconstpointer data)
{
  guint milliseconds = GPOINTER_TO_UINT (data);

  self->requests = client_requests_new (milliseconds, on_late, self);
  self->answers = g_string_new (NULL);
}

static void
fail_all (Fixture *self)
{
  g_autoptr (GError) error = g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_LOST, "Lost");

  client_requests_fail (self->requests, error);
}

static void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  fail_all (self);
  wait_settle ();
  client_requests_free (self->requests);
  g_string_free (self->answers, TRUE);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asker *asker = user_data;
  Fixture *self = asker->fixture;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_requests_finish (result, &error);

  g_assert_null (source);
  g_assert_true ((ok == NULL) == (error != NULL));
  self->retry_ms = client_requests_get_retry (result);
  g_string_append_printf (self->answers, "%u%s ", asker->number, ok != NULL ? "" : "n");
}

static gint64
add_request (Fixture *self, guint number)
{
  Asker *asker = g_new0 (Asker, 1);

  asker->fixture = self;
  asker->number = number;
  return client_requests_add (self->requests, on_answer, asker);
}

static gboolean
answer (Fixture *self, gint64 id)
{
  g_autoptr (CharlaMessage) ok = json_parse ("{}");

  return client_requests_answer (self->requests, id, ok, NULL, 0);
}

static void
test_out_of_order (Fixture *self, gconstpointer data)
{
  gint64 first = add_request (self, 1);
  gint64 second = add_request (self, 2);
  gint64 third = add_request (self, 3);

  g_assert_cmpint (first, ==, CLIENT_REQUESTS_FIRST_ID);
  g_assert_true (answer (self, third));
  g_assert_true (answer (self, first));
  g_assert_true (answer (self, second));
  g_assert_cmpstr (self->answers->str, ==, "");
  WAIT_FOR (self->answers->len == 6);
  g_assert_cmpstr (self->answers->str, ==, "3 1 2 ");
}

static void
test_once (Fixture *self, gconstpointer data)
{
  gint64 id = add_request (self, 1);

  g_assert_false (answer (self, id + 1));
  g_assert_false (answer (self, 0));
  g_assert_false (answer (self, -1));
  g_assert_true (answer (self, id));
  g_assert_false (answer (self, id));
  fail_all (self);
  wait_settle ();
  g_assert_cmpstr (self->answers->str, ==, "1 ");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error =
    g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED, "Slowly");
  gint64 id = add_request (self, 1);

  g_assert_true (client_requests_answer (self->requests, id, NULL, error, 250));
  wait_settle ();
  g_assert_cmpstr (self->answers->str, ==, "1n ");
  g_assert_cmpuint (self->retry_ms, ==, 250);
}

static void
test_fail (Fixture *self, gconstpointer data)
{
  for (guint i = 1; i <= 12; i++)
    add_request (self, i);
  wait_settle ();
  g_assert_cmpstr (self->answers->str, ==, "");

  fail_all (self);
  wait_settle ();
  g_assert_cmpstr (self->answers->str, ==, "1n 2n 3n 4n 5n 6n 7n 8n 9n 10n 11n 12n ");
}

/* Who has no callback is not called. */
static void
test_nobody_called (Fixture *self, gconstpointer data)
{
  gint64 id = client_requests_add (self->requests, NULL, NULL);

  client_requests_add (self->requests, NULL, NULL);
  g_assert_true (answer (self, id));
  fail_all (self);
  wait_settle ();
}

static void
test_late (Fixture *self, gconstpointer data)
{
  gint64 id = add_request (self, 1);

  g_assert_true (answer (self, id));
  add_request (self, 2);
  WAIT_FOR (self->n_late == 1);
  wait_settle ();
  g_assert_cmpstr (self->answers->str, ==, "1 ");

  client_requests_restart (self->requests);
  WAIT_FOR (self->n_late == 2);
  fail_all (self);
  wait_settle ();
  g_assert_cmpuint (self->n_late, ==, 2);
  g_assert_cmpstr (self->answers->str, ==, "1 2n ");
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  gint64 first = client_requests_add (self->requests, NULL, NULL);

  for (guint i = 1; i < CLIENT_REQUESTS_MAX; i++)
    g_assert_cmpint (client_requests_add (self->requests, NULL, NULL), !=, 0);
  g_assert_cmpint (client_requests_add (self->requests, NULL, NULL), ==, 0);

  g_assert_true (answer (self, first));
  g_assert_cmpint (client_requests_add (self->requests, NULL, NULL), !=, 0);
}

static void
test_not_even_asked (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_FULL, "Full");
  Asker *asker = g_new0 (Asker, 1);

  asker->fixture = self;
  asker->number = 1;
  client_requests_refuse (error, on_answer, asker);
  g_assert_cmpstr (self->answers->str, ==, "");
  wait_settle ();
  g_assert_cmpstr (self->answers->str, ==, "1n ");
}

static void
add (const char *path, guint milliseconds, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GUINT_TO_POINTER (milliseconds), fixture_set_up, func,
              fixture_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client/requests/out-of-order", HOUR_MS, test_out_of_order);
  add ("/client/requests/once", HOUR_MS, test_once);
  add ("/client/requests/refused", HOUR_MS, test_refused);
  add ("/client/requests/fail", HOUR_MS, test_fail);
  add ("/client/requests/nobody-called", HOUR_MS, test_nobody_called);
  add ("/client/requests/late", 1, test_late);
  add ("/client/requests/bounded", HOUR_MS, test_bounded);
  add ("/client/requests/not-even-asked", HOUR_MS, test_not_even_asked);

  return g_test_run ();
}
