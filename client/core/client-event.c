/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-event.h"

#include "client-ban.h"

/* In the order of ClientEventKind, without the two that stand for any other. */
static const char *const words[] = {
  "message", "edit", "delete", "react",  "room", "member",   "ban",    "mute",
  "",        "read", "typing", "user",   "presence", "notice", "live", "bye", NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (words) == CLIENT_EVENT_PING + 1);

/* Somebody as an object, or by their id alone. */
static ClientUserInfo *
parse_user (ClientParser *parser, CharlaMessage *event, const char *name)
{
  g_autoptr (CharlaMessage) object = charla_message_get_object (event, name);
  ClientUserInfo *user = NULL;
  const char *id = NULL;

  if (object != NULL)
    {
      user = client_user_info_parse (object, NULL);
      if (user == NULL)
        client_parser_fail (parser, name);
      return user;
    }

  id = client_parser_get_id (parser, name);
  return id != NULL ? client_user_info_new (id, NULL) : NULL;
}

static ClientRoomInfo *
parse_about (ClientParser *parser, const char *name)
{
  g_autoptr (CharlaMessage) object = client_parser_get_object (parser, name);
  ClientRoomInfo *about = object != NULL ? client_room_info_parse (object, NULL) : NULL;

  if (about == NULL)
    client_parser_fail (parser, name);

  return about;
}

static GPtrArray *
parse_people (ClientParser *parser, CharlaMessage *room)
{
  g_autoptr (GPtrArray) people =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_user_info_unref);
  gsize length = 0;

  if (!charla_message_get_length (room, "users", &length))
    return NULL;

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) object = charla_message_get_object_at (room, "users", i);
      ClientUserInfo *user = object != NULL ? client_user_info_parse (object, NULL) : NULL;

      if (user == NULL)
        {
          client_parser_fail (parser, "users");
          return NULL;
        }
      g_ptr_array_add (people, user);
    }

  return g_steal_pointer (&people);
}

static void
parse_message (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  self->message = client_message_info_parse (event, NULL);
  if (self->message != NULL)
    self->room = g_strdup (self->message->room);
  else
    client_parser_fail (parser, "message");
}

static void
parse_change (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  self->room = g_strdup (client_parser_get_id (parser, "room"));
  self->target = client_parser_get_seq (parser, "target");
  if (self->target >= self->seq)
    client_parser_fail (parser, "target");

  if (self->kind == CLIENT_EVENT_EDIT)
    self->text = g_strdup (client_parser_get_text (parser, "text"));
  if (self->kind == CLIENT_EVENT_REACT)
    {
      self->user = parse_user (parser, event, "user");
      self->emoji = g_strdup (client_parser_get_emoji (parser, "emoji"));
      self->is_on = client_parser_get_bool (parser, "on");
    }
}

static void
parse_room (ClientEvent *self, ClientParser *parser)
{
  g_autoptr (CharlaMessage) room = client_parser_get_object (parser, "room");

  self->about = parse_about (parser, "room");
  if (self->about == NULL)
    return;

  self->room = g_strdup (self->about->id);
  self->people = parse_people (parser, room);
}

static void
parse_member (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  self->room = g_strdup (client_parser_get_id (parser, "room"));
  self->user = parse_user (parser, event, "user");
  if (self->user != NULL && self->user->name == NULL)
    client_parser_fail (parser, "user");
  self->role = client_role_parse (parser, "role");
  if (client_parser_has (parser, "by"))
    self->by = parse_user (parser, event, "by");
  if (client_parser_has (parser, "reason"))
    self->text = g_strdup (client_parser_get_text (parser, "reason"));
  if (client_parser_has (parser, "about"))
    {
      self->about = parse_about (parser, "about");
      if (self->about != NULL && g_strcmp0 (self->about->id, self->room) != 0)
        client_parser_fail (parser, "about");
    }
}

static void
parse_sanction (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  self->room = g_strdup (client_parser_get_id (parser, "room"));
  self->user = parse_user (parser, event, "user");
  self->is_on = client_parser_get_bool (parser, "on");
  if (client_parser_has (parser, "until"))
    self->until = client_parser_get_time (parser, "until");
  if (client_parser_has (parser, "by"))
    self->by = parse_user (parser, event, "by");
  if (client_parser_has (parser, "reason"))
    self->text = g_strdup (client_parser_get_text (parser, "reason"));
}

