/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-commands.h"

#include <glib/gi18n.h>

/* Functions and flags stand beside what they are for: this is the whole of it. */
static const CtlCommand commands[] = {
  { { .name = "status", .summary = N_ ("Tell how the server is"), .options = CTL_OPTION_JSON },
    .run = ctl_command_status },
  { { .name = "stats", .summary = N_ ("Tell the numbers of the server"),
      .options = CTL_OPTION_JSON | CTL_OPTION_PROMETHEUS },
    .run = ctl_command_stats },
  { { .name = "users", .summary = N_ ("List who is here"),
      .options = CTL_OPTION_JSON | CTL_OPTION_ALL },
    .run = ctl_command_users },
  { { .name = "rooms", .summary = N_ ("List the rooms"), .options = CTL_OPTION_JSON },
    .run = ctl_command_rooms },
  { { .name = "retention", .arguments = N_ ("[ROOM DAYS|forever|default]"),
      .summary = N_ ("Tell or set how long messages are kept"), .max = 2,
      .options = CTL_OPTION_JSON },
    .run = ctl_command_retention },
  { { .name = "backup", .arguments = N_ ("FILE"), .summary = N_ ("Make a backup of all"),
      .min = 1, .max = 1 },
    .takes_time = TRUE, .run = ctl_command_backup },
  { { .name = "restore", .arguments = N_ ("FILE"),
      .summary = N_ ("Put a backup in place, with the server stopped"), .min = 1, .max = 1,
      .options = CTL_OPTION_DATA_DIR },
    .is_offline = TRUE, .run = ctl_command_restore },
  { { .name = "export", .arguments = N_ ("[FILE]"),
      .summary = N_ ("Write all as lines of JSON"), .max = 1,
      .options = CTL_OPTION_JSON | CTL_OPTION_SECRETS },
    .takes_time = TRUE, .run = ctl_command_export },
  { { .name = "import", .arguments = N_ ("FILE"),
      .summary = N_ ("Begin a chat with an export, with the server stopped"), .min = 1, .max = 1,
      .options = CTL_OPTION_DATA_DIR },
    .is_offline = TRUE, .run = ctl_command_import },
  { { .name = "kick", .arguments = N_ ("NAME [ROOM]"),
      .summary = N_ ("Remove somebody from the server, or from a room"), .min = 1, .max = 2,
      .options = CTL_OPTION_REASON },
    .run = ctl_command_kick },
  { { .name = "ban", .arguments = N_ ("NAME|ADDRESS [ROOM]"),
      .summary = N_ ("Keep somebody or a network out"), .min = 1, .max = 2,
      .options = CTL_OPTION_REASON | CTL_OPTION_TIME },
    .run = ctl_command_ban },
  { { .name = "unban", .arguments = N_ ("NAME|ADDRESS [ROOM]"),
      .summary = N_ ("Let in again whom a ban keeps out"), .min = 1, .max = 2,
      .options = CTL_OPTION_REASON },
    .run = ctl_command_unban },
  { { .name = "mute", .arguments = N_ ("NAME [ROOM]"),
      .summary = N_ ("Let somebody read but not speak"), .min = 1, .max = 2,
      .options = CTL_OPTION_REASON | CTL_OPTION_TIME },
    .run = ctl_command_mute },
  { { .name = "unmute", .arguments = N_ ("NAME [ROOM]"), .summary = N_ ("Let somebody speak again"),
      .min = 1, .max = 2, .options = CTL_OPTION_REASON },
    .run = ctl_command_unmute },
  { { .name = "bans", .arguments = N_ ("[ROOM]"), .summary = N_ ("List who is banned or muted"),
      .max = 1, .options = CTL_OPTION_JSON },
    .run = ctl_command_bans },
  { { .name = "role", .arguments = N_ ("NAME ROLE [ROOM]"),
      .summary = N_ ("Say what somebody is in a room, or in the server"), .min = 2, .max = 3 },
    .run = ctl_command_role },
  { { .name = "reset", .arguments = N_ ("NAME"),
      .summary = N_ ("Give somebody a new password, and print it"), .min = 1, .max = 1,
      .options = CTL_OPTION_JSON },
    .run = ctl_command_reset },
  { { .name = "announce", .arguments = N_ ("TEXT…"),
      .summary = N_ ("Tell everybody something who is here"), .min = 1, .max = G_MAXUINT },
    .run = ctl_command_announce },
  { { .name = "log", .arguments = N_ ("[ROOM]"), .summary = N_ ("Tell who did what to whom"),
      .max = 1, .options = CTL_OPTION_JSON | CTL_OPTION_NUMBER | CTL_OPTION_FOLLOW },
    .run = ctl_command_log },
  { { .name = "reload", .summary = N_ ("Read the configuration again") },
    .run = ctl_command_reload },
  { { .name = "stop", .summary = N_ ("End the server") }, .takes_time = TRUE,
    .run = ctl_command_stop },
};

/**
 * ctl_commands_get:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): what the program can do
 */
const CtlCommand *
ctl_commands_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
