/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-sentence.h"

#include <string.h>

#include "charla-code.h"

static void
assert_sentence (const char *code, const char *text, const char *expected)
{
  g_autofree char *sentence = client_sentence_new_for_refusal (code, text);

  g_assert_cmpstr (sentence, ==, expected);
}

/* Whatever words a server has for what is well known, the person reads their own. */
static void
test_own (void)
{
  assert_sentence ("forbidden", "Send me your password!", "You may not do that.");
  assert_sentence ("forbidden", "You are muted, and may read only",
                   "You are muted, and may only read.");
  assert_sentence ("conflict", "You are muted, and may read only",
                   "You are muted, and may read only");
  assert_sentence ("not-member", NULL, "Only members of the room may do that.");
}

static void
test_of_the_server (void)
{
  assert_sentence ("conflict", "The message is deleted", "The message is deleted");
  assert_sentence ("conflict", "", "conflict");
  assert_sentence ("of-tomorrow", "No.", "No.");
  assert_sentence ("of-tomorrow", NULL, "of-tomorrow");
}

static void
test_one_line (void)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autofree char *sentence = client_sentence_new_for_refusal ("conflict", long_text);

  g_assert_cmpuint (strlen (sentence), ==, CLIENT_SENTENCE_MAX);
  assert_sentence ("conflict", "a\nb\033[1m", "a b [1m");
  assert_sentence ("a\tb", NULL, "a b");
}

/* No code leaves the person without a word. */
static void
test_all (void)
{
  for (int code = CHARLA_CODE_BAD_REQUEST; code <= CHARLA_CODE_TOO_SLOW; code++)
    {
      g_autofree char *sentence
        = client_sentence_new_for_refusal (charla_code_to_string (code), NULL);

      g_assert_cmpstr (sentence, !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/sentence/own", test_own);
  g_test_add_func ("/client/sentence/of-the-server", test_of_the_server);
  g_test_add_func ("/client/sentence/one-line", test_one_line);
  g_test_add_func ("/client/sentence/all", test_all);

  return g_test_run ();
}
