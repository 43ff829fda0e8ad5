/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-welcome.h"

#include "charla-config.h"

/* The version of the Charla dialect that is spoken here. */
#define DIALECT_VERSION 1

static void
add_server (const ServerServices *services)
{
  CharlaBuilder *builder = services->builder;

  charla_builder_begin_object (builder, "server");
  charla_builder_add_string (builder, "id", server_store_get_id (services->store));
  charla_builder_add_string (builder, "name", services->name);
  charla_builder_add_string (builder, "agent", "charla-server/" CHARLA_VERSION);
  if (services->motd != NULL)
    charla_builder_add_string (builder, "motd", services->motd);
  charla_builder_end (builder);
}

static void
add_limits (CharlaBuilder *builder)
{
  charla_builder_begin_object (builder, "limits");
  charla_builder_add_int (builder, "text", CHARLA_TEXT_MAX);
  charla_builder_add_int (builder, "frame", CHARLA_FRAME_MAX_FROM_CLIENT);
  charla_builder_add_int (builder, "history", SERVER_PAGE_LIMIT);
  charla_builder_end (builder);
}

static void
add_rooms (const ServerServices *services, GPtrArray *rooms)
{
  charla_builder_begin_array (services->builder, "rooms");
  for (guint i = 0; i < rooms->len; i++)
    {
      const ServerRoomInfo *room = rooms->pdata[i];
      gboolean is_with_online = room->with != NULL
                                && server_directory_is_online (services->directory, room->with->id);

      server_objects_add_room (services->builder, NULL, room, is_with_online);
    }
  charla_builder_end (services->builder);
}

/**
 * server_welcome_write:
 * @services: what it works with
 * @admission: who comes in
 * @answer: what the store answers to server_query_new_welcome()
 * @has_gap: whether they have missed too much for a replay
 *
 * Writes the answer to a hello.
 *
 * Returns: (transfer full): JSON, what `ok` is in the answer
 */
GBytes *
server_welcome_write (const ServerServices *services, const ServerAdmission *admission,
                      ServerAnswer *answer, gboolean has_gap)
{
  CharlaBuilder *builder = services->builder;

  charla_builder_add_int (builder, "charla", DIALECT_VERSION);
  add_server (services);
  server_objects_add_user (builder, "you",
                           answer->user != NULL ? answer->user : admission->user, TRUE);
  if (admission->is_new)
    charla_builder_add_string (builder, "token", admission->token);
  charla_builder_add_int (builder, "seq", answer->cursor);
  charla_builder_add_bool (builder, "gap", has_gap);
  add_limits (builder);
  add_rooms (services, answer->rooms);

  return charla_builder_to_bytes (builder);
}

/**
 * server_welcome_write_look:
 * @services: what it works with
 *
 * Writes the answer to somebody who only looks: no more than everybody is told who comes in
 * and, on the local network, who does not, and the time, as a clock that is wrong is found so.
 *
 * Returns: (transfer full): JSON, what `ok` is in the answer
 */
GBytes *
server_welcome_write_look (const ServerServices *services)
{
  CharlaBuilder *builder = services->builder;

  charla_builder_add_int (builder, "charla", DIALECT_VERSION);
  charla_builder_begin_object (builder, "server");
  charla_builder_add_string (builder, "id", server_store_get_id (services->store));
  charla_builder_add_string (builder, "name", services->name);
  charla_builder_add_string (builder, "agent", "charla-server/" CHARLA_VERSION);
  charla_builder_end (builder);
  charla_builder_add_int (builder, "time", g_get_real_time () / 1000);
  charla_builder_add_bool (builder, "join", services->join_word != NULL);

  return charla_builder_to_bytes (builder);
}
