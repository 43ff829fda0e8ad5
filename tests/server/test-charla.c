/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "records.h"
#include "server-charla.h"
#include "server-commands.h"
#include "server-event.h"

static ServerDialect *dialect;

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_frame (GBytes *frame, const char *payload)
{
  g_autofree char *expected = g_strdup_printf ("%-10" G_GSIZE_FORMAT "%s", strlen (payload), payload);
  gsize length = 0;
  const char *data = g_bytes_get_data (frame, &length);
  g_autofree char *text = g_strndup (data, length);

  g_assert_cmpstr (text, ==, expected);
}

static ServerHello *
hello (const char *json, GError **error)
{
  g_autoptr (GBytes) payload = bytes_of (json);
  g_autoptr (ServerHello) hello = server_hello_new ();

  if (!server_dialect_read_hello (dialect, payload, hello, error))
    return NULL;

  return g_steal_pointer (&hello);
}

static void
test_hello (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerHello) least = hello ("{\"charla\":1,\"name\":\"ana\"}", &error);
  g_autoptr (ServerHello) most
    = hello (" {\"charla\": 2, \"name\": \"ana\", \"agent\": \"x\", \"token\": \"t\", "
             "\"password\": \"p\", \"join\": \"j\", \"since\": 0, \"id\": -3, \"other\": 1}",
             &error);

  g_assert_no_error (error);
  g_assert_false (least->is_guest);
  g_assert_cmpstr (least->name, ==, "ana");
  g_assert_null (least->token);
  g_assert_null (least->password);
  g_assert_null (least->join);
  g_assert_cmpint (least->since, ==, -1);
  g_assert_cmpint (least->id, ==, SERVER_NO_ID);

  g_assert_cmpstr (most->token, ==, "t");
  g_assert_cmpstr (most->password, ==, "p");
  g_assert_cmpstr (most->join, ==, "j");
  g_assert_cmpint (most->since, ==, 0);
  g_assert_cmpint (most->id, ==, -3);
}

/* What is no hello is for the next dialect to read. */
static void
test_no_hello (void)
{
  static const char *const others[] = {
    "ana", "", "{", "[1]", "{}", "{\"charla\":\"1\"}", "{\"charla\":1.5}", "{\"charla\":true}",
    "{\"charla\":1} x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (hello (others[i], &error));
      g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_NOT_CHARLA);
    }
}

static void
assert_bad_hello (const char *members, int code)
{
  g_autofree char *json = g_strdup_printf ("{\"id\":7,%s}", members);
  g_autoptr (GBytes) payload = bytes_of (json);
  g_autoptr (ServerHello) bad = server_hello_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (server_dialect_read_hello (dialect, payload, bad, &error));
  g_assert_error (error, CHARLA_CODE_ERROR, code);
  g_assert_cmpint (bad->id, ==, 7);
}

static void
test_bad_hello (void)
{
  g_autofree char *letters = g_strnfill (5000, 'x');
  g_autofree char *long_token
    = g_strdup_printf ("\"charla\":1,\"name\":\"ana\",\"token\":\"%s\"", letters);

  assert_bad_hello ("\"charla\":0,\"name\":\"ana\"", CHARLA_CODE_BAD_REQUEST);
  assert_bad_hello ("\"charla\":1", CHARLA_CODE_BAD_REQUEST);
  assert_bad_hello ("\"charla\":1,\"name\":5", CHARLA_CODE_BAD_REQUEST);
  assert_bad_hello ("\"charla\":1,\"name\":\" ana\"", CHARLA_CODE_NAME_INVALID);
  assert_bad_hello ("\"charla\":1,\"name\":\"ana\",\"token\":5", CHARLA_CODE_BAD_REQUEST);
  assert_bad_hello ("\"charla\":1,\"name\":\"ana\",\"since\":-1", CHARLA_CODE_BAD_REQUEST);
  assert_bad_hello ("\"charla\":1,\"name\":\"ana\",\"since\":\"1\"", CHARLA_CODE_BAD_REQUEST);
  assert_bad_hello (long_token, CHARLA_CODE_TOO_LARGE);
}

