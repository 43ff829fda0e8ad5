/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-splitter.h"

#include <string.h>

struct _CliSplitter
{
  gsize max;
  GString *raw;
  GString *text;
  guint invalid;
};

static const char replacement[] = "\357\277\275";

/**
 * cli_splitter_new:
 * @max: longest text of a message, in bytes; at least 4, the longest character
 *
 * Returns: (transfer full): a splitter that nothing waits in
 */
CliSplitter *
cli_splitter_new (gsize max)
{
  CliSplitter *self = g_new0 (CliSplitter, 1);

  g_return_val_if_fail (max >= 4, NULL);

  self->max = max;
  self->raw = g_string_new (NULL);
  self->text = g_string_new (NULL);
  return self;
}

/**
 * cli_splitter_free:
 * @self: (transfer full): a splitter
 */
void
cli_splitter_free (CliSplitter *self)
{
  g_string_free (self->raw, TRUE);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static void
replace_byte (CliSplitter *self)
{
  g_string_append (self->text, replacement);
  self->invalid++;
}

/* Whether the rest of the bytes may be the beginning of a character. */
static gboolean
is_cut_short (const char *rest, gsize length)
{
  return g_utf8_get_char_validated (rest, (gssize) length) == (gunichar) -2;
}

/* What is no UTF-8, or a NUL byte, cannot be in a message. */
static void
decode (CliSplitter *self, gboolean at_end)
{
  gsize done = 0;

  while (done < self->raw->len)
    {
      const char *rest = self->raw->str + done;
      gsize length = self->raw->len - done;
      const char *end = NULL;
      gboolean is_valid = g_utf8_validate_len (rest, length, &end);

      g_string_append_len (self->text, rest, end - rest);
      done += (gsize) (end - rest);
      if (is_valid || (!at_end && is_cut_short (end, length - (gsize) (end - rest))))
        break;

      replace_byte (self);
      done++;
    }

  g_string_erase (self->raw, 0, (gssize) done);
}

/**
 * cli_splitter_push:
 * @self: a splitter
 * @bytes: what has come
 * @length: how many bytes that is
 *
 * Adds bytes. They may end in the middle of a character.
 */
void
cli_splitter_push (CliSplitter *self, const char *bytes, gsize length)
{
  g_string_append_len (self->raw, bytes, (gssize) length);
  decode (self, FALSE);
}

/**
 * cli_splitter_end:
 * @self: a splitter
 *
 * No more bytes will come: half a character stays one.
 */
void
cli_splitter_end (CliSplitter *self)
{
  decode (self, TRUE);
}

/* How much of the text goes into one message, the end of its last line included. */
static gsize
measure (CliSplitter *self, CliSplitterReady ready)
{
  const char *text = self->text->str;
  const char *end = NULL;

  if (self->text->len <= self->max)
    {
      if (ready != CLI_SPLITTER_LINES)
        return ready == CLI_SPLITTER_ALL ? self->text->len : 0;

      end = strrchr (text, '\n');
      return end != NULL ? (gsize) (end - text) + 1 : 0;
    }

  end = g_strrstr_len (text, (gssize) self->max + 1, "\n");
  if (end != NULL)
    return (gsize) (end - text) + 1;

  for (end = text + self->max; ((guchar) *end & 0xC0) == 0x80;)
    end--;
  return (gsize) (end - text);
}

static char *
take (CliSplitter *self, gsize length)
{
  char *message = g_strndup (self->text->str, length);

  g_string_erase (self->text, 0, (gssize) length);
  return message;
}

/**
 * cli_splitter_next:
 * @self: a splitter
 * @ready: when a message is ready
 *
 * Takes the next message. Empty lines at its ends are left out, and a message of nothing
 * else is none.
 *
 * Returns: (transfer full) (nullable): a message, or %NULL if there is none yet
 */
char *
cli_splitter_next (CliSplitter *self, CliSplitterReady ready)
{
  for (gsize length = measure (self, ready); length > 0; length = measure (self, ready))
    {
      g_autofree char *message = take (self, length);
      const char *start = message;
      gsize rest = 0;

      while (*start == '\n' || *start == '\r')
        start++;
      rest = strlen (start);
      while (rest > 0 && strchr ("\n\r", start[rest - 1]) != NULL)
        rest--;

      if (rest > 0)
        return g_strndup (start, rest);
    }

  return NULL;
}

/**
 * cli_splitter_get_waiting:
 * @self: a splitter
 *
 * Returns: how many bytes are in it
 */
gsize
cli_splitter_get_waiting (CliSplitter *self)
{
  return self->raw->len + self->text->len;
}

/**
 * cli_splitter_get_invalid:
 * @self: a splitter
 *
 * Returns: how many bytes were replaced because they are no text
 */
guint
cli_splitter_get_invalid (CliSplitter *self)
{
  return self->invalid;
}
