/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * ClientWelcome:
 * @server_id: the server's id, opaque
 * @server_name: its name
 * @agent: (nullable): which program it is
 * @motd: (nullable): what it says to everyone who comes
 * @you: the person who uses this client
 * @token: (nullable): this device's new key to the account
 * @head: the newest event of the log
 * @is_gap: whether too much was missed to be replayed
 * @text_max: longest text of a message, in bytes of UTF-8
 * @history_max: most messages in an answer to `history`
 * @rooms: (element-type ClientRoomInfo): the person's rooms
 * @is_classic: whether no server has said this: one of the classic dialect says nothing, and
 *   this stands for it
 *
 * A server's answer to the hello. It is made once and does not change, so that
 * every thread may read it.
 */
typedef struct
{
  char *server_id;
  char *server_name;
  char *agent;
  char *motd;
  ClientUserInfo *you;
  char *token;
  gint64 head;
  gboolean is_gap;
  gint64 text_max;
  gint64 history_max;
  GPtrArray *rooms;
  gboolean is_classic;
} ClientWelcome;

ClientWelcome *client_welcome_new   (void);
ClientWelcome *client_welcome_parse (CharlaMessage *ok, GError **error);
ClientWelcome *client_welcome_ref   (ClientWelcome *self);
void           client_welcome_unref (ClientWelcome *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientWelcome, client_welcome_unref)

G_END_DECLS
