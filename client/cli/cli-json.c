/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-json.h"

#include "charla-builder.h"
#include "terminal-sanitize.h"

static const char *const kinds[] = { "public", "private", "direct" };
static const char *const user_kinds[] = { "user", "guest", "bot", "admin" };
static const char *const states[] = { "active", "away", "busy" };

/* NULL is none, which JSON says by null. */
static const char *
name_role (ClientRole role)
{
  static const char *const roles[] = { NULL, "member", "moderator", "owner" };

  return roles[role];
}

static void
add_optional (CharlaBuilder *builder, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    charla_builder_add_string (builder, name, value);
}

static void
add_role (CharlaBuilder *builder, ClientRole role)
{
  if (role == CLIENT_ROLE_NONE)
    charla_builder_add_null (builder, "role");
  else
    charla_builder_add_string (builder, "role", name_role (role));
}

static void
add_who (CharlaBuilder *builder, const char *member, const char *id, const char *name)
{
  charla_builder_begin_object (builder, member);
  charla_builder_add_string (builder, "id", id);
  if (name != NULL)
    charla_builder_add_string (builder, "name", name);
  charla_builder_end (builder);
}

static char *
finish (CharlaBuilder *builder)
{
  g_autoptr (GBytes) bytes = charla_builder_to_bytes (builder);
  gsize length = 0;
  const char *json = g_bytes_get_data (bytes, &length);

  return terminal_sanitize_json (json, length);
}

static void
add_reactions (CharlaBuilder *builder, GPtrArray *reactions)
{
  charla_builder_begin_array (builder, "reactions");
  for (guint i = 0; i < reactions->len; i++)
    {
      const ClientReactionInfo *reaction = reactions->pdata[i];

      charla_builder_begin_object (builder, NULL);
      charla_builder_add_string (builder, "emoji", reaction->emoji);
      charla_builder_add_int (builder, "count", reaction->count);
      charla_builder_add_bool (builder, "mine", reaction->is_mine);
      charla_builder_end (builder);
    }
  charla_builder_end (builder);
}

static void
add_reply (CharlaBuilder *builder, const ClientMessageInfo *message)
{
  charla_builder_begin_object (builder, "reply");
  charla_builder_add_int (builder, "seq", message->reply);
  add_optional (builder, "name", message->reply_name);
  add_optional (builder, "excerpt", message->reply_excerpt);
  charla_builder_end (builder);
}

/**
 * cli_json_message:
 * @message: a message as it stands
 * @room: (nullable): the name of its room
 *
 * Returns: (transfer full): the message
 */
char *
cli_json_message (const ClientMessageInfo *message, const char *room)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_add_string (builder, "ev", "message");
  charla_builder_add_int (builder, "seq", message->seq);
  charla_builder_add_int (builder, "time", message->time);
  add_who (builder, "room", message->room, room);
  add_who (builder, "from", message->user, message->name);
  charla_builder_add_string (builder, "text", message->text);
  if (message->reply != 0)
    add_reply (builder, message);
  if (message->edited != 0)
    charla_builder_add_int (builder, "edited", message->edited);
  if (message->is_deleted)
    charla_builder_add_bool (builder, "deleted", TRUE);
  if (message->reactions != NULL && message->reactions->len > 0)
    add_reactions (builder, message->reactions);

  return finish (builder);
}

static const char *
name_event (ClientEventKind kind)
{
  switch (kind)
    {
    case CLIENT_EVENT_EDIT:
      return "edit";
    case CLIENT_EVENT_DELETE:
      return "delete";
    case CLIENT_EVENT_REACT:
      return "react";
    case CLIENT_EVENT_ROOM:
      return "room";
    case CLIENT_EVENT_MEMBER:
      return "member";
    default:
      return "other";
    }
}

static void
add_details (CharlaBuilder *builder, const ClientEvent *event)
{
  if (event->kind == CLIENT_EVENT_EDIT)
    charla_builder_add_string (builder, "text", event->text ? event->text : "");
  if (event->kind == CLIENT_EVENT_REACT)
    {
      charla_builder_add_string (builder, "emoji", event->emoji);
      charla_builder_add_bool (builder, "on", event->is_on);
    }
  if (event->kind == CLIENT_EVENT_MEMBER)
    {
      add_role (builder, event->role);
      add_optional (builder, "reason", event->text);
      if (event->by != NULL)
        add_who (builder, "by", event->by->id, event->by->name);
    }
  if (event->kind == CLIENT_EVENT_ROOM && event->about != NULL)
    charla_builder_add_string (builder, "topic", event->about->topic);
}

