/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-completion-context.h"

#include <string.h>

#include "charla-limits.h"

/* Shorter ones are more often a smiley or a list than the name of an emoji. */
#define CODE_MIN 2

/* No name of an emoji is longer. */
#define CODE_MAX 40

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

/* Of an `@` in the middle of a word, as in an address, nobody is meant; nor is a `:` behind
 * a digit or a letter the begin of anything. */
static gboolean
is_behind_word (const char *text, const char *at)
{
  const char *before = g_utf8_find_prev_char (text, at);

  return before != NULL && is_word (g_utf8_get_char (before));
}

/* What stands in code is not touched. */
static gboolean
is_in_code (const char *text, const char *cursor)
{
  gboolean in_block = FALSE;
  gboolean in_span = FALSE;

  for (const char *p = text; p < cursor; p++)
    if (*p == '\n')
      in_span = FALSE;
    else if (*p == '`' && cursor - p >= 3 && strncmp (p, "```", 3) == 0)
      {
        in_block = !in_block;
        in_span = FALSE;
        p += 2;
      }
    else if (*p == '`' && !in_block)
      in_span = !in_span;

  return in_block || in_span;
}

static gboolean
is_code (const char *start, const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    if (!is_word (g_utf8_get_char (p)) && *p != '+' && *p != '-')
      return FALSE;

  return end - start >= CODE_MIN && end - start <= CODE_MAX;
}

/* A name may have spaces in it; one at its end says that the name is over. */
static gboolean
is_name (const char *start, const char *end)
{
  glong length = g_utf8_strlen (start, end - start);

  return length <= CHARLA_NAME_MAX && (length == 0 || (*start != ' ' && end[-1] != ' '));
}

/* The nearest @c before @end in the same line. */
static const char *
find_back (const char *text, const char *end, char c)
{
  for (const char *p = end; p > text && p[-1] != '\n'; p--)
    if (p[-1] == c)
      return p - 1;

  return NULL;
}

/**
 * ui_completion_context:
 * @text: what is being written, UTF-8
 * @cursor: where in it, in bytes
 * @start: (out): where the `@` or `:` stands, in bytes
 * @query: (out) (nullable): what is written behind it so far
 *
 * Finds what at the cursor can be completed. A name may be empty, or have several words; what
 * is in a code span or a code block is nothing.
 *
 * Returns: what it is; @start and @query are set unless it is %UI_COMPLETION_NONE
 */
UiCompletionKind
ui_completion_context (const char *text, gsize cursor, gsize *start, char **query)
{
  const char *end = text + cursor;
  const char *colon = find_back (text, end, ':');
  const char *at = find_back (text, end, '@');
  UiCompletionKind kind = UI_COMPLETION_NONE;

  if (colon != NULL && !is_behind_word (text, colon) && is_code (colon + 1, end))
    kind = UI_COMPLETION_EMOJI;
  else if (at != NULL && !is_behind_word (text, at) && is_name (at + 1, end))
    kind = UI_COMPLETION_NAME;

  if (kind == UI_COMPLETION_NONE || is_in_code (text, end))
    return UI_COMPLETION_NONE;

  *start = (kind == UI_COMPLETION_EMOJI ? colon : at) - text;
  *query = g_strndup (text + *start + 1, cursor - *start - 1);
  return kind;
}
