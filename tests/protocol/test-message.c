/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-message.h"

#include <string.h>

#include "charla-error.h"

static CharlaMessage *
parse (const char *json)
{
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CharlaMessage *message = charla_message_parse (payload, &error);

  g_assert_no_error (error);
  g_assert_nonnull (message);

  return message;
}

static void
assert_refused_bytes (const void *json, gsize length, CharlaError code)
{
  g_autoptr (GBytes) payload = g_bytes_new (json, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (charla_message_parse (payload, &error));
  g_assert_error (error, CHARLA_ERROR, (int) code);
}

static void
test_members (void)
{
  g_autoptr (CharlaMessage) message
    = parse (" {\"do\": \"post\", \"id\": 7, \"on\": true, \"off\": false, \"text\": \"a\\u00f1\\n\"} ");
  gint64 id = 0;
  gboolean on = FALSE;
  gboolean off = TRUE;

  g_assert_cmpstr (charla_message_get_string (message, "do"), ==, "post");
  g_assert_cmpstr (charla_message_get_string (message, "text"), ==, "añ\n");
  g_assert_true (charla_message_get_int (message, "id", &id));
  g_assert_cmpint (id, ==, 7);
  g_assert_true (charla_message_get_bool (message, "on", &on));
  g_assert_true (on);
  g_assert_true (charla_message_get_bool (message, "off", &off));
  g_assert_false (off);
  g_assert_true (charla_message_has (message, "id"));
}

static void
test_absent (void)
{
  g_autoptr (CharlaMessage) message = parse ("{\"nothing\": null}");
  const char *names[] = { "nothing", "nowhere" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 number = 5;
      gboolean truth = 5;
      gsize length = 5;

      g_assert_false (charla_message_has (message, names[i]));
      g_assert_null (charla_message_get_string (message, names[i]));
      g_assert_null (charla_message_get_object (message, names[i]));
      g_assert_null (charla_message_get_string_at (message, names[i], 0));
      g_assert_null (charla_message_get_object_at (message, names[i], 0));
      g_assert_false (charla_message_get_int (message, names[i], &number));
      g_assert_false (charla_message_get_bool (message, names[i], &truth));
      g_assert_false (charla_message_get_length (message, names[i], &length));
      g_assert_cmpint (number, ==, 5);
      g_assert_cmpint (truth, ==, 5);
      g_assert_cmpuint (length, ==, 5);
    }
}

static void
test_other_types (void)
{
  g_autoptr (CharlaMessage) message
    = parse ("{\"s\": \"1\", \"n\": 1, \"b\": true, \"o\": {}, \"a\": [1, null]}");
  const char *names[] = { "s", "n", "b", "o", "a" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object (message, names[i]);
      gint64 number = 0;
      gboolean truth = FALSE;
      gsize length = 0;

      g_assert_true (charla_message_has (message, names[i]));
      g_assert_cmpint (charla_message_get_string (message, names[i]) != NULL, ==, i == 0);
      g_assert_cmpint (charla_message_get_int (message, names[i], &number), ==, i == 1);
      g_assert_cmpint (charla_message_get_bool (message, names[i], &truth), ==, i == 2);
      g_assert_cmpint (object != NULL, ==, i == 3);
      g_assert_cmpint (charla_message_get_length (message, names[i], &length), ==, i == 4);
      g_assert_null (charla_message_get_string_at (message, names[i], 0));
      g_assert_null (charla_message_get_object_at (message, names[i], 1));
    }
}

static void
test_integers (void)
{
  static const struct
  {
    const char *json;
    gboolean is_integer;
    gint64 value;
  } cases[] = {
    { "0", TRUE, 0 },
    { "-1", TRUE, -1 },
    { "7.0", TRUE, 7 },
    { "1e3", TRUE, 1000 },
    { "9007199254740991", TRUE, CHARLA_INTEGER_MAX },
    { "-9007199254740991", TRUE, -CHARLA_INTEGER_MAX },
    { "9007199254740992", FALSE, 0 },
    { "-9007199254740992", FALSE, 0 },
    { "123456789012345678901234567890", FALSE, 0 },
    { "1e300", FALSE, 0 },
    { "7.5", FALSE, 0 },
    { "\"7\"", FALSE, 0 },
    { "true", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"n\": %s}", cases[i].json);
      g_autoptr (CharlaMessage) message = parse (json);
      gint64 value = 0;

      g_test_message ("%s", json);
      g_assert_cmpint (charla_message_get_int (message, "n", &value), ==, cases[i].is_integer);
      g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_nested (void)
{
  g_autoptr (CharlaMessage) message = parse (
    "{\"from\": {\"id\": \"u1\"}, \"list\": [{\"n\": 1}, \"two\", {\"n\": 3}], \"empty\": []}");
  g_autoptr (CharlaMessage) from = charla_message_get_object (message, "from");
  g_autoptr (CharlaMessage) third = charla_message_get_object_at (message, "list", 2);
  gsize length = 0;
  gint64 n = 0;

  g_assert_true (charla_message_get_length (message, "list", &length));
  g_assert_cmpuint (length, ==, 3);
  g_assert_true (charla_message_get_length (message, "empty", &length));
  g_assert_cmpuint (length, ==, 0);
  g_assert_cmpstr (charla_message_get_string_at (message, "list", 1), ==, "two");
  g_assert_null (charla_message_get_object_at (message, "list", 3));
  g_assert_null (charla_message_get_string_at (message, "list", G_MAXSIZE));

  /* A part outlives the whole. */
  g_clear_pointer (&message, charla_message_unref);
  g_assert_cmpstr (charla_message_get_string (from, "id"), ==, "u1");
  g_assert_true (charla_message_get_int (third, "n", &n));
  g_assert_cmpint (n, ==, 3);
}

static void
test_same_name (void)
{
  g_autoptr (CharlaMessage) message = parse ("{\"do\": \"post\", \"do\": \"edit\"}");

  g_assert_cmpstr (charla_message_get_string (message, "do"), ==, "edit");
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "",        " ",          "{",       "}",       "[]",
    "null",    "\"post\"",   "1",       "{\"a\"}", "{\"a\":}",
    "{a: 1}",  "{\"a\": 1,}", "{} {}",   "{}x",     "{\"a\": 01}",
    "{'a': 1}", "{\"a\": NaN}", "{\"a\": 1e400}", "\xef\xbb\xbf{}",
    "{\"a\": \"\xff\"}", "{\"a\": \"\xc0\x80\"}", "{\"a\": \"\xed\xa0\x80\"}", "{\"\xff\": 1}",
    "{\"a\": \"\n\"}", "{\"a\": \"\\ud800\"}", "{\"a\": \"\\udc00\\ud800\"}",
    "{\"a\": \"\\u0000\"}", "{\"a\\u0000b\": 1}", "{\"a\": \"\\x\"}", "{\"a\": \"",
    "{\"a\": \"\\", "{\"a\": tru}", "{\"a\": 1}\xff",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = g_strescape (cases[i], NULL);

      g_test_message ("%s", shown);
      assert_refused_bytes (cases[i], strlen (cases[i]), CHARLA_ERROR_BAD_MESSAGE);
    }

  assert_refused_bytes ("{\"a\": \"\0\"}", 10, CHARLA_ERROR_BAD_MESSAGE);
  assert_refused_bytes ("{}\0", 3, CHARLA_ERROR_BAD_MESSAGE);
}

static char *
nest (char open, char close, guint levels)
{
  g_autofree char *opening = g_strnfill (levels, open);
  g_autofree char *closing = g_strnfill (levels, close);

  return g_strdup_printf ("{\"a\": %s%s}", opening, closing);
}

static void
test_depth (void)
{
  g_autofree char *deepest = nest ('[', ']', CHARLA_DEPTH_MAX - 1);
  g_autofree char *too_deep = nest ('[', ']', CHARLA_DEPTH_MAX);
  g_autofree char *abyss = nest ('[', ']', 100000);
  g_autofree char *brackets = g_strnfill (100, '{');
  g_autofree char *in_string = g_strdup_printf ("{\"%s\": \"\\\"%s\\\\\"}", brackets, brackets);
  g_autoptr (CharlaMessage) message = parse (deepest);
  g_autoptr (CharlaMessage) harmless = parse (in_string);

  g_assert_true (charla_message_has (message, "a"));
  g_assert_true (charla_message_has (harmless, brackets));
  assert_refused_bytes (too_deep, strlen (too_deep), CHARLA_ERROR_TOO_DEEP);
  assert_refused_bytes (abyss, strlen (abyss), CHARLA_ERROR_TOO_DEEP);
  assert_refused_bytes (brackets, strlen (brackets), CHARLA_ERROR_TOO_DEEP);
}

static void
test_boxed (void)
{
  g_autoptr (CharlaMessage) message = parse ("{}");
  CharlaMessage *copy = g_boxed_copy (CHARLA_TYPE_MESSAGE, message);

  g_assert_true (copy == message);
  g_boxed_free (CHARLA_TYPE_MESSAGE, copy);
}

static void
test_bytes (void)
{
  static const char json[]
    = "{\"b\":1,\"a\":-9007199254740991,\"half\":0.5,\"text\":\"a\\\"\\n\u00f1\",\"yes\":true,\"no\":false,"
      "\"none\":null,\"list\":[1,[],\"\",{}],\"object\":{\"in\":{\"in\":2}}}";
  g_autoptr (CharlaMessage) message = parse (json);
  g_autoptr (GBytes) bytes = charla_message_to_bytes (message);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, json);
}

static void
test_bytes_of_an_object (void)
{
  g_autoptr (CharlaMessage) message = parse (" { \"a\": { \"deep\": [ 1e3 ] } } ");
  g_autoptr (CharlaMessage) object = charla_message_get_object (message, "a");
  g_autoptr (GBytes) bytes = charla_message_to_bytes (object);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (text, ==, "{\"deep\":[1000]}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message/members", test_members);
  g_test_add_func ("/message/absent", test_absent);
  g_test_add_func ("/message/other-types", test_other_types);
  g_test_add_func ("/message/integers", test_integers);
  g_test_add_func ("/message/nested", test_nested);
  g_test_add_func ("/message/same-name", test_same_name);
  g_test_add_func ("/message/refused", test_refused);
  g_test_add_func ("/message/depth", test_depth);
  g_test_add_func ("/message/bytes", test_bytes);
  g_test_add_func ("/message/bytes-of-an-object", test_bytes_of_an_object);
  g_test_add_func ("/message/boxed", test_boxed);

  return g_test_run ();
}
