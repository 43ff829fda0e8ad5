/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room-list.h"
#include "client-room-private.h"

G_BEGIN_DECLS

/**
 * ClientRoomList:
 * @me: (nullable): the person who uses this client
 * @cursor: the last event that has been applied
 * @pager: (nullable): where messages come from
 * @known: (element-type utf8 ClientRoom): all rooms that are known, by their ids
 * @shown: (element-type ClientRoom): those that the person is in, the liveliest first
 * @strays: (element-type ClientMessage): what is on its way to rooms that are not known
 * @people: whom one has heard of
 * @drafts: (element-type utf8 utf8): what the person has begun to write, by the ids of rooms
 * @flags: (element-type utf8 ClientRoomFlags): what they want of them on this device
 *
 * The rooms of a person, as a [iface@Gio.ListModel] of [class@Room]: that in which
 * something was last said first. It is made of what a cache holds, and kept up with what
 * the cache says has changed. Rooms that the person is not in are known, but not in the
 * list.
 */
struct _ClientRoomList
{
  GObject parent_instance;

  ClientUserInfo *me;
  gint64 cursor;
  ClientPager *pager;

  GHashTable *known;
  GPtrArray *shown;
  GPtrArray *strays;
  ClientPeople *people;

  GHashTable *drafts;
  GHashTable *flags;
};

GPtrArray  *client_room_list_get_all   (ClientRoomList *self);
void        client_room_list_sort      (ClientRoomList *self);
void        client_room_list_place     (ClientRoomList *self, ClientRoom *room);
void        client_room_list_remove    (ClientRoomList *self, ClientRoom *room);
ClientRoom *client_room_list_put       (ClientRoomList *self, ClientRoomInfo *info);
void        client_room_list_set_me    (ClientRoomList *self, ClientUserInfo *me);
void        client_room_list_tell_people (ClientRoomList *self);
void        client_room_list_recall    (ClientRoomList *self, ClientRoom *room);
void        client_room_list_set_kept  (ClientRoomList *self, ClientStart *start);

G_END_DECLS
