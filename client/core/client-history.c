/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-history.h"

#include "client-parser.h"

/**
 * client_history_parse_messages:
 * @ok: the member `ok` of the answer to `history` or `search`
 * @has_more: (out): whether there are more messages
 * @error: return location for an error
 *
 * Reads messages in the order in which they came.
 *
 * Returns: (transfer full) (element-type ClientMessageInfo): messages, or %NULL with
 *   %CHARLA_ERROR_BAD_MESSAGE
 */
GPtrArray *
client_history_parse_messages (CharlaMessage *ok, gboolean *has_more, GError **error)
{
  g_autoptr (GPtrArray) messages =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);
  gsize length = 0;
  ClientParser parser;

  client_parser_init (&parser, ok);
  length = client_parser_get_length (&parser, "messages");
  *has_more = client_parser_get_bool (&parser, "more");

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object_at (ok, "messages", i);
      ClientMessageInfo *message = object != NULL ? client_message_info_parse (object, NULL) : NULL;

      if (message == NULL)
        {
          client_parser_fail (&parser, "messages");
          break;
        }
      g_ptr_array_add (messages, message);
    }

  return client_parser_end (&parser, error) ? g_steal_pointer (&messages) : NULL;
}

/* Whether the messages are those that were asked for, in their order. */
static gboolean
is_answer (ClientHistory *self)
{
  gint64 least = self->place == CLIENT_PLACE_AFTER ? self->anchor + 1 : 1;
  gint64 most =
    self->place == CLIENT_PLACE_BEFORE ? self->anchor - 1 : CHARLA_INTEGER_MAX - 1;

  for (guint i = 0; i < self->messages->len; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (self->messages, i);

      if (!g_str_equal (message->room, self->room) || message->seq < least || message->seq > most)
        return FALSE;
      least = message->seq + 1;
    }

  return self->messages->len > 0 || !self->has_more;
}

/**
 * client_history_parse:
 * @ok: the member `ok` of the answer
 * @room: id of the room that was asked for
 * @place: which messages were asked for
 * @anchor: the event that @place is about, or 0
 * @cursor: the last event that had come when the question was sent
 * @error: return location for an error
 *
 * Reads a server's answer to `history`. A server says in its member `seq` up to
 * which event the answer is true; one that does not has at least seen @cursor.
 *
 * Returns: (transfer full): the answer, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 */
ClientHistory *
client_history_parse (CharlaMessage *ok,
                      const char *room,
                      ClientPlace place,
                      gint64 anchor,
                      gint64 cursor,
                      GError **error)
{
  g_autoptr (ClientHistory) self = g_atomic_rc_box_new0 (ClientHistory);
  ClientParser parser;

  self->room = g_strdup (room);
  self->place = place;
  self->anchor = anchor;
  self->head = cursor;
  self->messages = client_history_parse_messages (ok, &self->has_more, error);
  if (self->messages == NULL)
    return NULL;

  client_parser_init (&parser, ok);
  if (client_parser_has (&parser, "seq"))
    self->head = client_parser_get_count (&parser, "seq");
  if (!is_answer (self))
    client_parser_fail (&parser, "messages");

  return client_parser_end (&parser, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_history_ref:
 * @self: an answer
 *
 * Returns: (transfer full): @self
 */
ClientHistory *
client_history_ref (ClientHistory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ClientHistory *self = data;

  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
}

/**
 * client_history_unref:
 * @self: (transfer full): an answer
 */
void
client_history_unref (ClientHistory *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
