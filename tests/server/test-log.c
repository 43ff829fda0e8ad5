/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-log.h"

static void
assert_escaped (const char *text, const char *escaped)
{
  g_autofree char *result = server_log_escape (text);

  g_assert_cmpstr (result, ==, escaped);
}

static void
test_escape (void)
{
  assert_escaped ("", "");
  assert_escaped ("ana maría ☕ 日本語", "ana maría ☕ 日本語");
  assert_escaped ("a\nb\r\t\x1b[31m\x7f", "a\\u{A}b\\u{D}\\u{9}\\u{1B}[31m\\u{7F}");
  assert_escaped ("\"\\", "\\u{22}\\u{5C}");
  assert_escaped ("\xc2\x85\u2028\u2029", "\\u{85}\\u{2028}\\u{2029}");
  assert_escaped ("\u202e\u2066\u200f\ufeff", "\\u{202E}\\u{2066}\\u{200F}\\u{FEFF}");
  assert_escaped ("\ue000\U000e0041", "\\u{E000}\\u{E0041}");
}

static void
test_lines (void)
{
  if (g_test_subprocess ())
    {
      server_log_start (G_LOG_LEVEL_MESSAGE);
      server_log (G_LOG_LEVEL_MESSAGE, "192.0.2.1:1", "one from %s", "192.0.2.1:1");
      server_log (G_LOG_LEVEL_INFO, "192.0.2.1:1", "not this");
      g_log ("Library", G_LOG_LEVEL_MESSAGE, "two");
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("*-*-* *:*:*.* message: one from 192.0.2.1:1\n"
                             "*-*-* *:*:*.* message: Library: two\n");
}

static GLogWriterOutput
collect (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  GHashTable *found = user_data;

  for (gsize i = 0; i < n_fields; i++)
    g_hash_table_insert (found, g_strdup (fields[i].key), g_strdup (fields[i].value));

  return G_LOG_WRITER_HANDLED;
}

/* What the journal is given to search by. */
static void
test_fields (void)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  g_log_set_writer_func (collect, found, NULL);
  server_log_event (G_LOG_LEVEL_INFO, "joined", "192.0.2.1:1", "ana", "“%s” joined", "ana");
  g_assert_cmpstr (g_hash_table_lookup (found, "CHARLA_EVENT"), ==, "joined");
  g_assert_cmpstr (g_hash_table_lookup (found, "CHARLA_ADDRESS"), ==, "192.0.2.1:1");
  g_assert_cmpstr (g_hash_table_lookup (found, "CHARLA_USER"), ==, "ana");
  g_assert_cmpstr (g_hash_table_lookup (found, "MESSAGE"), ==, "“ana” joined");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/log/escape", test_escape);
  g_test_add_func ("/log/fields", test_fields);
  g_test_add_func ("/log/lines", test_lines);

  return g_test_run ();
}
