/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * CLIENT_STORE_ROOMS_MAX:
 *
 * Most rooms that a cache knows; it takes no notice of more. A server cannot make up
 * rooms until the disk is full.
 */
#define CLIENT_STORE_ROOMS_MAX 10000

/**
 * ClientStoreRoom:
 * @number: its number in the file
 * @id: its id
 * @kind: what kind of room
 * @name: its name
 * @topic: its topic
 * @members: number of its members
 * @role: what the person is in it
 * @seq: up to which event the counts, the names and the role are true
 * @last: the last event of it that was applied
 * @late: an answer that was made before this event may be out of date: from here on all
 *   that happens comes, and nothing came that was about a message that is not followed
 * @seen: up to where the person has read
 * @unread: messages of others since then
 * @mentions: those of them that mention the person
 * @partner: (nullable): id of the other one in a direct room
 * @others: up to where the other one has read
 * @active: when the person came to it, or it was made or changed
 * @open: from which event on it is followed, or 0 if it is not
 * @is_changed: whether it has to be written
 *
 * A room while it is worked on.
 */
typedef struct
{
  gint64 number;
  char *id;
  ClientRoomKind kind;
  char *name;
  char *topic;
  gint64 members;
  ClientRole role;
  gint64 seq;
  gint64 last;
  gint64 late;
  gint64 seen;
  gint64 unread;
  gint64 mentions;
  char *partner;
  gint64 others;
  gint64 active;
  gint64 open;
  gboolean is_changed;
} ClientStoreRoom;

ClientStoreRoom *client_store_room_load  (ClientDatabase *database, const char *id);
ClientStoreRoom *client_store_room_make  (ClientDatabase *database, const char *id);
void             client_store_room_save  (ClientDatabase *database, ClientStoreRoom *room);
void             client_store_room_free  (ClientStoreRoom *room);

void client_store_room_describe (ClientStoreRoom *room, ClientRoomInfo *about);
void client_store_room_put      (ClientDatabase *database, ClientStoreRoom *room,
                                 ClientRoomInfo *info, gint64 head);
void client_store_room_open     (ClientDatabase *database, ClientStoreRoom *room, gint64 first);
void client_store_room_close    (ClientDatabase *database, ClientStoreRoom *room, gint64 last);
void client_store_room_set_seen (ClientDatabase *database, ClientStoreRoom *room, gint64 seq,
                                 const char *me);

ClientRoomInfo *client_store_room_info  (ClientDatabase *database, const char *id);
char          **client_store_list_rooms (ClientDatabase *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientStoreRoom, client_store_room_free)

G_END_DECLS
