/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "records.h"
#include "server-classic.h"
#include "server-commands.h"
#include "server-event.h"

static ServerDialect *classic;

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
assert_name (const char *payload, const char *name)
{
  g_autoptr (GBytes) bytes = bytes_of (payload);
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerHello) hello = server_hello_new ();

  server_dialect_read_hello (classic, bytes, hello, &error);
  g_assert_no_error (error);
  g_assert_true (hello->is_guest);
  g_assert_cmpstr (hello->name, ==, name);
}

static void
assert_no_name (const char *payload, gsize length, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (payload, length);
  g_autoptr (ServerHello) hello = server_hello_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (server_dialect_read_hello (classic, bytes, hello, &error));
  g_assert_error (error, CHARLA_ERROR, code);
}

static void
test_hello (void)
{
  assert_name ("ana", "ana");
  assert_name ("ñandú 🦤", "ñandú 🦤");
  assert_name (" a ", " a ");
  assert_name ("{\"charla\": 1}", "{\"charla\": 1}");

  assert_no_name ("", 0, CHARLA_ERROR_BAD_NAME);
  assert_no_name (NULL, 0, CHARLA_ERROR_BAD_NAME);
  assert_no_name ("a\nb", 3, CHARLA_ERROR_BAD_NAME);
  assert_no_name ("a\0b", 3, CHARLA_ERROR_BAD_NAME);
  assert_no_name ("\xff", 1, CHARLA_ERROR_NOT_UTF8);
}

static void
test_text (void)
{
  g_autoptr (GBytes) payload = bytes_of ("¿qué tal? 👋");
  g_auto (ServerRequest) request = { SERVER_NO_ID };
  g_autoptr (GError) error = NULL;

  g_assert_true (server_dialect_read_request (classic, payload, &request, &error));
  g_assert_no_error (error);
  g_assert_true (request.command == server_commands_get_say ());
  g_assert_cmpstr (request.arguments.text, ==, "¿qué tal? 👋");
}

static void
test_empty_text (void)
{
  g_autoptr (GBytes) payload = g_bytes_new (NULL, 0);
  g_auto (ServerRequest) request = { SERVER_NO_ID };

  g_assert_true (server_dialect_read_request (classic, payload, &request, NULL));
  g_assert_null (request.command);
}

static void
assert_no_text (GBytes *payload, int code)
{
  g_auto (ServerRequest) request = { SERVER_NO_ID };
  g_autoptr (GError) error = NULL;

  g_assert_false (server_dialect_read_request (classic, payload, &request, &error));
  g_assert_error (error, CHARLA_ERROR, code);
  g_assert_null (request.command);
}

static void
test_bad_text (void)
{
  g_autofree char *letters = g_strnfill (CHARLA_TEXT_MAX + 1, 'x');
  g_autoptr (GBytes) longest = g_bytes_new (letters, CHARLA_TEXT_MAX);
  g_autoptr (GBytes) longer = g_bytes_new (letters, CHARLA_TEXT_MAX + 1);
  g_autoptr (GBytes) latin1 = bytes_of ("se\xf1or");
  g_autoptr (GBytes) nul = g_bytes_new ("a\0b", 3);
  g_auto (ServerRequest) request = { SERVER_NO_ID };

  g_assert_true (server_dialect_read_request (classic, longest, &request, NULL));
  assert_no_text (longer, CHARLA_ERROR_TOO_LARGE);
  assert_no_text (latin1, CHARLA_ERROR_NOT_UTF8);
  assert_no_text (nul, CHARLA_ERROR_NOT_UTF8);
}

static void
assert_told (ServerRecord *new_record, const char *expected)
{
  g_autoptr (ServerRecord) record = new_record;
  g_autoptr (ServerEvent) event = server_event_new_durable (record);
  g_autoptr (GBytes) frames = server_dialect_write_event (classic, event);
  gsize length = 0;
  const char *data = g_bytes_get_data (frames, &length);

  g_assert_cmpmem (data, length, expected, strlen (expected));
}

static void
assert_not_told (ServerRecord *new_record)
{
  g_autoptr (ServerRecord) record = new_record;
  g_autoptr (ServerEvent) event = server_event_new_durable (record);

  g_assert_null (server_dialect_write_event (classic, event));
}

static void
test_events (void)
{
  g_autoptr (ServerRecord) named = record_post (1, 1, 2, "hello");

  g_free (named->user->name);
  named->user->name = g_strdup ("aña");
  assert_told (server_record_ref (named), "4         aña5         hello");
  assert_told (record_about (SERVER_RECORD_EDIT, 2, 1, 3, "hullo"),
               "2         u39         ✎ hullo");
  assert_not_told (record_about (SERVER_RECORD_DELETE, 3, 1, 3, NULL));
  assert_not_told (record_about (SERVER_RECORD_REACT, 3, 1, 3, NULL));
  assert_not_told (record_room (3, 1, SERVER_ROOM_PUBLIC, 0, 0));
  assert_not_told (record_member (3, 1, 3, SERVER_ROLE_MEMBER));
}

/* In this dialect nobody is answered. */
static void
test_answers (void)
{
  g_autoptr (GBytes) ok = bytes_of ("{}");
  g_autoptr (GError) error
    = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL, "Sorry");

  g_assert_false (server_dialect_has_pings (classic));
  g_assert_null (server_dialect_write_answer (classic, 1, ok));
  g_assert_null (server_dialect_write_error (classic, 1, error, NULL));
}

static void
test_finalize (void)
{
  g_assert_finalize_object (server_classic_new ());
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  classic = server_classic_new ();

  g_test_add_func ("/classic/hello", test_hello);
  g_test_add_func ("/classic/text", test_text);
  g_test_add_func ("/classic/empty-text", test_empty_text);
  g_test_add_func ("/classic/bad-text", test_bad_text);
  g_test_add_func ("/classic/events", test_events);
  g_test_add_func ("/classic/answers", test_answers);
  g_test_add_func ("/classic/finalize", test_finalize);

  return g_test_run ();
}
