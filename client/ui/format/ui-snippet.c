/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-snippet.h"

#include <string.h>

/* As many words as a server looks for. */
#define WORDS_MAX 16

/* How much of what stands before a match is shown, as a part of all. */
#define LEAD 4

static gboolean
is_accent (gunichar c)
{
  return c >= 0x0300 && c <= 0x036F;
}

/* As in the index of the server: a word is a row of letters and digits of any script. */
static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
}

/* Without case, accents and the different ways to write the same. */
static void
append_folded (GString *folded, const char *p)
{
  gsize length = g_utf8_next_char (p) - p;
  g_autofree char *apart = NULL;
  g_autoptr (GString) plain = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *composed = NULL;

  if ((guchar) *p < 0x80)
    {
      g_string_append_c (folded, g_ascii_tolower (*p));
      return;
    }

  apart = g_utf8_normalize (p, length, G_NORMALIZE_NFKD);
  plain = g_string_new (NULL);
  for (const char *c = apart; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!is_accent (g_utf8_get_char (c)))
        g_string_append_len (plain, c, g_utf8_next_char (c) - c);
    }
  lower = g_utf8_casefold (plain->str, plain->len);
  composed = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  g_string_append (folded, composed);
}

static const char *
find_word (const char *p)
{
  while (*p != '\0' && !is_in_word (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static gboolean
goes_on (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return *p != '\0' && (is_in_word (c) || is_accent (c));
}

/* Returns: (transfer full): the words of a query, folded. */
static GPtrArray *
split (const char *query)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  const char *p = find_word (query);

  while (*p != '\0' && words->len < WORDS_MAX)
    {
      g_autoptr (GString) word = g_string_new (NULL);

      for (; goes_on (p); p = g_utf8_next_char (p))
        append_folded (word, p);
      g_ptr_array_add (words, g_string_free (g_steal_pointer (&word), FALSE));
      p = find_word (p);
    }

  return words;
}

/* A word of a text, folded, and where in the text each byte of that comes from. */
typedef struct
{
  GString *folded;
  GArray *ends; /* of gsize */
} Word;

/* Returns: the end of the word at @p. */
static const char *
read_word (Word *word, const char *text, const char *p)
{
  g_string_truncate (word->folded, 0);
  g_array_set_size (word->ends, 0);

  for (; goes_on (p); p = g_utf8_next_char (p))
    {
      gsize end = g_utf8_next_char (p) - text;

      /* An accent belongs to the letter before it. */
      if (is_accent (g_utf8_get_char (p)) && word->ends->len > 0)
        g_array_index (word->ends, gsize, word->ends->len - 1) = end;
      append_folded (word->folded, p);
      while (word->ends->len < word->folded->len)
        g_array_append_val (word->ends, end);
    }

  return p;
}

/* Returns: the end of what is looked for in a word, or 0. */
static gsize
match_word (const Word *word, GPtrArray *words)
{
  gsize longest = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const char *wanted = g_ptr_array_index (words, i);

      if (*wanted != '\0' && g_str_has_prefix (word->folded->str, wanted))
        longest = MAX (longest, strlen (wanted));
    }

  return longest > 0 ? g_array_index (word->ends, gsize, longest - 1) : 0;
}

/**
 * ui_snippet_find_marks:
 * @text: what somebody has said, UTF-8
 * @query: what was looked for
 *
 * Finds out why a message was found: where the words of @query begin a word of it, without
 * regard to case and accents, as docs/protocol.md says.
 *
 * Returns: (transfer full) (element-type UiMark): the parts of @text, in order
 */
GArray *
ui_snippet_find_marks (const char *text, const char *query)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (UiMark));
  g_autoptr (GPtrArray) words = split (query);
  Word word = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (gsize)) };
  const char *p = find_word (text);

  while (*p != '\0' && words->len > 0)
    {
      UiMark mark = { p - text, 0 };
      const char *end = read_word (&word, text, p);

      mark.end = match_word (&word, words);
      if (mark.end > 0)
        g_array_append_val (marks, mark);
      p = find_word (end);
    }

  g_string_free (word.folded, TRUE);
  g_array_unref (word.ends);
  return marks;
}

/**
 * ui_snippet_matches:
 * @text: a text, UTF-8
 * @query: what is looked for
 *
 * Returns: whether each word of @query begins a word of @text; so it is if there are none
 */
gboolean
ui_snippet_matches (const char *text, const char *query)
{
  g_autoptr (GPtrArray) words = split (query);

  for (guint i = 0; i < words->len; i++)
    {
      g_autoptr (GArray) marks = ui_snippet_find_marks (text, g_ptr_array_index (words, i));

      if (marks->len == 0)
        return FALSE;
    }

  return TRUE;
}

/* In one line, and without rows of spaces. */
static char *
flatten (const char *text)
{
  g_autoptr (GString) flat = g_string_new (NULL);
  gboolean is_spaced = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c);

      if (is_space && !is_spaced)
        g_string_append_c (flat, ' ');
      else if (!is_space)
        g_string_append_unichar (flat, c);
      is_spaced = is_space;
    }

  return g_strchomp (g_string_free (g_steal_pointer (&flat), FALSE));
}

/* Not in the middle of a word, if another one begins before @end. */
static const char *
find_start (const char *p, const char *end)
{
  const char *space = strchr (p, ' ');

  return space != NULL && space < end ? space + 1 : p;
}

/**
 * ui_snippet_cut:
 * @text: what somebody has said, UTF-8
 * @query: what was looked for
 * @max_chars: how many characters there is room for
 *
 * Takes from a message what stands around the first word that was looked for.
 *
 * Returns: (transfer full): that part, in one line, with an ellipsis where something was
 *   left out
 */
char *
ui_snippet_cut (const char *text, const char *query, guint max_chars)
{
  g_autofree char *flat = flatten (text);
  g_autoptr (GArray) marks = NULL;
  const char *start = flat;
  const char *match = NULL;
  glong lead = 0;
  glong left = 0;

  if (g_utf8_strlen (flat, -1) <= (glong) max_chars)
    return g_steal_pointer (&flat);

  marks = ui_snippet_find_marks (flat, query);
  match = marks->len > 0 ? flat + g_array_index (marks, UiMark, 0).start : flat;
  lead = g_utf8_pointer_to_offset (flat, match);
  if (lead > (glong) max_chars / LEAD)
    start = find_start (g_utf8_offset_to_pointer (flat, lead - max_chars / LEAD), match);

  left = g_utf8_strlen (start, -1);
  if (left > (glong) max_chars)
    {
      g_autofree char *part
        = g_strchomp (g_strndup (start, g_utf8_offset_to_pointer (start, max_chars) - start));

      return g_strconcat (start > flat ? "…" : "", part, "…", NULL);
    }

  return g_strconcat (start > flat ? "…" : "", start, NULL);
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

/**
 * ui_snippet_to_markup:
 * @text: a text, UTF-8
 * @query: what was looked for
 *
 * Returns: (transfer full): the text as Pango markup, with the words of @query in bold
 */
char *
ui_snippet_to_markup (const char *text, const char *query)
{
  g_autoptr (GArray) marks = ui_snippet_find_marks (text, query);
  g_autoptr (GString) markup = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const UiMark *mark = &g_array_index (marks, UiMark, i);

      append_escaped (markup, text + done, mark->start - done);
      g_string_append (markup, "<b>");
      append_escaped (markup, text + mark->start, mark->end - mark->start);
      g_string_append (markup, "</b>");
      done = mark->end;
    }
  append_escaped (markup, text + done, strlen (text + done));

  return g_string_free (g_steal_pointer (&markup), FALSE);
}
