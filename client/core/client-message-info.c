/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-message-info.h"

#include <string.h>

#include "client-parser.h"

/* By hand: what G_DEFINE_BOXED_TYPE() makes is not ISO C. */
GType
client_message_info_get_type (void)
{
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type,
                       g_boxed_type_register_static ("ClientMessageInfo",
                                                     (GBoxedCopyFunc) client_message_info_ref,
                                                     (GBoxedFreeFunc) client_message_info_unref));

  return type;
}

/**
 * client_message_info_new:
 *
 * Makes an empty message. Who makes one fills it in before anybody else has it.
 *
 * Returns: (transfer full): a message
 */
ClientMessageInfo *
client_message_info_new (void)
{
  return g_atomic_rc_box_new0 (ClientMessageInfo);
}

static void
reaction_free (gpointer data)
{
  ClientReactionInfo *self = data;

  g_clear_pointer (&self->emoji, g_free);
  g_free (self);
}

/**
 * client_message_info_add_reaction:
 * @self: a message that is being made
 * @emoji: what was answered
 * @count: by how many
 * @is_mine: whether by the person who uses this client
 *
 * Adds a reaction.
 */
void
client_message_info_add_reaction (ClientMessageInfo *self,
                                  const char *emoji,
                                  gint64 count,
                                  gboolean is_mine)
{
  ClientReactionInfo *reaction = g_new0 (ClientReactionInfo, 1);

  reaction->emoji = g_strdup (emoji);
  reaction->count = count;
  reaction->is_mine = is_mine;

  if (self->reactions == NULL)
    self->reactions = g_ptr_array_new_with_free_func (reaction_free);
  g_ptr_array_add (self->reactions, reaction);
}

static gboolean
parse_author (ClientMessageInfo *self, ClientParser *message)
{
  g_autoptr (CharlaMessage) from = client_parser_get_object (message, "from");
  ClientParser parser;

  if (from == NULL)
    return FALSE;

  client_parser_init (&parser, from);
  self->user = g_strdup (client_parser_get_id (&parser, "id"));
  self->name = g_strdup (client_parser_get_name (&parser, "name"));

  return client_parser_end (&parser, NULL);
}

static gboolean
parse_reply (ClientMessageInfo *self, ClientParser *message)
{
  g_autoptr (CharlaMessage) reply = client_parser_get_object (message, "reply");
  ClientParser parser;

  if (reply == NULL)
    return FALSE;

  client_parser_init (&parser, reply);
  self->reply = client_parser_get_seq (&parser, "seq");
  if (client_parser_has (&parser, "name"))
    self->reply_name = g_strdup (client_parser_get_name (&parser, "name"));
  if (client_parser_has (&parser, "excerpt"))
    self->reply_excerpt = g_strdup (client_parser_get_text (&parser, "excerpt"));

  return client_parser_end (&parser, NULL);
}

static gboolean
parse_reaction (ClientMessageInfo *self, CharlaMessage *reaction)
{
  const char *emoji = NULL;
  gboolean is_mine = FALSE;
  gint64 count = 0;
  ClientParser parser;

  if (reaction == NULL)
    return FALSE;

  client_parser_init (&parser, reaction);
  emoji = client_parser_get_emoji (&parser, "emoji");
  count = client_parser_get_count (&parser, "count");
  if (client_parser_has (&parser, "mine"))
    is_mine = client_parser_get_bool (&parser, "mine");
  if (!client_parser_end (&parser, NULL))
    return FALSE;

  if (count > 0)
    client_message_info_add_reaction (self, emoji, count, is_mine);
  return TRUE;
}

static gboolean
parse_reactions (ClientMessageInfo *self, CharlaMessage *message, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) reaction = charla_message_get_object_at (message, "reactions", i);

      if (!parse_reaction (self, reaction))
        return FALSE;
    }

  return length <= CLIENT_LIST_MAX;
}

static void
parse_lists (ClientMessageInfo *self, ClientParser *parser, CharlaMessage *message)
{
  if (client_parser_has (parser, "mentions"))
    {
      self->mentions = client_parser_get_ids (parser, "mentions");
      if (self->mentions != NULL && g_strv_length (self->mentions) > CLIENT_LIST_MAX)
        client_parser_fail (parser, "mentions");
    }

  if (client_parser_has (parser, "reactions")
      && !parse_reactions (self, message, client_parser_get_length (parser, "reactions")))
    client_parser_fail (parser, "reactions");
}

/**
 * client_message_info_parse:
 * @message: a Message
 * @error: return location for an error
 *
 * Reads a message of a server. What can be wrong with it, so that it cannot be
 * shown or stored as it is, is an error.
 *
 * Returns: (transfer full): a message, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 */
ClientMessageInfo *
client_message_info_parse (CharlaMessage *message, GError **error)
{
  g_autoptr (ClientMessageInfo) self = client_message_info_new ();
  ClientParser parser;

  client_parser_init (&parser, message);
  self->seq = client_parser_get_seq (&parser, "seq");
  self->time = client_parser_get_time (&parser, "time");
  self->room = g_strdup (client_parser_get_id (&parser, "room"));
  self->text = g_strdup (client_parser_get_text (&parser, "text"));
  if (!parse_author (self, &parser))
    client_parser_fail (&parser, "from");
  if (client_parser_has (&parser, "reply") && !parse_reply (self, &parser))
    client_parser_fail (&parser, "reply");
  if (client_parser_has (&parser, "edited"))
    self->edited = client_parser_get_time (&parser, "edited");
  if (client_parser_has (&parser, "deleted"))
    self->is_deleted = client_parser_get_bool (&parser, "deleted");
  parse_lists (self, &parser, message);

  return client_parser_end (&parser, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_message_info_ref:
 * @self: a message
 *
 * Returns: (transfer full): @self
 */
ClientMessageInfo *
client_message_info_ref (ClientMessageInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ClientMessageInfo *self = data;

  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->reply_name, g_free);
  g_clear_pointer (&self->reply_excerpt, g_free);
  g_clear_pointer (&self->mentions, g_strfreev);
  g_clear_pointer (&self->reactions, g_ptr_array_unref);
}

/**
 * client_message_info_unref:
 * @self: (transfer full): a message
 */
void
client_message_info_unref (ClientMessageInfo *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * client_message_info_mentions:
 * @self: a message
 * @user: id of a user
 *
 * Returns: whether @self mentions @user
 */
gboolean
client_message_info_mentions (ClientMessageInfo *self, const char *user)
{
  return self->mentions != NULL && g_strv_contains ((const char *const *) self->mentions, user);
}
