/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outbox.h"

#include "charla-code.h"
#include "charla-limits.h"
#include "client-error.h"
#include "store/cached.h"
#include "wait.h"

/* An outbox, and what it has told: texts that it sends, and what has changed. */
typedef struct
{
  Folder *folder;
  char *path;
  ClientCache *cache;
  ClientOutbox *outbox;
  GString *sent;
  GString *changed;
  GPtrArray *nonces; /* of what it sent */
  guint n_failed;
} Fixture;

static void
on_send (Fixture *self, const ClientOutgoing *outgoing)
{
  g_string_append_printf (self->sent, " %s", outgoing->text);
  g_ptr_array_add (self->nonces, g_strdup (outgoing->nonce));
}

static void
on_changed (Fixture *self, const ClientOutgoing *outgoing)
{
  g_string_append_printf (self->changed, " %s:%c", outgoing->text, "qsf"[outgoing->state]);
  if (outgoing->seq != 0)
    g_string_append_printf (self->changed, "%d", (int) outgoing->seq);
  if (outgoing->error != NULL)
    g_string_append_printf (self->changed, "(%s)", outgoing->error);
}

static void
on_failed (Fixture *self, const GError *error)
{
  g_assert_cmpint (error->domain, ==, CLIENT_CACHE_ERROR);
  self->n_failed++;
}

static void
make_outbox (Fixture *self)
{
  self->outbox = client_outbox_new ();
  g_signal_connect_swapped (self->outbox, "send", G_CALLBACK (on_send), self);
  g_signal_connect_swapped (self->outbox, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->outbox, "failed", G_CALLBACK (on_failed), self);
}

static void
open_cache (Fixture *self)
{
  g_autoptr (ClientStart) start = NULL;

  self->cache = cached_open (self->path);
  start = cached_load (self->cache);
  client_outbox_open (self->outbox, self->cache, start->outbox);
}

static void
close_cache (Fixture *self)
{
  client_outbox_close (self->outbox, FALSE);
  cached_close (self->cache);
  g_assert_finalize_object (g_steal_pointer (&self->cache));
}

