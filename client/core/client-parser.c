/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-parser.h"

#include <string.h>

#include "charla-error.h"
#include "charla-name.h"

/**
 * client_parser_init:
 * @self: a parser
 * @message: an object of a server; it has to live longer
 *
 * Begins to take @message apart.
 */
void
client_parser_init (ClientParser *self, CharlaMessage *message)
{
  *self = (ClientParser){ .message = message };
}

/**
 * client_parser_end:
 * @self: a parser
 * @error: return location for an error
 *
 * Returns: %TRUE if everything was as it has to be, or %FALSE with
 *   %CHARLA_ERROR_BAD_MESSAGE
 */
gboolean
client_parser_end (ClientParser *self, GError **error)
{
  if (self->mistake == NULL)
    return TRUE;

  g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE,
               "The member “%s” is missing, or is not what it has to be", self->mistake);
  return FALSE;
}

/**
 * client_parser_fail:
 * @self: a parser
 * @name: name of a member, a literal
 *
 * Says that the member is not what it has to be.
 */
void
client_parser_fail (ClientParser *self, const char *name)
{
  if (self->mistake == NULL)
    self->mistake = name;
}

/**
 * client_parser_has:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: whether there is such a member, and all went well so far
 */
gboolean
client_parser_has (ClientParser *self, const char *name)
{
  return self->mistake == NULL && charla_message_has (self->message, name);
}

static gboolean
is_label (const char *text, glong most)
{
  glong length = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (++length > most || g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_CONTROL)
      return FALSE;

  return TRUE;
}

static gboolean
is_word (const char *text, glong most)
{
  return text != NULL && *text != '\0' && is_label (text, most);
}

/**
 * client_parser_get_id:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer none): the id of a user or a room, or %NULL
 */
const char *
client_parser_get_id (ClientParser *self, const char *name)
{
  const char *text = charla_message_get_string (self->message, name);

  if (is_word (text, CLIENT_ID_MAX))
    return text;

  client_parser_fail (self, name);
  return NULL;
}

/**
 * client_parser_get_token:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer none): the id of a server, or a token; or %NULL
 */
const char *
client_parser_get_token (ClientParser *self, const char *name)
{
  const char *text = charla_message_get_string (self->message, name);

  if (is_word (text, CLIENT_TOKEN_MAX))
    return text;

  client_parser_fail (self, name);
  return NULL;
}

/**
 * client_parser_get_name:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer none): the name of a user, or %NULL
 */
const char *
client_parser_get_name (ClientParser *self, const char *name)
{
  const char *text = charla_message_get_string (self->message, name);

  if (text != NULL && charla_name_validate (text, -1, NULL))
    return text;

  client_parser_fail (self, name);
  return NULL;
}

/**
 * client_parser_get_label:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer none): some characters of one line, maybe none; or %NULL
 */
const char *
client_parser_get_label (ClientParser *self, const char *name)
{
  const char *text = charla_message_get_string (self->message, name);

  if (text != NULL && is_label (text, CLIENT_LABEL_MAX))
    return text;

  client_parser_fail (self, name);
  return NULL;
}

/**
 * client_parser_get_emoji:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer none): a reaction, or %NULL
 */
const char *
client_parser_get_emoji (ClientParser *self, const char *name)
{
  const char *text = charla_message_get_string (self->message, name);

  if (is_word (text, CLIENT_EMOJI_MAX))
    return text;

  client_parser_fail (self, name);
  return NULL;
}

/**
 * client_parser_get_text:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer none): a text of any number of lines, at most %CHARLA_TEXT_MAX
 *   bytes; or %NULL
 */
const char *
client_parser_get_text (ClientParser *self, const char *name)
{
  const char *text = charla_message_get_string (self->message, name);

  if (text != NULL && strlen (text) <= CHARLA_TEXT_MAX)
    return text;

  client_parser_fail (self, name);
  return NULL;
}

static gint64
get_between (ClientParser *self, const char *name, gint64 least, gint64 most)
{
  gint64 number = 0;

  if (charla_message_get_int (self->message, name, &number) && number >= least && number <= most)
    return number;

  client_parser_fail (self, name);
  return 0;
}

/**
 * client_parser_get_seq:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: a place in the log, from 1, or 0
 */
gint64
client_parser_get_seq (ClientParser *self, const char *name)
{
  return get_between (self, name, 1, CHARLA_INTEGER_MAX - 1);
}

/**
 * client_parser_get_time:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: a time in milliseconds since 1970 UTC, at most %CLIENT_TIME_MAX
 */
gint64
client_parser_get_time (ClientParser *self, const char *name)
{
  return get_between (self, name, 0, CLIENT_TIME_MAX);
}

/**
 * client_parser_get_count:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: a number that is not negative; also a place in the log where that can
 *   be before its beginning
 */
gint64
client_parser_get_count (ClientParser *self, const char *name)
{
  return get_between (self, name, 0, CHARLA_INTEGER_MAX - 1);
}

/**
 * client_parser_get_bool:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: a truth value
 */
gboolean
client_parser_get_bool (ClientParser *self, const char *name)
{
  gboolean value = FALSE;

  if (!charla_message_get_bool (self->message, name, &value))
    client_parser_fail (self, name);

  return value;
}

/**
 * client_parser_get_word:
 * @self: a parser
 * @name: name of a member
 * @words: (array zero-terminated=1): the words that it can be
 *
 * Returns: the place in @words of the word that it is, from 0, or -1 if it is
 *   another word; it has to be a string in any case
 */
int
client_parser_get_word (ClientParser *self, const char *name, const char *const *words)
{
  const char *text = charla_message_get_string (self->message, name);

  if (text == NULL)
    client_parser_fail (self, name);
  for (int i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      return i;

  return -1;
}

/**
 * client_parser_get_object:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer full): an object, or %NULL
 */
CharlaMessage *
client_parser_get_object (ClientParser *self, const char *name)
{
  CharlaMessage *object = charla_message_get_object (self->message, name);

  if (object == NULL)
    client_parser_fail (self, name);

  return object;
}

/**
 * client_parser_get_length:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: the number of elements of an array
 */
gsize
client_parser_get_length (ClientParser *self, const char *name)
{
  gsize length = 0;

  if (!charla_message_get_length (self->message, name, &length))
    client_parser_fail (self, name);

  return length;
}

/**
 * client_parser_get_ids:
 * @self: a parser
 * @name: name of a member
 *
 * Returns: (transfer full) (array zero-terminated=1) (nullable): an array of ids,
 *   or %NULL
 */
char **
client_parser_get_ids (ClientParser *self, const char *name)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gsize length = client_parser_get_length (self, name);

  for (gsize i = 0; i < length; i++)
    {
      const char *id = charla_message_get_string_at (self->message, name, i);

      if (!is_word (id, CLIENT_ID_MAX))
        {
          client_parser_fail (self, name);
          return NULL;
        }
      g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}
