/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-text.h"

#include <string.h>

/*
 * Marks that may stand on one letter. No language needs more than a handful;
 * a flood of them draws over the lines above and below, and shaping costs time.
 */
#define MARKS_MAX 8

/* A message longer than this is shown shortened, in characters and in lines. */
#define PREVIEW_CHARACTERS 2000
#define PREVIEW_LINES 30

/* What is shown at most, in bytes: laying out text takes time on the main loop. */
#define SHOWN_MAX (64 * 1024)

/* A message of up to this many emoji and nothing else is shown large. */
#define EMOJI_MAX 5

/* More characters than this without a place to break are no word of any language. */
#define WORD_MAX 1000

#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/* Characters that set the direction of what follows them. */
static gboolean
is_direction_control (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Turns all that follows around, letters too: a link would read as another. No writing
 * needs that. */
static gboolean
is_override (gunichar c)
{
  return c == 0x202D || c == 0x202E;
}

static gboolean
is_line_end (gunichar c)
{
  return c == '\r' || c == 0x2028 || c == 0x2029;
}

/* The colors of skin, which change the emoji before them. */
static gboolean
is_skin (gunichar c)
{
  return c >= 0x1F3FB && c <= 0x1F3FF;
}

/* Emoji_Modifier_Base of Unicode 15. */
static gboolean
has_skin (gunichar c)
{
  static const gunichar ranges[][2] = {
    { 0x261D, 0x261D },   { 0x26F9, 0x26F9 },   { 0x270A, 0x270D },   { 0x1F385, 0x1F385 },
    { 0x1F3C2, 0x1F3C4 }, { 0x1F3C7, 0x1F3C7 }, { 0x1F3CA, 0x1F3CC }, { 0x1F442, 0x1F443 },
    { 0x1F446, 0x1F450 }, { 0x1F466, 0x1F478 }, { 0x1F47C, 0x1F47C }, { 0x1F481, 0x1F483 },
    { 0x1F485, 0x1F487 }, { 0x1F48F, 0x1F48F }, { 0x1F491, 0x1F491 }, { 0x1F4AA, 0x1F4AA },
    { 0x1F574, 0x1F575 }, { 0x1F57A, 0x1F57A }, { 0x1F590, 0x1F590 }, { 0x1F595, 0x1F596 },
    { 0x1F645, 0x1F647 }, { 0x1F64B, 0x1F64F }, { 0x1F6A3, 0x1F6A3 }, { 0x1F6B4, 0x1F6B6 },
    { 0x1F6C0, 0x1F6C0 }, { 0x1F6CC, 0x1F6CC }, { 0x1F90C, 0x1F90C }, { 0x1F90F, 0x1F90F },
    { 0x1F918, 0x1F91F }, { 0x1F926, 0x1F926 }, { 0x1F930, 0x1F939 }, { 0x1F93C, 0x1F93E },
    { 0x1F977, 0x1F977 }, { 0x1F9B5, 0x1F9B6 }, { 0x1F9B8, 0x1F9B9 }, { 0x1F9BB, 0x1F9BB },
    { 0x1F9CD, 0x1F9CF }, { 0x1F9D1, 0x1F9DD }, { 0x1FAC3, 0x1FAC5 }, { 0x1FAF0, 0x1FAF8 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (c >= ranges[i][0] && c <= ranges[i][1])
      return TRUE;

  return FALSE;
}

/* Two make a flag. */
static gboolean
is_regional_indicator (gunichar c)
{
  return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* What a character of an emoji may depend on. */
typedef struct
{
  gunichar previous;
  gboolean is_half_flag;
} Before;

/*
 * What changes an emoji stands behind one that it can change, or nowhere: Pango 1.50 ends
 * the program in a narrow place where a color of skin stands elsewhere, before something
 * that must not begin a line, or where something stands between the halves of a flag.
 *
 * Returns: whether the character is to be left out; if not, it is before the next one
 */
static gboolean
is_astray (Before *before, gunichar c)
{
  if (is_skin (c) && !has_skin (before->previous))
    return TRUE;
  if (before->is_half_flag && (g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT))
    return TRUE;

  /* Signs of Markdown are gone when the text is shown. */
  if (c < 128 && g_ascii_ispunct ((char) c))
    return FALSE;

  before->is_half_flag = is_regional_indicator (c) && !before->is_half_flag;
  before->previous = c;
  return FALSE;
}

/* Control characters have no shape: fonts show boxes for them, or nothing. */
static gboolean
is_shapeless (gunichar c)
{
  return g_unichar_iscntrl (c) && c != '\n' && c != '\t';
}

/**
 * ui_text_tame:
 * @text: what a peer has written, UTF-8
 *
 * Makes the text fit to be drawn: without a flood of combining marks, which
 * would draw over other people's messages, without control characters, with one
 * kind of line ends, without characters that turn others around, and not longer
 * than can be laid out without the window standing still, or than Pango can lay out at all.
 *
 * Returns: (transfer full): the text to show
 */
char *
ui_text_tame (const char *text)
{
  g_autoptr (GString) tame = g_string_new (NULL);
  guint marks = 0;
  Before before = { 0 };

  for (const char *p = text; *p != '\0' && tame->len < SHOWN_MAX; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Characters without a width do not keep marks from the same place. */
      if (g_unichar_type (c) != G_UNICODE_FORMAT)
        marks = g_unichar_ismark (c) ? marks + 1 : 0;
      if (marks > MARKS_MAX || is_override (c) || (c == '\r' && p[1] == '\n')
          || is_astray (&before, c))
        continue;


      if (is_line_end (c))
        g_string_append_c (tame, '\n');
      else if (is_shapeless (c))
        g_string_append_unichar (tame, 0xFFFD);
      else
        g_string_append_unichar (tame, c);
    }

  return g_string_free (g_steal_pointer (&tame), FALSE);
}

/**
 * ui_text_isolate:
 * @text: a name or a text of a peer, UTF-8
 *
 * Wraps the text so that its direction does not change the order of the words
 * around it, whatever characters it has in it.
 *
 * Returns: (transfer full): the text, to be put into a sentence
 */
char *
ui_text_isolate (const char *text)
{
  g_autoptr (GString) isolated = g_string_new (FIRST_STRONG_ISOLATE);
  Before before = { 0 };

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_direction_control (c) && !is_astray (&before, c))
        g_string_append_unichar (isolated, c);
    }

  g_string_append (isolated, POP_DIRECTIONAL_ISOLATE);
  return g_string_free (g_steal_pointer (&isolated), FALSE);
}

/**
 * ui_text_preview:
 * @text: a text, UTF-8
 *
 * Shortens a text that would fill more than the window: one message does not
 * drive what the others said out of sight.
 *
 * Returns: (transfer full) (nullable): the beginning of the text with an
 *   ellipsis, or %NULL if it is short enough to be shown whole
 */
char *
ui_text_preview (const char *text)
{
  const char *p = text;
  const char *end = NULL;
  guint lines = 1;

  for (guint i = 0; i < PREVIEW_CHARACTERS && lines <= PREVIEW_LINES && *p != '\0'; i++)
    {
      if (*p == '\n')
        lines++;
      p = g_utf8_next_char (p);
    }
  if (*p == '\0')
    return NULL;

  end = p;
  while (end > text && g_ascii_isspace (end[-1]))
    end--;

  return g_strdup_printf ("%.*s…", (int) (end - text), text);
}

/**
 * ui_text_longest_run:
 * @text: a text, UTF-8
 *
 * Returns: how many characters of the text stand together at most, without a
 *   space among them or a script that breaks lines without spaces
 */
guint
ui_text_longest_run (const char *text)
{
  guint longest = 0;
  guint run = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      run = g_unichar_isspace (c) || g_unichar_iswide (c) ? 0 : run + 1;
      longest = MAX (longest, run);
    }

  return longest;
}

/**
 * ui_text_is_wall:
 * @text: a text, UTF-8
 *
 * Pango looks for places to break between words in quadratic time where there are
 * none. What is a wall of letters is to be broken between characters instead.
 *
 * Returns: whether the text has a word in it that takes seconds to lay out
 */
gboolean
ui_text_is_wall (const char *text)
{
  return ui_text_longest_run (text) > WORD_MAX;
}

/* Characters that only change the emoji before them, or join it to the next. */
static gboolean
is_emoji_modifier (gunichar c)
{
  return c == 0x200D || c == 0xFE0F || c == 0x20E3 || (c >= 0x1F3FB && c <= 0x1F3FF)
         || (c >= 0xE0020 && c <= 0xE007F);
}

/* Those that are drawn in color on their own, and those that U+FE0F colors. */
static gboolean
is_emoji_base (gunichar c, gunichar next)
{
  if ((c >= 0x1F300 && c <= 0x1FAFF) || is_regional_indicator (c))
    return TRUE;

  if (c == 0x231A || c == 0x231B || c == 0x23F0 || c == 0x23F3 || c == 0x2614 || c == 0x2615
      || c == 0x26A1 || c == 0x26BD || c == 0x2705 || c == 0x2728 || c == 0x274C || c == 0x2753
      || c == 0x2757 || c == 0x2B50 || c == 0x2B55 || c == 0x1F004 || c == 0x1F0CF)
    return TRUE;

  return next == 0xFE0F
         && (c == '#' || c == '*' || (c >= '0' && c <= '9') || (c >= 0x2190 && c <= 0x2BFF)
             || c == 0xA9 || c == 0xAE || c == 0x203C || c == 0x2049 || c == 0x3030
             || c == 0x303D || c == 0x3297 || c == 0x3299);
}

/**
 * ui_text_is_emoji:
 * @text: a text, UTF-8
 *
 * Returns: whether the text is one to five emoji and nothing else but spaces,
 *   and therefore shown larger
 */
gboolean
ui_text_is_emoji (const char *text)
{
  guint n_emoji = 0;
  gunichar previous = 0;
  gboolean paired = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      if (is_emoji_modifier (c) ? previous == 0 : c != ' ' && !is_emoji_base (c, next))
        return FALSE;

      /* Two regional indicators make one flag; what a joiner joins is one. */
      paired = is_regional_indicator (c) && is_regional_indicator (previous) && !paired;
      if (!is_emoji_modifier (c) && c != ' ' && previous != 0x200D && !paired)
        n_emoji++;
      if (n_emoji > EMOJI_MAX)
        return FALSE;
      previous = c;
    }

  return n_emoji > 0;
}
