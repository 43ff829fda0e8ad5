/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>

/* Functions and flags stand beside what they are for: this is the whole of it. */
static const CliCommand commands[] = {
  { .name = "chat", .arguments = N_ ("[ROOM]"), .summary = N_ ("Talk, in the terminal"),
    .max = 1, .stays = TRUE, .works_offline = TRUE, .run = cli_command_chat },
  { .name = "send", .arguments = N_ ("ROOM [TEXT…]"),
    .summary = N_ ("Say the text, or what comes from the standard input"),
    .min = 1, .max = G_MAXUINT, .options = CLI_OPTION_REPLY, .run = cli_command_send },
  { .name = "tail", .arguments = N_ ("ROOM"), .summary = N_ ("Print what is said, as it is said"),
    .min = 1, .max = 1, .stays = TRUE, .run = cli_command_tail,
    .options = CLI_OPTION_JSON | CLI_OPTION_LIMIT | CLI_OPTION_NO_FOLLOW },
  { .name = "history", .arguments = N_ ("ROOM"), .summary = N_ ("Print what was said"),
    .min = 1, .max = 1, .run = cli_command_history,
    .options = CLI_OPTION_JSON | CLI_OPTION_LIMIT | CLI_OPTION_BEFORE },
  { .name = "search", .arguments = N_ ("TEXT"), .summary = N_ ("Find messages with these words"),
    .min = 1, .max = 1, .run = cli_command_search,
    .options = CLI_OPTION_JSON | CLI_OPTION_LIMIT | CLI_OPTION_ROOM | CLI_OPTION_FROM },
  { .name = "rooms", .summary = N_ ("List your rooms"), .run = cli_command_rooms,
    .options = CLI_OPTION_JSON | CLI_OPTION_ALL_ROOMS },
  { .name = "members", .arguments = N_ ("ROOM"), .summary = N_ ("List who is in a room"),
    .min = 1, .max = 1, .options = CLI_OPTION_JSON, .run = cli_command_members },
  { .name = "whois", .arguments = N_ ("NAME"), .summary = N_ ("Tell who somebody is"),
    .min = 1, .max = 1, .options = CLI_OPTION_JSON, .run = cli_command_whois },
  { .name = "create", .arguments = N_ ("ROOM"), .summary = N_ ("Make a room"), .min = 1, .max = 1,
    .options = CLI_OPTION_TOPIC | CLI_OPTION_PRIVATE, .run = cli_command_create },
  { .name = "join", .arguments = N_ ("ROOM"), .summary = N_ ("Go into a room"), .min = 1,
    .max = 1, .run = cli_command_join },
  { .name = "leave", .arguments = N_ ("ROOM"), .summary = N_ ("Leave a room"), .min = 1, .max = 1,
    .run = cli_command_leave },
  { .name = "servers", .summary = N_ ("List the chats that one can go to"), .is_apart = TRUE,
    .options = CLI_OPTION_JSON | CLI_OPTION_WATCH, .run = cli_command_servers },
  { .name = "doctor", .arguments = N_ ("[SERVER]"), .max = 1, .is_apart = TRUE,
    .summary = N_ ("Find out why a chat is not seen, or cannot be reached"),
    .options = CLI_OPTION_JSON, .run = cli_command_doctor },
  { .name = "trust", .arguments = N_ ("[SERVER]"),
    .summary = N_ ("Compare the key of a server, and trust it"), .max = 1,
    .run = cli_command_trust },
  { .name = "password", .arguments = N_ ("[FILE]"),
    .summary = N_ ("Set your password, for other devices"), .max = 1,
    .run = cli_command_password },
  { .name = "logout", .summary = N_ ("Forget your account on this device"),
    .options = CLI_OPTION_ALL_DEVICES, .run = cli_command_logout },
};

/**
 * cli_commands_get:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): what the program can do
 */
const CliCommand *
cli_commands_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
