/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-parser.h"

#include "charla-error.h"
#include "json.h"

typedef const char *(*GetString) (ClientParser *self, const char *name);
typedef gint64 (*GetNumber) (ClientParser *self, const char *name);

static void
assert_string (GetString get, const char *json, gboolean is_good)
{
  g_autoptr (CharlaMessage) message = json_parse (json);
  g_autoptr (GError) error = NULL;
  ClientParser parser;

  client_parser_init (&parser, message);
  if (is_good)
    {
      g_assert_cmpstr (get (&parser, "x"), ==, charla_message_get_string (message, "x"));
      g_assert_true (client_parser_end (&parser, &error));
      g_assert_no_error (error);
    }
  else
    {
      g_assert_null (get (&parser, "x"));
      g_assert_false (client_parser_end (&parser, &error));
      g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
      g_assert_nonnull (strstr (error->message, "“x”"));
    }
}

static void
assert_long (GetString get, guint characters, gboolean is_good)
{
  g_autoptr (GString) text = g_string_new ("{'x': '");

  for (guint i = 0; i < characters; i++)
    g_string_append (text, "ñ");
  g_string_append (text, "'}");
  assert_string (get, text->str, is_good);
}

static void
assert_number (GetNumber get, const char *number, gboolean is_good)
{
  g_autofree char *text = g_strdup_printf ("{'x': %s}", number);
  g_autoptr (CharlaMessage) message = json_parse (text);
  ClientParser parser;
  gint64 value = 0;

  client_parser_init (&parser, message);
  value = get (&parser, "x");
  g_assert_cmpint (value, ==, is_good ? g_ascii_strtoll (number, NULL, 10) : 0);
  g_assert_cmpint (client_parser_end (&parser, NULL), ==, is_good);
}

static void
test_words_of_one_line (void)
{
  const GetString getters[] = { client_parser_get_id, client_parser_get_token,
                                client_parser_get_emoji, client_parser_get_name };

  for (guint i = 0; i < G_N_ELEMENTS (getters); i++)
    {
      assert_string (getters[i], "{'x': 'a b'}", TRUE);
      assert_string (getters[i], "{'x': '👨‍👩‍👧'}", TRUE);
      assert_string (getters[i], "{'x': ''}", FALSE);
      assert_string (getters[i], "{'x': 'a\\nb'}", FALSE);
      assert_string (getters[i], "{'x': '\\u009b'}", FALSE);
      assert_string (getters[i], "{'x': 7}", FALSE);
      assert_string (getters[i], "{'x': null}", FALSE);
      assert_string (getters[i], "{}", FALSE);
    }
}

static void
test_lengths (void)
{
  assert_long (client_parser_get_id, CLIENT_ID_MAX, TRUE);
  assert_long (client_parser_get_id, CLIENT_ID_MAX + 1, FALSE);
  assert_long (client_parser_get_token, CLIENT_TOKEN_MAX, TRUE);
  assert_long (client_parser_get_token, CLIENT_TOKEN_MAX + 1, FALSE);
  assert_long (client_parser_get_emoji, CLIENT_EMOJI_MAX, TRUE);
  assert_long (client_parser_get_emoji, CLIENT_EMOJI_MAX + 1, FALSE);
  assert_long (client_parser_get_name, CHARLA_NAME_MAX, TRUE);
  assert_long (client_parser_get_name, CHARLA_NAME_MAX + 1, FALSE);
  assert_long (client_parser_get_label, CLIENT_LABEL_MAX, TRUE);
  assert_long (client_parser_get_label, CLIENT_LABEL_MAX + 1, FALSE);
  assert_long (client_parser_get_text, CHARLA_TEXT_MAX / 2, TRUE);
  assert_long (client_parser_get_text, CHARLA_TEXT_MAX / 2 + 1, FALSE);
}

static void
test_texts (void)
{
  assert_string (client_parser_get_label, "{'x': ''}", TRUE);
  assert_string (client_parser_get_label, "{'x': 'a\\tb'}", FALSE);
  assert_string (client_parser_get_label, "{'x': []}", FALSE);
  assert_string (client_parser_get_text, "{'x': ''}", TRUE);
  assert_string (client_parser_get_text, "{'x': 'a\\n\\tb'}", TRUE);
  assert_string (client_parser_get_text, "{'x': {}}", FALSE);
}