static void
parse_durable (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  self->seq = client_parser_get_seq (parser, "seq");
  self->time = client_parser_get_time (parser, "time");
  if (client_parser_has (parser, "prev"))
    self->prev = client_parser_get_count (parser, "prev");
  if (self->prev >= self->seq)
    client_parser_fail (parser, "prev");

  switch (self->kind)
    {
    case CLIENT_EVENT_MESSAGE:
      parse_message (self, parser, event);
      break;
    case CLIENT_EVENT_EDIT:
    case CLIENT_EVENT_DELETE:
    case CLIENT_EVENT_REACT:
      parse_change (self, parser, event);
      break;
    case CLIENT_EVENT_ROOM:
      parse_room (self, parser);
      break;
    case CLIENT_EVENT_MEMBER:
      parse_member (self, parser, event);
      break;
    case CLIENT_EVENT_BAN:
    case CLIENT_EVENT_MUTE:
      parse_sanction (self, parser, event);
      break;
    default:
      break;
    }
}

static void
parse_presence (ClientEvent *self, ClientParser *parser)
{
  if (client_parser_has (parser, "on"))
    self->came = client_parser_get_ids (parser, "on");
  if (client_parser_has (parser, "off"))
    self->went = client_parser_get_ids (parser, "off");
}

static void
parse_said (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  if (client_parser_has (parser, "text"))
    self->text = g_strdup (client_parser_get_text (parser, "text"));
  if (client_parser_has (parser, "code"))
    {
      const char *code = client_parser_get_text (parser, "code");

      self->has_code = code != NULL && charla_code_from_string (code, &self->code);
    }
  self->ban = client_ban_explain (event);
}

static void
parse_ephemeral (ClientEvent *self, ClientParser *parser, CharlaMessage *event)
{
  if (self->kind == CLIENT_EVENT_READ || self->kind == CLIENT_EVENT_TYPING)
    self->room = g_strdup (client_parser_get_id (parser, "room"));

  switch (self->kind)
    {
    case CLIENT_EVENT_READ:
      self->target = client_parser_get_count (parser, "seq");
      if (client_parser_has (parser, "user"))
        self->user = parse_user (parser, event, "user");
      break;
    case CLIENT_EVENT_TYPING:
      self->user = parse_user (parser, event, "user");
      self->is_on = client_parser_get_bool (parser, "on");
      break;
    case CLIENT_EVENT_USER:
      self->user = parse_user (parser, event, "user");
      if (self->user != NULL && self->user->name == NULL)
        client_parser_fail (parser, "user");
      break;
    case CLIENT_EVENT_PRESENCE:
      parse_presence (self, parser);
      break;
    case CLIENT_EVENT_LIVE:
      self->target = client_parser_get_count (parser, "seq");
      break;
    case CLIENT_EVENT_NOTICE:
    case CLIENT_EVENT_BYE:
      parse_said (self, parser, event);
      break;
    default:
      break;
    }
}

/* An event of another kind is durable if it says where in the log it is. */
static ClientEventKind
parse_kind (ClientParser *parser)
{
  int word = client_parser_get_word (parser, "ev", words);

  if (word >= 0 && word != CLIENT_EVENT_OTHER)
    return word;

  return client_parser_has (parser, "seq") ? CLIENT_EVENT_OTHER : CLIENT_EVENT_PING;
}

/**
 * client_event_new:
 *
 * Makes an event without anything. Who makes one fills it in before anybody else has
 * it.
 *
 * Returns: (transfer full): an event
 */
ClientEvent *
client_event_new (void)
{
  ClientEvent *self = g_atomic_rc_box_new0 (ClientEvent);

  self->prev = -1;
  return self;
}

/**
 * client_event_parse:
 * @event: what a server has sent: an object with a member `ev`
 * @error: return location for an error
 *
 * Reads an event. Members, and kinds of events, that this client does not know are
 * no error; what is missing, or is not what it has to be, is one.
 *
 * Returns: (transfer full): an event, or %NULL with %CHARLA_ERROR_BAD_MESSAGE
 */
ClientEvent *
client_event_parse (CharlaMessage *event, GError **error)
{
  g_autoptr (ClientEvent) self = client_event_new ();
  ClientParser parser;

  client_parser_init (&parser, event);
  self->kind = parse_kind (&parser);
  if (self->kind <= CLIENT_EVENT_OTHER)
    parse_durable (self, &parser, event);
  else
    parse_ephemeral (self, &parser, event);

  return client_parser_end (&parser, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * client_event_ref:
 * @self: an event
 *
 * Returns: (transfer full): @self
 */
ClientEvent *
client_event_ref (ClientEvent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ClientEvent *self = data;

  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->user, client_user_info_unref);
  g_clear_pointer (&self->by, client_user_info_unref);
  g_clear_pointer (&self->message, client_message_info_unref);
  g_clear_pointer (&self->about, client_room_info_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->emoji, g_free);
  g_clear_pointer (&self->came, g_strfreev);
  g_clear_pointer (&self->went, g_strfreev);
  g_clear_pointer (&self->ban, g_free);
}

/**
 * client_event_unref:
 * @self: (transfer full): an event
 */
void
client_event_unref (ClientEvent *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