/* Another program, later. */
static void
start_again (Fixture *self)
{
  close_cache (self);
  g_assert_finalize_object (g_steal_pointer (&self->outbox));
  g_string_truncate (self->sent, 0);
  make_outbox (self);
  open_cache (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->path = stored_path (self->folder);
  self->sent = g_string_new (NULL);
  self->changed = g_string_new (NULL);
  self->nonces = g_ptr_array_new_with_free_func (g_free);
  make_outbox (self);
  open_cache (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_cache (self);
  g_assert_finalize_object (self->outbox);
  g_string_free (self->sent, TRUE);
  g_string_free (self->changed, TRUE);
  g_clear_pointer (&self->nonces, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, folder_free);
}

static void
push (Fixture *self, const char *room, const char *text)
{
  g_autoptr (GError) error = NULL;
  const ClientOutgoing *outgoing = client_outbox_push (self->outbox, room, text, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (outgoing->text, ==, text);
  g_assert_cmpint (outgoing->state, ==, CLIENT_MESSAGE_QUEUED);
}

/* Answers what was sent last, or with another number what was sent then. */
static void
answer (Fixture *self, guint number, gint64 seq, GQuark domain, int code)
{
  g_autofree char *nonce = NULL;
  g_autoptr (GError) error = domain != 0 ? g_error_new (domain, code, "No.") : NULL;

  WAIT_FOR (self->nonces->len > number);
  nonce = g_strdup (g_ptr_array_index (self->nonces, number));
  client_outbox_answer (self->outbox, nonce, seq, error, 200);
}

static void
wait_for_sent (Fixture *self, const char *sent)
{
  WAIT_FOR (self->sent->len >= strlen (sent));
  wait_settle ();
  g_assert_cmpstr (self->sent->str, ==, sent);
}

static void
test_sent_after_kept (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  g_assert_cmpstr (self->sent->str, ==, "");
  g_assert_cmpuint (client_outbox_get_n_queued (self->outbox), ==, 1);

  wait_for_sent (self, " one");
  answer (self, 0, 7, 0, 0);
  g_assert_cmpstr (self->changed->str, ==, " one:s7");
  g_assert_cmpuint (client_outbox_get_n_queued (self->outbox), ==, 0);

  /* An answer that comes twice is nothing. */
  answer (self, 0, 8, 0, 0);
  g_assert_cmpstr (self->changed->str, ==, " one:s7");
}

static void
test_in_order (Fixture *self, gconstpointer data)
{
  push (self, "r1", "a1");
  push (self, "r1", "a2");
  push (self, "r2", "b1");
  push (self, "r1", "a3");
  client_outbox_set_online (self->outbox, TRUE);
  wait_for_sent (self, " a1 b1");

  answer (self, 1, 3, 0, 0);
  wait_for_sent (self, " a1 b1");
  answer (self, 0, 4, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN);
  wait_for_sent (self, " a1 b1 a2");
  answer (self, 2, 5, 0, 0);
  answer (self, 3, 6, 0, 0);
  g_assert_cmpstr (self->changed->str, ==, " b1:s3 a1:f(No.) a2:s5 a3:s6");
}

/* The same nonces, in the same order. */
static void
test_line_lost (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  push (self, "r1", "two");
  wait_for_sent (self, " one");

  answer (self, 0, 0, CLIENT_ERROR, CLIENT_ERROR_LOST);
  client_outbox_set_online (self->outbox, FALSE);
  wait_for_sent (self, " one");
  client_outbox_set_online (self->outbox, TRUE);
  wait_for_sent (self, " one one");
  g_assert_cmpstr (g_ptr_array_index (self->nonces, 0), ==, g_ptr_array_index (self->nonces, 1));
  answer (self, 1, 3, 0, 0);
  wait_for_sent (self, " one one two");
  g_assert_cmpstr (self->changed->str, ==, " one:s3");
}

static void
test_start_again (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  push (self, "r1", "two");
  push (self, "r1", "three");
  wait_for_sent (self, " one");
  answer (self, 0, 3, 0, 0);
  wait_for_sent (self, " one two");
  answer (self, 1, 0, CHARLA_CODE_ERROR, CHARLA_CODE_NOT_MEMBER);
  wait_for_sent (self, " one two three");

  start_again (self);
  g_assert_cmpuint (client_outbox_get_n_queued (self->outbox), ==, 1);
  push (self, "r1", "four");
  client_outbox_set_online (self->outbox, TRUE);
  wait_for_sent (self, " three");
  g_assert_cmpstr (g_ptr_array_index (self->nonces, 2), ==, g_ptr_array_index (self->nonces, 3));
  answer (self, 3, 4, 0, 0);
  wait_for_sent (self, " three four");
}

static void
test_retry_and_drop (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  push (self, "r1", "two");
  wait_for_sent (self, " one");
  answer (self, 0, 0, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL);
  wait_for_sent (self, " one two");
  answer (self, 1, 0, CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL);

  start_again (self);
  client_outbox_retry (self->outbox, g_ptr_array_index (self->nonces, 1));
  g_assert_true (client_outbox_drop (self->outbox, g_ptr_array_index (self->nonces, 0)));
  g_assert_false (client_outbox_drop (self->outbox, g_ptr_array_index (self->nonces, 0)));
  client_outbox_retry (self->outbox, "n0");

  start_again (self);
  client_outbox_set_online (self->outbox, TRUE);
  wait_for_sent (self, " two");
  g_assert_cmpstr (g_ptr_array_index (self->nonces, 1), ==, g_ptr_array_index (self->nonces, 2));
}

/* A server that stops has taken nothing; one that wants a pause gets it. */
static void
test_not_now (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  wait_for_sent (self, " one");
  answer (self, 0, 0, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED);
  push (self, "r2", "other");
  wait_settle ();
  g_assert_cmpstr (self->sent->str, ==, " one");
  WAIT_FOR (self->nonces->len == 3);
  g_assert_cmpstr (self->sent->str, ==, " one one other");

  answer (self, 1, 0, CHARLA_CODE_ERROR, CHARLA_CODE_SHUTTING_DOWN);
  answer (self, 2, 0, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED);
  g_assert_cmpstr (self->changed->str, ==, "");
  g_assert_cmpuint (client_outbox_get_n_queued (self->outbox), ==, 2);
}

static void
test_cannot (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  wait_for_sent (self, " one");
  answer (self, 0, 0, CLIENT_ERROR, CLIENT_ERROR_TEXT);
  g_assert_cmpstr (self->changed->str, ==, " one:f(No.)");
}

static void
test_another_cache (Fixture *self, gconstpointer data)
{
  client_outbox_set_online (self->outbox, TRUE);
  push (self, "r1", "one");
  wait_for_sent (self, " one");
  cached_close (self->cache);
  push (self, "r2", "two");
  WAIT_FOR (self->n_failed == 1);
  wait_for_sent (self, " one");

  client_outbox_close (self->outbox, FALSE);
  g_assert_finalize_object (g_steal_pointer (&self->cache));
  g_free (g_steal_pointer (&self->path));
  open_cache (self);
  wait_settle ();
  client_outbox_set_online (self->outbox, TRUE);
  WAIT_FOR (self->nonces->len == 3);
  g_assert_cmpstr (self->sent->str, ==, " one one two");
  g_assert_cmpuint (self->n_failed, ==, 1);
}

/* With nowhere to wait any more. */
static void
test_given_up (Fixture *self, gconstpointer data)
{
  push (self, "r1", "one");
  push (self, "r1", "two");
  client_outbox_close (self->outbox, FALSE);
  client_outbox_fail (self->outbox, "Never.");
  g_assert_cmpstr (self->changed->str, ==, " one:f(Never.) two:f(Never.)");
  client_outbox_set_online (self->outbox, TRUE);
  wait_settle ();
  g_assert_cmpstr (self->sent->str, ==, "");
}

static void
assert_full (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (client_outbox_push (self->outbox, "r1", "one too many", 0, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_FULL);
}

static void
test_full (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');

  for (guint i = 0; i < CLIENT_OUTBOX_MAX_BYTES / CHARLA_TEXT_MAX; i++)
    push (self, "r1", text);
  assert_full (self);
}

/* Of what has failed the oldest give way, but not what waits. */
static void
test_many (Fixture *self, gconstpointer data)
{
  client_outbox_close (self->outbox, FALSE);
  for (guint i = 0; i < CLIENT_OUTBOX_MAX_MESSAGES; i++)
    push (self, "r1", "y");
  assert_full (self);

  client_outbox_fail (self->outbox, "Never.");
  push (self, "r1", "z");
  client_outbox_fail (self->outbox, "Never.");
  push (self, "r1", "last");
  g_assert_cmpuint (client_outbox_get_n_queued (self->outbox), ==, 1);
}

#define ADD(name, func) g_test_add ("/client/outbox/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("sent-after-kept", test_sent_after_kept);
  ADD ("in-order", test_in_order);
  ADD ("line-lost", test_line_lost);
  ADD ("start-again", test_start_again);
  ADD ("retry-and-drop", test_retry_and_drop);
  ADD ("not-now", test_not_now);
  ADD ("cannot", test_cannot);
  ADD ("another-cache", test_another_cache);
  ADD ("given-up", test_given_up);
  ADD ("full", test_full);
  ADD ("many", test_many);

  return g_test_run ();
}