static void
test_numbers (void)
{
  assert_number (client_parser_get_seq, "1", TRUE);
  assert_number (client_parser_get_seq, "9007199254740990", TRUE);
  assert_number (client_parser_get_seq, "9007199254740991", FALSE);
  assert_number (client_parser_get_seq, "0", FALSE);
  assert_number (client_parser_get_seq, "-1", FALSE);
  assert_number (client_parser_get_seq, "1.5", FALSE);
  assert_number (client_parser_get_seq, "'1'", FALSE);
  assert_number (client_parser_get_seq, "true", FALSE);
  assert_number (client_parser_get_count, "0", TRUE);
  assert_number (client_parser_get_count, "-1", FALSE);
  assert_number (client_parser_get_time, "0", TRUE);
  assert_number (client_parser_get_time, "253402300799999", TRUE);
  assert_number (client_parser_get_time, "253402300800000", FALSE);
  assert_number (client_parser_get_time, "1e300", FALSE);
}

static void
test_bool (void)
{
  g_autoptr (CharlaMessage) message = json_parse ("{'yes': true, 'no': false, 'other': 1}");
  ClientParser parser;

  client_parser_init (&parser, message);
  g_assert_true (client_parser_get_bool (&parser, "yes"));
  g_assert_false (client_parser_get_bool (&parser, "no"));
  g_assert_true (client_parser_end (&parser, NULL));
  g_assert_false (client_parser_get_bool (&parser, "other"));
  g_assert_false (client_parser_end (&parser, NULL));
}

static void
test_words (void)
{
  const char *const words[] = { "one", "two", NULL };
  g_autoptr (CharlaMessage) message = json_parse ("{'x': 'two', 'y': 'three', 'z': 2}");
  ClientParser parser;

  client_parser_init (&parser, message);
  g_assert_cmpint (client_parser_get_word (&parser, "x", words), ==, 1);
  g_assert_cmpint (client_parser_get_word (&parser, "y", words), ==, -1);
  g_assert_true (client_parser_end (&parser, NULL));
  g_assert_cmpint (client_parser_get_word (&parser, "z", words), ==, -1);
  g_assert_false (client_parser_end (&parser, NULL));
}

static void
test_lists (void)
{
  g_autoptr (CharlaMessage) message =
    json_parse ("{'ids': ['a', 'b'], 'none': [], 'bad': ['a', ''], 'other': [1]}");
  const char *const bad[] = { "bad", "other", "absent" };
  g_auto (GStrv) ids = NULL;
  g_auto (GStrv) none = NULL;
  ClientParser parser;

  client_parser_init (&parser, message);
  ids = client_parser_get_ids (&parser, "ids");
  none = client_parser_get_ids (&parser, "none");
  g_assert_true (client_parser_end (&parser, NULL));
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[1], ==, "b");
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (GStrv) list = NULL;

      client_parser_init (&parser, message);
      list = client_parser_get_ids (&parser, bad[i]);
      g_assert_false (client_parser_end (&parser, NULL));
    }
}

/* What is wrong first is what is told. */
static void
test_first_mistake (void)
{
  g_autoptr (CharlaMessage) message = json_parse ("{'good': 7}");
  g_autoptr (GError) error = NULL;
  ClientParser parser;

  client_parser_init (&parser, message);
  g_assert_true (client_parser_has (&parser, "good"));
  g_assert_null (client_parser_get_object (&parser, "one"));
  g_assert_null (client_parser_get_id (&parser, "two"));
  g_assert_false (client_parser_has (&parser, "good"));
  g_assert_false (client_parser_end (&parser, &error));
  g_assert_nonnull (strstr (error->message, "“one”"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/parser/words-of-one-line", test_words_of_one_line);
  g_test_add_func ("/client/parser/lengths", test_lengths);
  g_test_add_func ("/client/parser/texts", test_texts);
  g_test_add_func ("/client/parser/numbers", test_numbers);
  g_test_add_func ("/client/parser/bool", test_bool);
  g_test_add_func ("/client/parser/words", test_words);
  g_test_add_func ("/client/parser/lists", test_lists);
  g_test_add_func ("/client/parser/first-mistake", test_first_mistake);

  return g_test_run ();
}
