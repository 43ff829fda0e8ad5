/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-address.h"

G_BEGIN_DECLS

/**
 * UI_ROOM_LINK_MAX:
 *
 * Longest link that is read, in bytes: anybody can write one.
 */
#define UI_ROOM_LINK_MAX 2048

/**
 * UiRoomLink:
 * @address: where the chat is, as the one who made the link knows it
 * @server: (nullable): the id of its server
 * @room: (nullable): the id of a room there
 * @seq: a message of the room, or 0
 *
 * What a link leads to: `charla://HOST[:PORT][/ROOM[/SEQ]][?server=ID]`.
 */
typedef struct
{
  ClientAddress *address;
  char *server;
  char *room;
  gint64 seq;
} UiRoomLink;

char       *ui_room_link_new   (ClientAddress *address, const char *server, const char *room,
                                gint64 seq);
UiRoomLink *ui_room_link_parse (const char *text, GError **error);
void        ui_room_link_free  (UiRoomLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiRoomLink, ui_room_link_free)

G_END_DECLS
