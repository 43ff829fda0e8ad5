/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-splitter.h"

#include <string.h>

static void
push (CliSplitter *splitter, const char *text)
{
  cli_splitter_push (splitter, text, strlen (text));
}

static void
assert_next (CliSplitter *splitter, CliSplitterReady ready, const char *expected)
{
  g_autofree char *message = cli_splitter_next (splitter, ready);

  g_assert_cmpstr (message, ==, expected);
}

static void
test_lines_stay_together (void)
{
  g_autoptr (CliSplitter) splitter = cli_splitter_new (20);

  push (splitter, "one\ntwo\n");
  assert_next (splitter, CLI_SPLITTER_FULL, NULL);
  push (splitter, "three\nfour\nfive\n");
  assert_next (splitter, CLI_SPLITTER_FULL, "one\ntwo\nthree\nfour");
  assert_next (splitter, CLI_SPLITTER_FULL, NULL);
  push (splitter, "si");
  assert_next (splitter, CLI_SPLITTER_LINES, "five");
  assert_next (splitter, CLI_SPLITTER_LINES, NULL);
  assert_next (splitter, CLI_SPLITTER_ALL, "si");
  assert_next (splitter, CLI_SPLITTER_ALL, NULL);
  g_assert_cmpuint (cli_splitter_get_waiting (splitter), ==, 0);
}

static void
test_at_the_limit (void)
{
  g_autoptr (CliSplitter) splitter = cli_splitter_new (8);

  push (splitter, "12345678\n12345678\nx");
  assert_next (splitter, CLI_SPLITTER_FULL, "12345678");
  assert_next (splitter, CLI_SPLITTER_FULL, "12345678");
  assert_next (splitter, CLI_SPLITTER_FULL, NULL);
  assert_next (splitter, CLI_SPLITTER_ALL, "x");
}

static void
test_long_line (void)
{
  g_autoptr (CliSplitter) splitter = cli_splitter_new (8);

  push (splitter, "1234567ñ日本語日本\n");
  assert_next (splitter, CLI_SPLITTER_ALL, "1234567");
  assert_next (splitter, CLI_SPLITTER_ALL, "ñ日本");
  assert_next (splitter, CLI_SPLITTER_ALL, "語日");
  assert_next (splitter, CLI_SPLITTER_ALL, "本");
}

static void
test_empty_lines (void)
{
  g_autoptr (CliSplitter) splitter = cli_splitter_new (12);

  push (splitter, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n  a\n\nb\r\n\n\n");
  assert_next (splitter, CLI_SPLITTER_ALL, "  a\n\nb");
  assert_next (splitter, CLI_SPLITTER_ALL, NULL);
}

static void
test_cut_characters (void)
{
  const char *text = "ñ日👩";
  g_autoptr (CliSplitter) splitter = cli_splitter_new (100);

  for (const char *p = text; *p != '\0'; p++)
    cli_splitter_push (splitter, p, 1);
  assert_next (splitter, CLI_SPLITTER_ALL, text);
  g_assert_cmpuint (cli_splitter_get_invalid (splitter), ==, 0);
}

static void
test_invalid (void)
{
  g_autoptr (CliSplitter) splitter = cli_splitter_new (100);

  cli_splitter_push (splitter, "a\377b\0c\303", 6);
  assert_next (splitter, CLI_SPLITTER_FULL, NULL);
  cli_splitter_end (splitter);
  assert_next (splitter, CLI_SPLITTER_ALL, "a\uFFFDb\uFFFDc\uFFFD");
  g_assert_cmpuint (cli_splitter_get_invalid (splitter), ==, 3);
}

/* Whatever is pushed in whatever pieces: each message fits, is UTF-8, and nothing is lost. */
static void
test_random (void)
{
  for (int round = 0; round < 500; round++)
    {
      gsize max = (gsize) g_test_rand_int_range (4, 40);
      g_autoptr (CliSplitter) splitter = cli_splitter_new (max);
      g_autoptr (GString) letters = g_string_new (NULL);
      g_autoptr (GString) heard = g_string_new (NULL);

      for (int piece = 0; piece < 20; piece++)
        {
          static const char *const pieces[] = { "a", "bc", "\n", "ñ", "日本", "👩", "\n\n", "longer " };
          const char *text = pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))];

          push (splitter, text);
          if (*text != '\n')
            g_string_append (letters, text);
        }
      for (char *message = cli_splitter_next (splitter, CLI_SPLITTER_ALL); message != NULL;
           message = cli_splitter_next (splitter, CLI_SPLITTER_ALL))
        {
          g_assert_cmpuint (strlen (message), <=, max);
          g_assert_true (g_utf8_validate (message, -1, NULL));
          g_string_append (heard, message);
          g_free (message);
        }
      g_string_replace (heard, "\n", "", 0);
      g_assert_cmpstr (heard->str, ==, letters->str);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/splitter/lines-stay-together", test_lines_stay_together);
  g_test_add_func ("/splitter/at-the-limit", test_at_the_limit);
  g_test_add_func ("/splitter/long-line", test_long_line);
  g_test_add_func ("/splitter/empty-lines", test_empty_lines);
  g_test_add_func ("/splitter/cut-characters", test_cut_characters);
  g_test_add_func ("/splitter/invalid", test_invalid);
  g_test_add_func ("/splitter/random", test_random);

  return g_test_run ();
}
