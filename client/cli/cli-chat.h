/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-application.h"
#include "cli-screen.h"
#include "cli-slash.h"
#include "client-backoff.h"

G_BEGIN_DECLS

/**
 * CliChat:
 * @application: the program
 * @session: the person's stay in the chat
 * @screen: the terminal
 * @format: how to write
 * @room: (nullable): the room that is on the screen
 * @members: (element-type utf8): names of who is in it
 * @other: (nullable): what was last shown of the other one in a conversation of two
 * @first: the oldest of its messages that is on the screen, or 0
 * @last: its newest event that is on the screen, or 0
 * @last_own: the person's own last message in it, or 0
 * @last_other: the last message of somebody else in it, or 0
 * @last_time: when the last message that is on the screen was said
 * @is_lost: whether the person has been told that the line is lost
 * @pauses: how long to wait between attempts to reach a server that was away
 * @attempt_source: the next of them, or 0
 *
 * The chat in the terminal. What a person says goes to one room, the one that is on the
 * screen; of the others they see what is for them.
 */
struct _CliChat
{
  CliApplication *application;
  ClientSession *session;
  CliScreen *screen;
  CliFormat format;

  ClientRoom *room;
  GPtrArray *members;
  char *other;
  gint64 first;
  gint64 last;
  gint64 last_own;
  gint64 last_other;
  gint64 last_time;
  gboolean is_lost;
  ClientBackoff pauses;
  guint attempt_source;
};

CliChat *cli_chat_get (CliApplication *application);

/* cli-chat.c: what is on the screen. */
void cli_chat_print         (CliChat *self, const char *lines);
void cli_chat_notice        (CliChat *self, const char *sentence);
void cli_chat_warn          (CliChat *self, const char *sentence);
gboolean cli_chat_has_room  (CliChat *self);
void cli_chat_report        (GObject *source, GAsyncResult *result, gpointer application);
void cli_chat_enter         (CliChat *self, ClientRoom *room);
void cli_chat_update_prompt (CliChat *self);
void cli_chat_say           (CliChat *self, const char *text, gint64 reply);

/* cli-chat-view.c: what happens. */
void cli_chat_show_message  (CliChat *self, const ClientMessageInfo *message);
void cli_chat_show_event    (CliChat *self, const ClientEvent *event);
void cli_chat_show_outgoing (CliChat *self, ClientMessage *message);
void cli_chat_show_state    (CliChat *self);

/* cli-chat-complete.c: what Tab does. */
CliCompletion *cli_chat_complete (const char *line, gsize point, gpointer user_data);

/* cli-chat-commands.c: what begins with a slash. */
const CliSlashCommand *cli_chat_commands_get (guint *n_commands);

/* cli-chat-rooms.c, cli-chat-people.c, cli-chat-moderation.c, cli-chat-messages.c. */
void cli_chat_do_rooms    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_room     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_join     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_leave    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_create   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_topic    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_rename   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_unread   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_direct   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_who      (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_whois    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_invite   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_kick     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_ban      (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_unban    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_mute     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_unmute   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_bans     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_audit    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_role     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_status   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_active   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_away     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_busy     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_password (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_logout   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_reply    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_edit     (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_delete   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_react    (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_search   (CliChat *self, const CliSlashRequest *request);
void cli_chat_do_history  (CliChat *self, const CliSlashRequest *request);
void cli_chat_load_members (CliChat *self);

G_END_DECLS
