/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal-sanitize.h"

#include <string.h>

/*
 * Marks that may stand on one letter. No language needs more than a handful; a
 * flood of them draws over the lines above and below.
 */
#define MARKS_MAX 8

#define REPLACEMENT 0xFFFD

/* Characters that set the direction of what follows: they put words into another's line. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E
         || c == 0x200F || c == 0x061C;
}

/* They take no room, so that two names could look alike, or a text differ from what it shows. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00AD || c == 0x200B || c == 0x2060 || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB);
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x0085 || c == 0x2028 || c == 0x2029;
}

static void
append_sane (GString *sane, gunichar c)
{
  if (c == '\t')
    g_string_append (sane, "    ");
  else if (g_unichar_iscntrl (c))
    g_string_append_unichar (sane, REPLACEMENT);
  else
    g_string_append_unichar (sane, c);
}

static char *
sanitize (const char *text, char line_end)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) sane = g_string_new (NULL);
  guint marks = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Characters without a width do not keep marks from the same place. */
      if (g_unichar_type (c) != G_UNICODE_FORMAT)
        marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (marks > MARKS_MAX || is_direction_control (c) || is_invisible (c)
          || (c == '\r' && p[1] == '\n'))
        continue;

      if (is_line_end (c))
        g_string_append_c (sane, line_end);
      else
        append_sane (sane, c);
    }

  return g_string_free (g_steal_pointer (&sane), FALSE);
}

/**
 * terminal_sanitize_text:
 * @text: what a peer has written
 *
 * Makes a text fit for a terminal. What comes from a peer could move the cursor, change
 * colors, set the title of the window, or have the terminal type an answer; so no
 * control character gets through, neither of ASCII nor the C1 ones, and no character
 * that turns others around. Line ends stay, all of one kind.
 *
 * Returns: (transfer full): the text to show, UTF-8
 */
char *
terminal_sanitize_text (const char *text)
{
  return sanitize (text, '\n');
}

/**
 * terminal_sanitize_line:
 * @text: a name, a topic or a sentence of a peer
 *
 * Does what terminal_sanitize_text() does, and puts all on one line.
 *
 * Returns: (transfer full): the line to show, UTF-8
 */
char *
terminal_sanitize_line (const char *text)
{
  return sanitize (text, ' ');
}

/**
 * terminal_sanitize_json:
 * @json: an object in JSON, UTF-8
 * @length: its length, in bytes
 *
 * JSON has its own way to write control characters, but asks for it only below
 * U+0020. A terminal obeys U+007F to U+009F too, and people look at JSON in terminals.
 *
 * Returns: (transfer full): the same object, with all control characters escaped
 */
char *
terminal_sanitize_json (const char *json, gsize length)
{
  g_autoptr (GString) sane = g_string_sized_new (length);
  const char *end = json + length;

  for (const char *p = json; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c))
        g_string_append_printf (sane, "\\u%04x", c);
      else
        g_string_append_unichar (sane, c);
    }

  return g_string_free (g_steal_pointer (&sane), FALSE);
}

/**
 * terminal_sanitize_measure:
 * @text: a line without control characters, UTF-8
 *
 * Returns: how many columns of a terminal it takes
 */
guint
terminal_sanitize_measure (const char *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        columns += g_unichar_iswide (c) ? 2 : 1;
    }

  return columns;
}
