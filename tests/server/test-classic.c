/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "charla.h"
#include "server-classic.h"
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
  g_autofree char *read = server_dialect_read_hello (classic, bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, name);
}

static void
assert_no_name (const char *payload, gsize length, int code)
{
  g_autoptr (GBytes) bytes = g_bytes_new (payload, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (server_dialect_read_hello (classic, bytes, &error));
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
  g_auto (ServerRequest) request = { SERVER_REQUEST_NONE };
  g_autoptr (GError) error = NULL;

  g_assert_true (server_dialect_read_request (classic, payload, &request, &error));
  g_assert_no_error (error);
  g_assert_cmpint (request.kind, ==, SERVER_REQUEST_POST);
  g_assert_true (request.text == payload);
}

static void
test_empty_text (void)
{
  g_autoptr (GBytes) payload = g_bytes_new (NULL, 0);
  g_auto (ServerRequest) request = { SERVER_REQUEST_NONE };

  g_assert_true (server_dialect_read_request (classic, payload, &request, NULL));
  g_assert_cmpint (request.kind, ==, SERVER_REQUEST_NONE);
}

static void
assert_no_text (GBytes *payload, int code)
{
  g_auto (ServerRequest) request = { SERVER_REQUEST_NONE };
  g_autoptr (GError) error = NULL;

  g_assert_false (server_dialect_read_request (classic, payload, &request, &error));
  g_assert_error (error, CHARLA_ERROR, code);
  g_assert_cmpint (request.kind, ==, SERVER_REQUEST_NONE);
}

static void
test_bad_text (void)
{
  g_autofree char *letters = g_strnfill (CHARLA_TEXT_MAX + 1, 'x');
  g_autoptr (GBytes) longest = g_bytes_new (letters, CHARLA_TEXT_MAX);
  g_autoptr (GBytes) longer = g_bytes_new (letters, CHARLA_TEXT_MAX + 1);
  g_autoptr (GBytes) latin1 = bytes_of ("se\xf1or");
  g_autoptr (GBytes) nul = g_bytes_new ("a\0b", 3);
  g_auto (ServerRequest) request = { SERVER_REQUEST_NONE };

  g_assert_true (server_dialect_read_request (classic, longest, &request, NULL));
  assert_no_text (longer, CHARLA_ERROR_TOO_LARGE);
  assert_no_text (latin1, CHARLA_ERROR_NOT_UTF8);
  assert_no_text (nul, CHARLA_ERROR_NOT_UTF8);
}

static void
test_event (void)
{
  const char expected[] = "4         aña5         hello";
  g_autoptr (GBytes) text = bytes_of ("hello");
  g_autoptr (ServerEvent) event = server_event_new_message ("aña", text);
  g_autoptr (GBytes) frames = server_dialect_write_event (classic, event);
  gsize length = 0;
  const char *data = g_bytes_get_data (frames, &length);

  g_assert_cmpmem (data, length, expected, strlen (expected));
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
  g_test_add_func ("/classic/event", test_event);
  g_test_add_func ("/classic/finalize", test_finalize);

  return g_test_run ();
}