/**
 * cli_json_event:
 * @event: a durable event
 * @room: (nullable): the name of its room
 * @name: (nullable): the name of the one whom it is about, where the event has but the id
 *
 * Returns: (transfer full): the event
 */
char *
cli_json_event (const ClientEvent *event, const char *room, const char *name)
{
  g_autoptr (CharlaBuilder) builder = NULL;

  if (event->kind == CLIENT_EVENT_MESSAGE)
    return cli_json_message (event->message, room);

  builder = charla_builder_new ();
  charla_builder_add_string (builder, "ev", name_event (event->kind));
  charla_builder_add_int (builder, "seq", event->seq);
  charla_builder_add_int (builder, "time", event->time);
  if (event->room != NULL)
    add_who (builder, "room", event->room, room);
  if (event->target != 0)
    charla_builder_add_int (builder, "target", event->target);
  if (event->user != NULL)
    add_who (builder, "user", event->user->id, event->user->name ? event->user->name : name);
  add_details (builder, event);

  return finish (builder);
}

/**
 * cli_json_user:
 * @user: somebody
 * @role: what they are in the room that one has asked about, or %CLIENT_ROLE_NONE
 *
 * Returns: (transfer full): the user
 */
char *
cli_json_user (const ClientUserInfo *user, ClientRole role)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_add_string (builder, "id", user->id);
  charla_builder_add_string (builder, "name", user->name);
  charla_builder_add_string (builder, "kind", user_kinds[user->kind]);
  charla_builder_add_bool (builder, "online", user->is_online);
  charla_builder_add_string (builder, "state", states[user->state]);
  add_optional (builder, "status", user->status);
  if (role != CLIENT_ROLE_NONE)
    add_role (builder, role);

  return finish (builder);
}

/**
 * cli_json_room:
 * @room: a room as it stands for the person
 *
 * Returns: (transfer full): the room
 */
char *
cli_json_room (const ClientRoomInfo *room)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  const char *name = room->with != NULL ? room->with->name : room->name;

  charla_builder_add_string (builder, "id", room->id);
  charla_builder_add_string (builder, "kind", kinds[room->kind]);
  charla_builder_add_string (builder, "name", name);
  charla_builder_add_string (builder, "topic", room->topic);
  charla_builder_add_int (builder, "members", room->members);
  add_role (builder, room->role);
  charla_builder_add_int (builder, "unread", room->unread);
  charla_builder_add_int (builder, "mentions", room->mentions);

  return finish (builder);
}

/**
 * cli_json_server:
 * @server: a server
 * @is_gone: whether it is in the list no more
 *
 * Returns: (transfer full): the server
 */
char *
cli_json_server (ClientServer *server, gboolean is_gone)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autofree char *address = client_address_to_string (client_server_get_address (server));

  add_optional (builder, "id", client_server_get_id (server));
  charla_builder_add_string (builder, "name", client_server_get_name (server));
  charla_builder_add_string (builder, "address", address);
  charla_builder_add_bool (builder, "here", client_server_get_is_here (server));
  charla_builder_add_bool (builder, "known", client_server_get_is_known (server));
  charla_builder_add_bool (builder, "live", client_server_get_is_live (server));
  charla_builder_add_bool (builder, "join", client_server_get_needs_join_word (server));
  charla_builder_add_bool (builder, "encrypted", client_server_get_is_encrypted (server));
  if (client_server_get_is_known (server))
    charla_builder_add_int (builder, "used", client_server_get_last_used (server));
  if (is_gone)
    charla_builder_add_bool (builder, "gone", TRUE);

  return finish (builder);
}

/**
 * cli_json_check:
 * @check: what the doctor has looked at
 *
 * Returns: (transfer full): what was found
 */
char *
cli_json_check (ClientCheck *check)
{
  static const char *const results[]
    = { "waiting", "running", "passed", "warning", "failed", "skipped" };
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_add_string (builder, "check", client_check_get_id (check));
  charla_builder_add_string (builder, "state", results[client_check_get_state (check)]);
  charla_builder_add_string (builder, "title", client_check_get_title (check));
  add_optional (builder, "detail", client_check_get_detail (check));
  add_optional (builder, "advice", client_check_get_advice (check));

  return finish (builder);
}
