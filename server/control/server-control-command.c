/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-command.h"

#include "server-control-handlers.h"

#define NEEDS(name, type, limit, member)                                                           \
  { name, SERVER_FIELD_##type, TRUE, limit, G_STRUCT_OFFSET (ServerArguments, member) }
#define MAY(name, type, limit, member)                                                             \
  { name, SERVER_FIELD_##type, FALSE, limit, G_STRUCT_OFFSET (ServerArguments, member) }


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
