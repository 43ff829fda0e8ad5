/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-ephemeral.h"

#include <charla.h>

#include "server-banned.h"

static CharlaBuilder *
begin (const char *name)
{
  CharlaBuilder *builder = charla_builder_new ();

  charla_builder_add_string (builder, "ev", name);

  return builder;
}

static ServerEvent *
end (CharlaBuilder *builder)
{
  return server_event_new_ephemeral (charla_builder_to_frame (builder));
}

/**
 * server_ephemeral_read:
 * @room: a room
 * @user: who has read in it
 * @seq: up to which event
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_read (gint64 room, gint64 user, gint64 seq)
{
  g_autoptr (CharlaBuilder) builder = begin ("read");

  server_objects_add_room_id (builder, "room", room);
  server_objects_add_user_id (builder, "user", user);
  charla_builder_add_int (builder, "seq", seq);

  return end (builder);
}

/**
 * server_ephemeral_typing:
 * @room: a room
 * @user: who types in it, or does no longer
 * @is_on: whether they do
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_typing (gint64 room, gint64 user, gboolean is_on)
{
  g_autoptr (CharlaBuilder) builder = begin ("typing");

  server_objects_add_room_id (builder, "room", room);
  server_objects_add_user_id (builder, "user", user);
  charla_builder_add_bool (builder, "on", is_on);

  return end (builder);
}

/**
 * server_ephemeral_user:
 * @user: a user whose status has changed
 * @is_online: whether they are here
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_user (const ServerUserInfo *user, gboolean is_online)
{
  g_autoptr (CharlaBuilder) builder = begin ("user");

  server_objects_add_user (builder, "user", user, is_online);

  return end (builder);
}

static void
add_ids (CharlaBuilder *builder, const char *name, GArray *users)
{
  charla_builder_begin_array (builder, name);
  for (guint i = 0; i < users->len; i++)
    server_objects_add_user_id (builder, NULL, g_array_index (users, gint64, i));
  charla_builder_end (builder);
}

/**
 * server_ephemeral_presence:
 * @on: (element-type gint64): who has come
 * @off: (element-type gint64): who has gone
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_presence (GArray *on, GArray *off)
{
  g_autoptr (CharlaBuilder) builder = begin ("presence");

  add_ids (builder, "on", on);
  add_ids (builder, "off", off);

  return end (builder);
}

/**
 * server_ephemeral_notice:
 * @text: a sentence for a person
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_notice (const char *text)
{
  g_autoptr (CharlaBuilder) builder = begin ("notice");

  charla_builder_add_string (builder, "text", text);

  return end (builder);
}

/**
 * server_ephemeral_live:
 * @seq: the event up to which everything has been told
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_live (gint64 seq)
{
  g_autoptr (CharlaBuilder) builder = begin ("live");

  charla_builder_add_int (builder, "seq", seq);

  return end (builder);
}

/**
 * server_ephemeral_ping:
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_ping (void)
{
  g_autoptr (CharlaBuilder) builder = begin ("ping");

  return end (builder);
}

/**
 * server_ephemeral_bye:
 * @reason: why the connection ends, in %CHARLA_CODE_ERROR
 *
 * Returns: (transfer full): an event
 */
ServerEvent *
server_ephemeral_bye (const GError *reason)
{
  g_autoptr (CharlaBuilder) builder = begin ("bye");

  charla_builder_add_string (builder, "code", charla_code_to_string (reason->code));
  charla_builder_add_string (builder, "text", reason->message);
  server_banned_error_write (reason, builder);

  return end (builder);
}
