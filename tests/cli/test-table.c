/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-table.h"

static void
test_columns (void)
{
  g_autoptr (CliTable) table = cli_table_new (3);
  g_autofree char *text = NULL;

  cli_table_add (table, "name");
  cli_table_add (table, "n");
  cli_table_add (table, "topic");
  cli_table_add (table, "日本語");
  cli_table_add_int (table, 12);
  cli_table_add (table, "a\033b\nc");
  text = cli_table_to_string (table);

  g_assert_cmpstr (text, ==, "name    n   topic\n日本語  12  a\uFFFDb c");
}

static void
test_empty (void)
{
  g_autoptr (CliTable) table = cli_table_new (3);
  g_autofree char *text = cli_table_to_string (table);

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