static void
test_request (void)
{
  g_autoptr (GBytes) payload
    = bytes_of ("{\"id\":7,\"do\":\"post\",\"room\":\"r1\",\"text\":\"hi\",\"nonce\":\"n\"}");
  g_auto (ServerRequest) request = { SERVER_NO_ID };
  g_autoptr (GError) error = NULL;

  g_assert_true (server_dialect_read_request (dialect, payload, &request, &error));
  g_assert_cmpint (request.id, ==, 7);
  g_assert_cmpstr (request.command->name, ==, "post");
  g_assert_cmpint (request.arguments.room, ==, 1);
  g_assert_cmpstr (request.arguments.text, ==, "hi");
}

static void
assert_bad_request (const char *json, gint64 id, GQuark domain, int code)
{
  g_autoptr (GBytes) payload = bytes_of (json);
  g_auto (ServerRequest) request = { SERVER_NO_ID };
  g_autoptr (GError) error = NULL;

  g_assert_false (server_dialect_read_request (dialect, payload, &request, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpint (request.id, ==, id);
}

static void
test_bad_requests (void)
{
  g_autofree char *open = g_strnfill (20, '[');
  g_autofree char *close = g_strnfill (20, ']');
  g_autofree char *deep = g_strdup_printf ("{\"id\":1,\"do\":%s%s}", open, close);

  assert_bad_request ("hello", SERVER_NO_ID, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  assert_bad_request ("[]", SERVER_NO_ID, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  assert_bad_request (deep, SERVER_NO_ID, CHARLA_ERROR, CHARLA_ERROR_TOO_DEEP);
  assert_bad_request ("{}", SERVER_NO_ID, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
  assert_bad_request ("{\"do\":\"ping\"}", SERVER_NO_ID, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
  assert_bad_request ("{\"id\":\"1\",\"do\":\"ping\"}", SERVER_NO_ID, CHARLA_CODE_ERROR,
                      CHARLA_CODE_BAD_REQUEST);
  assert_bad_request ("{\"id\":1}", 1, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
  assert_bad_request ("{\"id\":1,\"do\":\"dance\"}", 1, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
  assert_bad_request ("{\"id\":1,\"do\":\"post\"}", 1, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
}

static void
test_answers (void)
{
  g_autoptr (GBytes) ok = bytes_of ("{\"seq\":5}");
  g_autoptr (GError) error
    = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN, "You may not");
  g_autoptr (GError) busy
    = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED, "Later");
  g_autoptr (GBytes) one = server_dialect_write_answer (dialect, 7, ok);
  g_autoptr (GBytes) two = server_dialect_write_answer (dialect, SERVER_NO_ID, ok);
  g_autoptr (GBytes) three = server_dialect_write_error (dialect, -1, error, "join");
  g_autoptr (GBytes) four = server_dialect_write_error (dialect, SERVER_NO_ID, busy, NULL);

  assert_frame (one, "{\"re\":7,\"ok\":{\"seq\":5}}");
  assert_frame (two, "{\"ok\":{\"seq\":5}}");
  assert_frame (three, "{\"re\":-1,\"error\":{\"code\":\"forbidden\",\"text\":\"You may not\","
                       "\"needs\":\"join\"}}");
  assert_frame (four, "{\"error\":{\"code\":\"rate-limited\",\"text\":\"Later\","
                      "\"retry_ms\":1000}}");
}

/* An event is on the wire as it is on the disk. */
static void
test_events (void)
{
  g_autoptr (ServerRecord) record = record_post (1, 1, 1, "hi");
  g_autoptr (ServerEvent) event = server_event_new_durable (record);

  g_assert_true (server_event_get_frames (event, dialect) == record->frame);
  g_assert_true (server_dialect_has_pings (dialect));
}

static void
test_finalize (void)
{
  g_assert_finalize_object (server_charla_new ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dialect = server_charla_new ();

  g_test_add_func ("/charla/hello", test_hello);
  g_test_add_func ("/charla/no-hello", test_no_hello);
  g_test_add_func ("/charla/bad-hello", test_bad_hello);
  g_test_add_func ("/charla/request", test_request);
  g_test_add_func ("/charla/bad-requests", test_bad_requests);
  g_test_add_func ("/charla/answers", test_answers);
  g_test_add_func ("/charla/events", test_events);
  g_test_add_func ("/charla/finalize", test_finalize);

  return g_test_run ();
}
