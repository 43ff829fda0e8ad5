/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-info.h"

G_DEFINE_ENUM_TYPE (ClientRoomKind,
                    client_room_kind,
                    G_DEFINE_ENUM_VALUE (CLIENT_ROOM_PUBLIC, "public"),
                    G_DEFINE_ENUM_VALUE (CLIENT_ROOM_PRIVATE, "private"),
                    G_DEFINE_ENUM_VALUE (CLIENT_ROOM_DIRECT, "direct"))

G_DEFINE_ENUM_TYPE (ClientRole,
                    client_role,
                    G_DEFINE_ENUM_VALUE (CLIENT_ROLE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CLIENT_ROLE_MEMBER, "member"),
                    G_DEFINE_ENUM_VALUE (CLIENT_ROLE_MODERATOR, "moderator"),
                    G_DEFINE_ENUM_VALUE (CLIENT_ROLE_OWNER, "owner"))

static const char *const kinds[] = { "public", "private", "direct", NULL };
static const char *const roles[] = { "member", "moderator", "owner", NULL };

/**
 * client_role_parse:
 * @parser: a parser
 * @name: name of a member
 *
 * Returns: the role that stands there; %CLIENT_ROLE_NONE if none does
 */
ClientRole
client_role_parse (ClientParser *parser, const char *name)
{
  int word = 0;

  if (!client_parser_has (parser, name))
    return CLIENT_ROLE_NONE;

  word = client_parser_get_word (parser, name, roles);
  if (word < 0)
    client_parser_fail (parser, name);

  return CLIENT_ROLE_MEMBER + MAX (word, 0);
}

/**
 * client_room_info_new:
 *
 * Makes an empty room. Who makes one fills it in before anybody else has it.
 *
 * Returns: (transfer full): a room
 */
ClientRoomInfo *
client_room_info_new (void)
{
  return g_atomic_rc_box_new0 (ClientRoomInfo);
}

static void
parse_kind (ClientRoomInfo *self, ClientParser *parser)
{
  int kind = client_parser_get_word (parser, "kind", kinds);

  if (kind < 0)
    client_parser_fail (parser, "kind");

  self->kind = MAX (kind, 0);
}

/* What is not the same for everyone, and what changes with every message. */
static void
parse_standing (ClientRoomInfo *self, ClientParser *parser)
{
  self->role = client_role_parse (parser, "role");
  if (client_parser_has (parser, "member"))
    {
      if (!client_parser_get_bool (parser, "member"))
        self->role = CLIENT_ROLE_NONE;
      else
        self->role = MAX (self->role, CLIENT_ROLE_MEMBER);
    }
  if (client_parser_has (parser, "members"))
    self->members = client_parser_get_count (parser, "members");
  if (client_parser_has (parser, "seq"))
    self->seq = client_parser_get_count (parser, "seq");
  if (client_parser_has (parser, "read"))
    self->seen = client_parser_get_count (parser, "read");
  if (client_parser_has (parser, "unread"))
    self->unread = MIN (client_parser_get_count (parser, "unread"), CLIENT_UNREAD_MAX);
  if (client_parser_has (parser, "mentions"))
    self->mentions = MIN (client_parser_get_count (parser, "mentions"), CLIENT_UNREAD_MAX);
}

static void
parse_parts (ClientRoomInfo *self, ClientParser *parser)
{
  if (client_parser_has (parser, "with"))
    {
      g_autoptr (CharlaMessage) with = client_parser_get_object (parser, "with");

      self->with = with != NULL ? client_user_info_parse (with, NULL) : NULL;
      if (self->with == NULL)
        client_parser_fail (parser, "with");
    }
  if (client_parser_has (parser, "with_read"))
    self->others = client_parser_get_count (parser, "with_read");
  if (self->kind != CLIENT_ROOM_DIRECT)
    self->others = 0;

  if (client_parser_has (parser, "last"))
    {
      g_autoptr (CharlaMessage) last = client_parser_get_object (parser, "last");

      self->last = last != NULL ? client_message_info_parse (last, NULL) : NULL;
      if (self->last == NULL || g_strcmp0 (self->last->room, self->id) != 0)
        client_parser_fail (parser, "last");
    }
}

/**
 * client_room_info_parse:
 * @room: a Room, or those of its members that are the same for everyone
 * @error: return location for an error
 *
 * Reads what a server says about a room.
 *
 * Returns: (transfer full): a room, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 */
ClientRoomInfo *
client_room_info_parse (CharlaMessage *room, GError **error)
{
  g_autoptr (ClientRoomInfo) self = client_room_info_new ();
  ClientParser parser;

  client_parser_init (&parser, room);
  self->id = g_strdup (client_parser_get_id (&parser, "id"));
  parse_kind (self, &parser);
  self->name = g_strdup (client_parser_get_label (&parser, "name"));
  self->topic =
    g_strdup (client_parser_has (&parser, "topic") ? client_parser_get_text (&parser, "topic") : "");
  parse_standing (self, &parser);
  parse_parts (self, &parser);

  return client_parser_end (&parser, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_room_info_ref:
 * @self: a room
 *
 * Returns: (transfer full): @self
 */
ClientRoomInfo *
client_room_info_ref (ClientRoomInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ClientRoomInfo *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->topic, g_free);
  g_clear_pointer (&self->with, client_user_info_unref);
  g_clear_pointer (&self->last, client_message_info_unref);
}

/**
 * client_room_info_unref:
 * @self: (transfer full): a room
 */
void
client_room_info_unref (ClientRoomInfo *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
