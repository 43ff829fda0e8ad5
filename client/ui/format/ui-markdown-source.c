/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown-source.h"

#include <string.h>

#include "ui-links.h"

/*
 * Characters that no text has in it by right: Unicode sets them aside for the inside of
 * programs. The first two stand around the number of a token. The third one stands
 * between "]" and ":", so that nothing is a definition of a link: definitions are not
 * shown, and everything that was written is.
 */
#define TOKEN_START "\xEF\xB7\x90" /* U+FDD0 */
#define TOKEN_END "\xEF\xB7\x91"   /* U+FDD1 */
#define NOTHING "\xEF\xB7\x92"     /* U+FDD2 */
#define MARK_SIZE 3
#define IS_MARK(c) ((c) >= 0xFDD0 && (c) <= 0xFDD2)

/* As many places as the server looks at. Each costs some time. */
#define MENTIONS_MAX 32

static void
token_free (gpointer data)
{
  UiMarkdownToken *token = data;

  g_free (token->text);
  g_free (token->href);
  g_free (token);
}

typedef struct
{
  const char *text;
  const UiMentions *mentions;
  GPtrArray *tokens;
  guint n_links;
  guint n_places;
} Reader;

static UiMarkdownToken *
add_token (Reader *reader, const char *text, gsize length)
{
  UiMarkdownToken *token = g_new0 (UiMarkdownToken, 1);

  token->text = g_strndup (text, length);
  g_ptr_array_add (reader->tokens, token);
  return token;
}

/* An address in angle brackets is a link of Markdown. */
static gboolean
is_bracketed (const char *text, const char *p)
{
  return p > text && p[-1] == '<' && p[strcspn (p, "<> \t\n")] == '>';
}

static gsize
read_link (Reader *reader, const char *p)
{
  UiMarkdownToken *token = NULL;
  const char *completion = "";
  gsize length = reader->n_links < UI_LINKS_MAX ? ui_links_match (reader->text, p, &completion) : 0;

  if (length == 0 || is_bracketed (reader->text, p))
    return 0;

  reader->n_links++;
  token = add_token (reader, p, length);
  token->href = g_strconcat (completion, token->text, NULL);
  return length;
}

static gsize
read_mention (Reader *reader, const char *p)
{
  gboolean is_own = FALSE;
  gsize length = 0;

  if (*p != '@' || reader->mentions == NULL || reader->n_places == MENTIONS_MAX)
    return 0;

  reader->n_places++;
  length = ui_mentions_match (reader->mentions, reader->text, p, &is_own);
  if (length > 0)
    add_token (reader, p, length)->is_own = is_own;

  return length;
}

static void
append_character (GString *source, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  g_string_append_unichar (source, IS_MARK (c) ? 0xFFFD : c);
  if (*p == ']' && p[1] == ':')
    g_string_append (source, NOTHING);
}

/**
 * ui_markdown_source_new:
 * @text: what a peer has written, tamed
 * @mentions: (nullable): the names that count behind an `@`
 *
 * Takes addresses and mentions out of a text before it is read as Markdown, so that they
 * are what they are for everybody, whatever signs they have in them. How many there are
 * is bounded: what is beyond that stays text.
 *
 * Returns: (transfer full): the text to read
 */
UiMarkdownSource *
ui_markdown_source_new (const char *text, const UiMentions *mentions)
{
  UiMarkdownSource *self = g_new0 (UiMarkdownSource, 1);
  g_autoptr (GString) source = g_string_sized_new (strlen (text) + 16);
  Reader reader = { .text = text, .mentions = mentions };
  const char *p = text;

  reader.tokens = self->tokens = g_ptr_array_new_with_free_func (token_free);
  while (*p != '\0')
    {
      gsize length = read_link (&reader, p);

      if (length == 0)
        length = read_mention (&reader, p);

      if (length > 0)
        {
          g_string_append_printf (source, TOKEN_START "%u" TOKEN_END, reader.tokens->len - 1);
          p += length;
        }
      else
        {
          append_character (source, p);
          p = g_utf8_next_char (p);
        }
    }

  self->text = g_string_free (g_steal_pointer (&source), FALSE);
  return self;
}

/**
 * ui_markdown_source_free:
 * @self: (transfer full): a text to read
 */
void
ui_markdown_source_free (UiMarkdownSource *self)
{
  g_ptr_array_unref (self->tokens);
  g_free (self->text);
  g_free (self);
}

static gboolean
is_mark (const char *p, const char *end, const char *mark)
{
  return end - p >= MARK_SIZE && memcmp (p, mark, MARK_SIZE) == 0;
}

/* Returns the token that stands at @p, and where it ends. */
static const UiMarkdownToken *
get_token (const UiMarkdownSource *self, const char *p, const char *end, const char **next)
{
  const char *digit = p + MARK_SIZE;
  guint number = 0;

  if (!is_mark (p, end, TOKEN_START))
    return NULL;

  for (; digit < end && g_ascii_isdigit (*digit) && number < self->tokens->len; digit++)
    number = number * 10 + (guint) g_ascii_digit_value (*digit);
  if (!is_mark (digit, end, TOKEN_END) || number >= self->tokens->len)
    return NULL;

  *next = digit + MARK_SIZE;
  return g_ptr_array_index (self->tokens, number);
}

/**
 * ui_markdown_source_foreach:
 * @self: a text to read
 * @text: a part of it
 * @length: its length in bytes
 * @piece: called for each piece, in order
 * @data: passed to @piece
 *
 * Goes through a part of the text as it was written.
 */
void
ui_markdown_source_foreach (const UiMarkdownSource *self, const char *text, gsize length,
                            UiMarkdownPiece piece, gpointer data)
{
  const char *end = text + length;
  const char *done = text;
  const char *p = text;

  while (p < end && (p = memchr (p, *TOKEN_START, end - p)) != NULL)
    {
      const char *next = p;
      const UiMarkdownToken *token = get_token (self, p, end, &next);

      if (token == NULL && is_mark (p, end, NOTHING))
        next = p + MARK_SIZE;
      if (next == p)
        {
          p++;
          continue;
        }

      if (p > done)
        piece (data, NULL, done, p - done);
      if (token != NULL)
        piece (data, token, NULL, 0);
      done = p = next;
    }

  if (done < end)
    piece (data, NULL, done, end - done);
}

static void
append_piece (gpointer data, const UiMarkdownToken *token, const char *text, gsize length)
{
  if (token != NULL)
    g_string_append (data, token->text);
  else
    g_string_append_len (data, text, length);
}

/**
 * ui_markdown_source_restore:
 * @self: a text to read
 * @text: a part of it
 * @length: its length in bytes
 *
 * Returns: (transfer full): the part as it was written
 */
char *
ui_markdown_source_restore (const UiMarkdownSource *self, const char *text, gsize length)
{
  g_autoptr (GString) written = g_string_sized_new (length);

  ui_markdown_source_foreach (self, text, length, append_piece, written);
  return g_string_free (g_steal_pointer (&written), FALSE);
}
