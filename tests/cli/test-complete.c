/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-complete.h"

#include <string.h>

static GPtrArray *
list (const char *words)
{
  GPtrArray *array = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit (words, "|", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    g_ptr_array_add (array, g_strdup (parts[i]));
  return array;
}

/* What the line is after Tab, and what it may become. */
static void
assert_completes (const char *line, const char *expected, const char *choices)
{
  g_autoptr (GPtrArray) commands = list ("/help|/history|/room|/rooms");
  g_autoptr (GPtrArray) rooms = list ("Lobby|Café con leche|builds");
  g_autoptr (GPtrArray) people = list ("zoe|Ana|Andrés|José Luis");
  const CliCandidates candidates = { commands, rooms, people };
  g_autoptr (CliCompletion) completion = cli_complete (&candidates, line, strlen (line));
  g_autofree char *result = NULL;
  g_autofree char *seen = NULL;

  result = completion->text ? g_strdup_printf ("%.*s%s", (int) completion->start, line, completion->text)
                            : g_strdup (line);
  g_assert_cmpstr (result, ==, expected);

  g_ptr_array_add (completion->choices, NULL);
  seen = g_strjoinv ("|", (char **) completion->choices->pdata);
  g_ptr_array_set_size (completion->choices, (int) completion->choices->len - 1);
  g_assert_cmpstr (seen, ==, choices);
}

static void
test_commands (void)
{
  assert_completes ("/he", "/help ", "");
  assert_completes ("/h", "/h", "/help|/history");
  assert_completes ("/ro", "/room", "/room|/rooms");
  assert_completes ("/none", "/none", "");
  assert_completes ("/", "/", "/help|/history|/room|/rooms");
}

static void
test_rooms (void)
{
  assert_completes ("/room lo", "/room Lobby ", "");
  assert_completes ("/join café con", "/join Café con leche ", "");
  assert_completes ("/leave ", "/leave ", "Lobby|Café con leche|builds");
}

static void
test_people (void)
{
  assert_completes ("hi an", "hi An", "Ana|Andrés");
  assert_completes ("hi @ana", "hi @Ana ", "");
  assert_completes ("hi @", "hi @", "zoe|Ana|Andrés|José Luis");
  assert_completes ("jos", "José Luis ", "");
  assert_completes ("/kick josé l", "/kick José Luis ", "");
  assert_completes ("one\nzo", "one\nzoe ", "");
}

static void
test_nothing_to_complete (void)
{
  assert_completes ("", "", "");
  assert_completes ("hi ", "hi ", "");
  assert_completes ("hi nobody", "hi nobody", "");
}

static void
test_without_candidates (void)
{
  const CliCandidates none = { NULL, NULL, NULL };
  g_autoptr (CliCompletion) completion = cli_complete (&none, "/room x", 7);

  g_assert_null (completion->text);
  g_assert_cmpuint (completion->choices->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/complete/commands", test_commands);
  g_test_add_func ("/complete/rooms", test_rooms);
  g_test_add_func ("/complete/people", test_people);
  g_test_add_func ("/complete/nothing-to-complete", test_nothing_to_complete);
  g_test_add_func ("/complete/without-candidates", test_without_candidates);

  return g_test_run ();
}
