/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>

#include "terminal-table.h"

static void do_help (CliChat *self, const CliSlashRequest *request);
static void do_quit (CliChat *self, const CliSlashRequest *request);

static const CliSlashCommand commands[] = {
  { "/help", NULL, N_ ("Show this list"), CLI_SLASH_NOTHING, do_help },
  { "/rooms", N_ ("[WORD]"), N_ ("List your rooms, or those you may join (* for all)"),
    CLI_SLASH_MAY, cli_chat_do_rooms },
  { "/room", N_ ("ROOM"), N_ ("Go to another room"), CLI_SLASH_NEEDS, cli_chat_do_room },
  { "/unread", NULL, N_ ("List the rooms with something to read"), CLI_SLASH_NOTHING,
    cli_chat_do_unread },
  { "/direct", N_ ("NAME"), N_ ("Talk to one person"), CLI_SLASH_NEEDS, cli_chat_do_direct },
  { "/join", N_ ("ROOM"), N_ ("Join a public room"), CLI_SLASH_NEEDS, cli_chat_do_join },
  { "/leave", N_ ("[ROOM]"), N_ ("Leave a room"), CLI_SLASH_MAY, cli_chat_do_leave },
  { "/create", N_ ("[--private] ROOM"), N_ ("Make a room"), CLI_SLASH_NEEDS, cli_chat_do_create },
  { "/topic", N_ ("[TEXT]"), N_ ("Say what the room is about"), CLI_SLASH_MAY, cli_chat_do_topic },
  { "/rename", N_ ("NAME"), N_ ("Give the room another name"), CLI_SLASH_NEEDS,
    cli_chat_do_rename },
  { "/who", NULL, N_ ("List who is in the room"), CLI_SLASH_NOTHING, cli_chat_do_who },
  { "/whois", N_ ("NAME"), N_ ("Tell who somebody is"), CLI_SLASH_NEEDS, cli_chat_do_whois },
  { "/invite", N_ ("NAME"), N_ ("Bring somebody into the room"), CLI_SLASH_NEEDS,
    cli_chat_do_invite },
  { "/kick", N_ ("NAME"), N_ ("Remove somebody from the room"), CLI_SLASH_NEEDS,
    cli_chat_do_kick },
  { "/ban", N_ ("NAME [TIME][: REASON]"),
    N_ ("Keep somebody out of the room, for 10m, 2h or 7d, or for good"), CLI_SLASH_NEEDS,
    cli_chat_do_ban },
  { "/unban", N_ ("NAME"), N_ ("Let somebody in again"), CLI_SLASH_NEEDS, cli_chat_do_unban },
  { "/mute", N_ ("NAME [TIME][: REASON]"), N_ ("Let somebody read only"), CLI_SLASH_NEEDS,
    cli_chat_do_mute },
  { "/unmute", N_ ("NAME"), N_ ("Let somebody speak again"), CLI_SLASH_NEEDS,
    cli_chat_do_unmute },
  { "/bans", NULL, N_ ("List who is banned or muted in the room"), CLI_SLASH_NOTHING,
    cli_chat_do_bans },
  { "/audit", N_ ("[*]"), N_ ("List who has removed, banned or muted whom (* for the whole chat)"),
    CLI_SLASH_MAY, cli_chat_do_audit },
  { "/role", N_ ("NAME ROLE"), N_ ("Make somebody member, moderator or owner"), CLI_SLASH_NEEDS,
    cli_chat_do_role },
  { "/reply", N_ ("[#SEQ] TEXT"), N_ ("Answer a message"), CLI_SLASH_SEQ_AND_TEXT,
    cli_chat_do_reply },
  { "/edit", N_ ("[#SEQ] TEXT"), N_ ("Change your last message, or another"),
    CLI_SLASH_SEQ_AND_TEXT, cli_chat_do_edit },
  { "/delete", N_ ("[#SEQ]"), N_ ("Delete your last message, or another"), CLI_SLASH_SEQ,
    cli_chat_do_delete },
  { "/react", N_ ("[#SEQ] EMOJI"), N_ ("Answer with an emoji; -EMOJI takes it back"),
    CLI_SLASH_SEQ_AND_TEXT, cli_chat_do_react },
  { "/search", N_ ("TEXT"), N_ ("Find messages in all your rooms"), CLI_SLASH_NEEDS,
    cli_chat_do_search },
  { "/history", N_ ("[NUMBER]"), N_ ("Show what was said before"), CLI_SLASH_MAY,
    cli_chat_do_history },
  { "/status", N_ ("[TEXT]"), N_ ("Say something about yourself"), CLI_SLASH_MAY,
    cli_chat_do_status },
  { "/away", N_ ("[TEXT]"), N_ ("Say that you are away"), CLI_SLASH_MAY, cli_chat_do_away },
  { "/busy", N_ ("[TEXT]"), N_ ("Say that you are busy"), CLI_SLASH_MAY, cli_chat_do_busy },
  { "/active", N_ ("[TEXT]"), N_ ("Say that you are here"), CLI_SLASH_MAY, cli_chat_do_active },
  { "/password", NULL, N_ ("Set your password, for other devices"), CLI_SLASH_NOTHING,
    cli_chat_do_password },
  { "/logout", NULL, N_ ("Forget your account on this device, and end"), CLI_SLASH_NOTHING,
    cli_chat_do_logout },
  { "/quit", NULL, N_ ("End (Ctrl+D does, too)"), CLI_SLASH_NOTHING, do_quit },
};

static void
do_help (CliChat *self, const CliSlashRequest *request)
{
  g_autoptr (TerminalTable) table = terminal_table_new (2);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = cli_slash_get_usage (&commands[i]);

      terminal_table_add (table, usage);
      terminal_table_add (table, _ (commands[i].summary));
    }

  text = terminal_table_to_string (table);
  cli_chat_print (self, text);
  cli_chat_notice (self, _ ("Alt+Enter begins another line; Tab completes names; // begins a "
                            "message with a slash."));
}

static void
do_quit (CliChat *self, const CliSlashRequest *request)
{
  cli_application_end (self->application, NULL);
}

/**
 * cli_chat_commands_get:
 * @n_commands: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_commands): what one can do in the chat
 */
const CliSlashCommand *
cli_chat_commands_get (guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);
  return commands;
}
