/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-outgoing.h"
#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * ClientStart:
 * @me: (nullable): the person who uses this client, as far as is known
 * @cursor: the last event that has been applied, for the hello; or -1 if none ever was
 * @rooms: (element-type ClientRoomInfo): all rooms that are known, with their newest message;
 *   also those that the person is not in any more
 * @people: (element-type ClientUserInfo): people, those of whom was heard last first
 * @outbox: (element-type ClientOutgoing): what the person has written and is on its way
 * @drafts: (element-type utf8 utf8): what the person has begun to write, by the ids of
 *   the rooms
 * @flags: (element-type utf8 ClientRoomFlags): what they want of rooms, likewise
 *
 * What there is before the network is.
 */
typedef struct
{
  ClientUserInfo *me;
  gint64 cursor;
  GPtrArray *rooms;
  GPtrArray *people;
  GPtrArray *outbox;
  GHashTable *drafts;
  GHashTable *flags;
} ClientStart;

ClientStart *client_start_new  (void);
void         client_start_free (ClientStart *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientStart, client_start_free)

G_END_DECLS
