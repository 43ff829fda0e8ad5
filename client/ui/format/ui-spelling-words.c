/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-spelling-words.h"

#include <string.h>

#define FENCE "```"

/* Where one is in a text that is read from its beginning. */
typedef struct
{
  const char *p;
  int offset; /* the same in characters */
  gboolean in_block;
  gboolean in_span;
  gboolean in_name; /* behind an @name, whose other words may follow */
} Reader;

/**
 * ui_spelling_word_free:
 * @self: a word
 *
 * Frees a word.
 */
void
ui_spelling_word_free (UiSpellingWord *self)
{
  g_clear_pointer (&self->word, g_free);
  g_free (self);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalpha (c) || g_unichar_ismark (c);
}

/* What is written without spaces between its words is none that a dictionary has. */
static gboolean
has_spaces (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Neither in capitals nor a nameOfSomething, nor a single letter. */
static gboolean
is_common (const char *word)
{
  gboolean lower = FALSE;
  glong length = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p), length++)
    {
      gunichar c = g_utf8_get_char (p);

      if (!has_spaces (c) || (length > 0 && g_unichar_isupper (c)))
        return FALSE;
      lower = lower || !g_unichar_isupper (c);
    }

  return lower && length > 1;
}

/* Of addresses, paths, names of people, of emoji and of code, and numbers nobody asks. */
static gboolean
is_prose (const char *token, const char *end)
{
  if (*token == '#' || (*token == ':' && end - token > 2 && end[-1] == ':'))
    return FALSE;

  for (const char *p = token; p < end; p = g_utf8_next_char (p))
    if (strchr ("@/\\_=<>{}|~^", *p) != NULL || g_unichar_isdigit (g_utf8_get_char (p))
        || (*p == '.' && p + 1 < end && is_letter (g_utf8_get_char (p + 1))))
      return FALSE;

  return TRUE;
}

static void
add_word (GPtrArray *words, const char *start, const char *end, int offset)
{
  g_autofree char *text = g_strndup (start, end - start);
  g_auto (GStrv) halves = g_strsplit (text, "’", -1);
  UiSpellingWord *word = NULL;

  if (!is_common (text))
    return;

  word = g_new0 (UiSpellingWord, 1);
  word->start = offset;
  word->end = offset + (int) g_utf8_strlen (text, -1);
  word->word = g_strjoinv ("'", halves);
  g_ptr_array_add (words, word);
}

/* The words of a run of characters without a space. */
static void
read_token (GPtrArray *words, const char *token, const char *end, int offset)
{
  const char *start = NULL;
  int start_offset = 0;

  for (const char *p = token; p < end; p = g_utf8_next_char (p), offset++)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      gboolean inside = is_letter (c)
                        || (start != NULL && is_apostrophe (c) && next < end
                            && is_letter (g_utf8_get_char (next)));

      if (inside && start == NULL)
        {
          start = p;
          start_offset = offset;
        }
      else if (!inside && start != NULL)
        {
          add_word (words, start, p, start_offset);
          start = NULL;
        }
    }

  if (start != NULL)
    add_word (words, start, end, start_offset);
}

static void
skip (Reader *reader, const char *end)
{
  reader->offset += (int) g_utf8_strlen (reader->p, end - reader->p);
  reader->p = end;
}

/* Over what is code, or space. Returns: whether there was any */
static gboolean
skip_code (Reader *reader)
{
  gunichar c = g_utf8_get_char (reader->p);

  if (g_str_has_prefix (reader->p, FENCE))
    {
      reader->in_block = !reader->in_block;
      reader->in_span = FALSE;
      skip (reader, reader->p + strlen (FENCE));
      return TRUE;
    }
  if (c == '`' && !reader->in_block)
    reader->in_span = !reader->in_span;
  else if (c == '\n')
    reader->in_span = FALSE;
  else if (!reader->in_block && !reader->in_span && !g_unichar_isspace (c) && c != '`')
    return FALSE;

  skip (reader, g_utf8_next_char (reader->p));
  return TRUE;
}

static const char *
find_end (const char *token)
{
  const char *end = token;

  while (*end != '\0' && *end != '`' && !g_unichar_isspace (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);

  return end;
}

/**
 * ui_spelling_words:
 * @text: what is being written, UTF-8
 * @from: from where on, in characters
 * @to: up to where
 *
 * Finds the words that a dictionary may know: not those in code, in links, in names of people
 * and emoji, in capitals or with digits.
 *
 * Returns: (transfer container) (element-type UiSpellingWord): the words that begin there
 */
GPtrArray *
ui_spelling_words (const char *text, int from, int to)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) ui_spelling_word_free);
  Reader reader = { .p = text };

  while (*reader.p != '\0' && reader.offset < to)
    {
      const char *end = NULL;

      if (skip_code (&reader))
        continue;

      end = find_end (reader.p);
      reader.in_name = *reader.p == '@'
                       || (reader.in_name && g_unichar_isupper (g_utf8_get_char (reader.p)));
      if (!reader.in_name && reader.offset + (end - reader.p) >= from && is_prose (reader.p, end))
        read_token (words, reader.p, end, reader.offset);
      skip (&reader, end);
    }

  return words;
}
