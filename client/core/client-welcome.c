/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-welcome.h"

/* What a server means that does not say it. */
#define HISTORY_DEFAULT 200

static void
parse_server (ClientWelcome *self, ClientParser *welcome)
{
  g_autoptr (CharlaMessage) server = client_parser_get_object (welcome, "server");
  ClientParser parser;

  if (server == NULL)
    return;

  client_parser_init (&parser, server);
  self->server_id = g_strdup (client_parser_get_token (&parser, "id"));
  self->server_name = g_strdup (client_parser_get_label (&parser, "name"));
  if (client_parser_has (&parser, "agent"))
    self->agent = g_strdup (client_parser_get_label (&parser, "agent"));
  if (client_parser_has (&parser, "motd"))
    self->motd = g_strdup (client_parser_get_text (&parser, "motd"));
  if (!client_parser_end (&parser, NULL))
    client_parser_fail (welcome, "server");
}

static void
parse_you (ClientWelcome *self, ClientParser *parser)
{
  g_autoptr (CharlaMessage) you = client_parser_get_object (parser, "you");

  self->you = you != NULL ? client_user_info_parse (you, NULL) : NULL;
  if (self->you == NULL)
    client_parser_fail (parser, "you");
}

static void
parse_limits (ClientWelcome *self, ClientParser *welcome)
{
  g_autoptr (CharlaMessage) limits = NULL;
  ClientParser parser;

  if (!client_parser_has (welcome, "limits"))
    return;

  limits = client_parser_get_object (welcome, "limits");
  if (limits == NULL)
    return;

  client_parser_init (&parser, limits);
  if (client_parser_has (&parser, "text"))
    self->text_max = MIN (client_parser_get_seq (&parser, "text"), CHARLA_TEXT_MAX);
  if (client_parser_has (&parser, "history"))
    self->history_max = client_parser_get_seq (&parser, "history");
  if (!client_parser_end (&parser, NULL))
    client_parser_fail (welcome, "limits");
}

static void
parse_rooms (ClientWelcome *self, ClientParser *parser, CharlaMessage *ok)
{
  gsize length = client_parser_get_length (parser, "rooms");

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object_at (ok, "rooms", i);
      ClientRoomInfo *room = object != NULL ? client_room_info_parse (object, NULL) : NULL;

      if (room == NULL)
        {
          client_parser_fail (parser, "rooms");
          return;
        }
      g_ptr_array_add (self->rooms, room);
    }
}

/**
 * client_welcome_new:
 *
 * Returns: (transfer full): a welcome without anything but limits, for the caller to
 *   fill in before anybody else sees it
 */
ClientWelcome *
client_welcome_new (void)
{
  ClientWelcome *self = g_atomic_rc_box_new0 (ClientWelcome);

  self->text_max = CHARLA_TEXT_MAX;
  self->history_max = HISTORY_DEFAULT;
  self->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) client_room_info_unref);
  return self;
}

/**
 * client_welcome_parse:
 * @ok: the member `ok` of the answer to a hello
 * @error: return location for an error
 *
 * Reads a server's welcome.
 *
 * Returns: (transfer full): a welcome, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 */
ClientWelcome *
client_welcome_parse (CharlaMessage *ok, GError **error)
{
  g_autoptr (ClientWelcome) self = client_welcome_new ();
  ClientParser parser;

  client_parser_init (&parser, ok);
  client_parser_get_seq (&parser, "charla");
  parse_server (self, &parser);
  parse_you (self, &parser);
  self->head = client_parser_get_count (&parser, "seq");
  if (client_parser_has (&parser, "token"))
    self->token = g_strdup (client_parser_get_token (&parser, "token"));
  if (client_parser_has (&parser, "gap"))
    self->is_gap = client_parser_get_bool (&parser, "gap");
  parse_limits (self, &parser);
  parse_rooms (self, &parser, ok);

  return client_parser_end (&parser, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_welcome_ref:
 * @self: a welcome
 *
 * Returns: (transfer full): @self
 */
ClientWelcome *
client_welcome_ref (ClientWelcome *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ClientWelcome *self = data;

  g_clear_pointer (&self->server_id, g_free);
  g_clear_pointer (&self->server_name, g_free);
  g_clear_pointer (&self->agent, g_free);
  g_clear_pointer (&self->motd, g_free);
  g_clear_pointer (&self->you, client_user_info_unref);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->rooms, g_ptr_array_unref);
}

/**
 * client_welcome_unref:
 * @self: (transfer full): a welcome
 */
void
client_welcome_unref (ClientWelcome *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
