/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal-table.h"

static void
test_columns (void)
{
  g_autoptr (TerminalTable) table = terminal_table_new (3);
  g_autofree char *text = NULL;

  terminal_table_add (table, "name");
  terminal_table_add (table, "n");
  terminal_table_add (table, "topic");
  terminal_table_add (table, "日本語");
  terminal_table_add_int (table, 12);
  terminal_table_add (table, "a\033b\nc");
  text = terminal_table_to_string (table);

  g_assert_cmpstr (text, ==, "name    n   topic\n日本語  12  a\uFFFDb c");
}

static void
test_empty (void)
{
  g_autoptr (TerminalTable) table = terminal_table_new (3);
  g_autofree char *text = terminal_table_to_string (table);

  g_assert_cmpstr (text, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/columns", test_columns);
  g_test_add_func ("/table/empty", test_empty);

  return g_test_run ();
}
