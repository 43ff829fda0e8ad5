/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-long-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-limits.h"

/* What is longer was hardly typed by hand, and may be code. */
#define LONG_LINES 10
#define LONG_CHARS 2000

/* From here on one is told how much more fits. */
#define NEAR_LIMIT (CHARLA_TEXT_MAX / 10)

/* A fence is at least so many backticks. */
#define FENCE_MIN 3

/**
 * ui_long_text_is_long:
 * @text: a text that was put in at once
 *
 * Returns: whether it has more than 10 lines or 2,000 characters
 */
gboolean
ui_long_text_is_long (const char *text)
{
  guint lines = 1;

  for (const char *p = strchr (text, '\n'); p != NULL && p[1] != '\0'; p = strchr (p + 1, '\n'))
    lines++;

  return lines > LONG_LINES || g_utf8_strlen (text, -1) > LONG_CHARS;
}

/* The longest run of backticks in a text. */
static guint
count_ticks (const char *text)
{
  guint longest = 0;
  guint run = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      run = *p == '`' ? run + 1 : 0;
      longest = MAX (longest, run);
    }

  return longest;
}

/**
 * ui_long_text_fence:
 * @text: a text
 *
 * Writes a text as a block of code in Markdown, whatever is in it.
 *
 * Returns: (transfer full): the block, without a line break at its end
 */
char *
ui_long_text_fence (const char *text)
{
  g_autofree char *fence = g_strnfill (MAX (count_ticks (text) + 1, FENCE_MIN), '`');
  const char *end = g_str_has_suffix (text, "\n") ? "" : "\n";

  return g_strconcat (fence, "\n", text, end, fence, NULL);
}

/* Room for a fence at either end of a part. */
#define FENCE_MAX 32
#define PART_MAX (CHARLA_TEXT_MAX - 2 * (FENCE_MAX + 1))

/* Where a text that is too long is best cut: between paragraphs, lines, words, characters;
 * a part is not much shorter than it could be for that. */
static const char *
find_cut (const char *text)
{
  const char *limit = g_utf8_find_prev_char (text, text + PART_MAX + 1);
  const char *const seams[] = { "\n\n", "\n", " " };

  for (gsize i = 0; i < G_N_ELEMENTS (seams); i++)
    {
      const char *seam = g_strrstr_len (text, limit - text, seams[i]);

      if (seam != NULL && seam - text > PART_MAX / 2)
        return seam + strlen (seams[i]);
    }

  return limit;
}

/* The fence of the block of code that is open at the end of @part, or 0, if one of @open
 * backticks is at its beginning. */
static guint
find_fence (const char *part, guint open)
{
  for (const char *line = part; line != NULL; line = strchr (line, '\n'))
    {
      guint run = 0;

      line += *line == '\n' ? 1 : 0;
      run = (guint) strspn (line, "`");
      if (run < FENCE_MIN || run > FENCE_MAX)
        continue;
      if (open == 0)
        open = run;
      else if (run >= open)
        open = 0;
    }

  return open;
}

/* A part that begins or ends in a block of code is one with the block's fences. */
static char *
close_part (char *part, guint before, guint after)
{
  g_autofree char *first = g_strnfill (before, '`');
  g_autofree char *last = g_strnfill (after, '`');

  return g_strconcat (first, before > 0 ? "\n" : "", part, after > 0 ? "\n" : "", last, NULL);
}

/**
 * ui_long_text_split:
 * @text: a text
 *
 * Cuts a text into messages of at most %CHARLA_TEXT_MAX bytes, where it has seams. Nothing
 * is lost but white space at the seams, and code stays code.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the messages, or %NULL if
 *   they were more than %UI_LONG_TEXT_MAX_PARTS
 */
char **
ui_long_text_split (const char *text)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  guint fence = 0;
  guint n = 0;

  while (*text != '\0')
    {
      const char *cut = strlen (text) > PART_MAX ? find_cut (text) : text + strlen (text);
      g_autofree char *part = g_strchomp (g_strndup (text, cut - text));
      guint open = find_fence (part, fence);
      g_autofree char *closed = close_part (part, fence, *cut != '\0' ? open : 0);

      if (*part != '\0' && n++ == UI_LONG_TEXT_MAX_PARTS)
        return NULL;
      if (*part != '\0')
        g_strv_builder_add (parts, closed);
      fence = open;
      text = cut;
    }

  return g_strv_builder_end (parts);
}

/**
 * ui_long_text_left:
 * @text: what is being written
 *
 * Compares a text with %CHARLA_TEXT_MAX. The limit is one of bytes, but nobody counts in
 * them: what is said of other than plain letters is an estimate.
 *
 * Returns: (transfer full) (nullable): a sentence that says how much more fits, if that is
 *   not much
 */
char *
ui_long_text_left (const char *text)
{
  gsize length = strlen (text);
  gsize chars = (gsize) g_utf8_strlen (text, -1);
  guint left = 0;

  if (length > CHARLA_TEXT_MAX || length < CHARLA_TEXT_MAX - NEAR_LIMIT)
    return NULL;

  left = (guint) ((CHARLA_TEXT_MAX - length) * chars / length);
  if (left == 0)
    return g_strdup (_("No more fits into this message."));

  if (length == chars)
    return g_strdup_printf (ngettext ("%u more character fits into this message.",
                                      "%u more characters fit into this message.",
                                      left),
                            left);

  return g_strdup_printf (ngettext ("About %u more character fits into this message.",
                                    "About %u more characters fit into this message.",
                                    left),
                          left);
}
