/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-command.h"

G_BEGIN_DECLS

const CliCommand *cli_commands_get (guint *n_commands);

/* Each begins what the command of its name does. */

void cli_command_chat     (CliApplication *application);
void cli_command_send     (CliApplication *application);
void cli_command_tail     (CliApplication *application);
void cli_command_rooms    (CliApplication *application);
void cli_command_doctor   (CliApplication *application);
void cli_command_servers  (CliApplication *application);
void cli_command_search   (CliApplication *application);
void cli_command_history  (CliApplication *application);
void cli_command_whois    (CliApplication *application);
void cli_command_members  (CliApplication *application);
void cli_command_create   (CliApplication *application);
void cli_command_join     (CliApplication *application);
void cli_command_leave    (CliApplication *application);
void cli_command_trust    (CliApplication *application);
void cli_command_password (CliApplication *application);
void cli_command_logout   (CliApplication *application);

G_END_DECLS
