/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-command.h"

#include "server-control-handlers.h"
#include "server-query.h"

#define NEEDS(name, type, limit, member)                                                           \
  { name, SERVER_FIELD_##type, TRUE, limit, G_STRUCT_OFFSET (ServerArguments, member) }
#define MAY(name, type, limit, member)                                                             \
  { name, SERVER_FIELD_##type, FALSE, limit, G_STRUCT_OFFSET (ServerArguments, member) }


/* A room by its name or id; and why something is done. */
#define ROOM MAY ("room", WORD, CHARLA_NAME_MAX, query)
#define REASON MAY ("reason", LINE, REASON_MAX, reason)

/* The longest network is of IPv6, and no word that is asked for is longer. */
#define ADDRESS_MAX 64
#define WORD_MAX 32

/* One line beside what is told of it, in characters. */
#define REASON_MAX 250

/* Longest announcement, in bytes: it comes upon everyone, whatever they do. */
#define ANNOUNCEMENT_MAX 2000

static const ServerControlCommand commands[] = {
  { "status", server_control_handle_status, { { NULL } } },
  { "stats", server_control_handle_stats, { { NULL } } },
  { "users", server_control_handle_users,
    { MAY ("all", BOOL, 0, all), MAY ("after", SEQ, 0, after) } },
  { "rooms", server_control_handle_rooms, { MAY ("after", SEQ, 0, after) } },
  { "backup", server_control_handle_backup, { { NULL } }, .takes_file = TRUE },
  { "export", server_control_handle_export, { MAY ("secrets", BOOL, 0, all) },
    .takes_file = TRUE },
  { "retention", server_control_handle_retention,
    { MAY ("room", NAME, 0, name), MAY ("keep", WORD, 16, text) } },
  { "kick", server_control_handle_kick,
    { NEEDS ("user", WHO, 0, user), ROOM, REASON } },
  { "ban", server_control_handle_ban,
    { MAY ("user", WHO, 0, user), MAY ("address", WORD, ADDRESS_MAX, address), ROOM,
      NEEDS ("on", BOOL, 0, on), MAY ("until", SEQ, 0, until), REASON } },
  { "mute", server_control_handle_mute,
    { NEEDS ("user", WHO, 0, user), ROOM, NEEDS ("on", BOOL, 0, on),
      MAY ("until", SEQ, 0, until), REASON } },
  { "bans", server_control_handle_bans, { ROOM, MAY ("before", SEQ, 0, before) } },
  { "log", server_control_handle_log,
    { ROOM, MAY ("before", SEQ, 0, before), MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },
  { "role", server_control_handle_role,
    { NEEDS ("user", WHO, 0, user), NEEDS ("role", WORD, WORD_MAX, text), ROOM } },
  { "announce", server_control_handle_announce,
    { NEEDS ("text", TEXT, ANNOUNCEMENT_MAX, text) } },
  { "reset", server_control_handle_reset, { NEEDS ("user", WHO, 0, user) } },
  { "reload", server_control_handle_reload, { { NULL } } },
  { "stop", server_control_handle_stop, { { NULL } } },
};

/**
 * server_control_command_find:
 * @name: a name on the control socket
 *
 * Returns: (nullable): the command of that name
 */
const ServerControlCommand *
server_control_command_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }

  return NULL;
}

/**
 * server_control_command_get:
 * @index: a number, from 0 on
 *
 * Returns: (nullable): one command after the other; %NULL after the last
 */
const ServerControlCommand *
server_control_command_get (guint index)
{
  return index < G_N_ELEMENTS (commands) ? &commands[index] : NULL;
}
