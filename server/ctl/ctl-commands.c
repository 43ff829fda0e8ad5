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
