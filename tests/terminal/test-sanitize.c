/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal-sanitize.h"

#include <string.h>

typedef struct
{
  const char *what;
  const char *given;
  const char *text;
  const char *line;
} Case;

static const Case cases[] = {
  { "plain", "hello", "hello", "hello" },
  { "accents", "niño 日本 👩‍👩‍👧", "niño 日本 👩‍👩‍👧", "niño 日本 👩‍👩‍👧" },
  { "lines", "a\nb", "a\nb", "a b" },
  { "line-ends", "a\r\nb\rc\u2028d\302\205" "e", "a\nb\nc\nd\ne", "a b c d e" },
  { "tab", "a\tb", "a    b", "a    b" },
  { "colors", "\033[31mred\033[0m", "\uFFFD[31mred\uFFFD[0m", "\uFFFD[31mred\uFFFD[0m" },
  { "title", "\033]0;gotcha\007", "\uFFFD]0;gotcha\uFFFD", "\uFFFD]0;gotcha\uFFFD" },
  { "c1-csi", "\302\23331m", "\uFFFD31m", "\uFFFD31m" },
  { "c1-osc", "\302\235x\302\234", "\uFFFDx\uFFFD", "\uFFFDx\uFFFD" },
  { "delete", "a\177b\bc", "a\uFFFDb\uFFFDc", "a\uFFFDb\uFFFDc" },
  { "override", "a\u202Egpj.exe", "agpj.exe", "agpj.exe" },
  { "isolates", "\u2066a\u2069\u200F", "a", "a" },
  { "invisible", "a\u200Bn\uFEFFa\u00AD", "ana", "ana" },
  { "marks", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301x",
    "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301x",
    "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301x" },
  { "invalid", "a\377b", "a\uFFFDb", "a\uFFFDb" },
};

static void
test_case (gconstpointer user_data)
{
  const Case *given = user_data;
  g_autofree char *text = terminal_sanitize_text (given->given);
  g_autofree char *line = terminal_sanitize_line (given->given);

  g_assert_cmpstr (text, ==, given->text);
  g_assert_cmpstr (line, ==, given->line);
}

/* Every character that there is, and every byte: nothing gets through that a terminal obeys. */
static void
test_everything (void)
{
  for (gunichar c = 1; c <= 0x10FFFF; c++)
    {
      char given[8] = { 0 };
      g_autofree char *text = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, given);
      text = terminal_sanitize_text (given);
      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        g_assert_true (*p == '\n' || !g_unichar_iscntrl (g_utf8_get_char (p)));
    }
  for (int byte = 1; byte < 256; byte++)
    {
      const char given[] = { 'a', (char) byte, '\0' };
      g_autofree char *line = terminal_sanitize_line (given);

      g_assert_true (g_utf8_validate (line, -1, NULL));
      for (const char *p = line; *p != '\0'; p++)
        g_assert_true ((guchar) *p >= 0x20 && *p != 0x7F);
    }
}

static void
test_json (void)
{
  const char *given = "{\"text\":\"a\\u001b\177\302\233ñ\"}";
  g_autofree char *json = terminal_sanitize_json (given, strlen (given));

  g_assert_cmpstr (json, ==, "{\"text\":\"a\\u001b\\u007f\\u009bñ\"}");
}

static void
test_measure (void)
{
  g_assert_cmpuint (terminal_sanitize_measure (""), ==, 0);
  g_assert_cmpuint (terminal_sanitize_measure ("niño"), ==, 4);
  g_assert_cmpuint (terminal_sanitize_measure ("nin\u0303o"), ==, 4);
  g_assert_cmpuint (terminal_sanitize_measure ("日本"), ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/sanitize/case/", cases[i].what, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sanitize/everything", test_everything);
  g_test_add_func ("/sanitize/json", test_json);
  g_test_add_func ("/sanitize/measure", test_measure);

  return g_test_run ();
}
