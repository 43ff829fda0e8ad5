/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-changes.h"
#include "client-member-info.h"
#include "client-pager.h"
#include "client-people.h"
#include "client-room.h"
#include "client-start.h"
#include "client-welcome.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_ROOM_LIST (client_room_list_get_type ())
G_DECLARE_FINAL_TYPE (ClientRoomList, client_room_list, CLIENT, ROOM_LIST, GObject)

ClientRoomList *client_room_list_new         (void);
void            client_room_list_set_pager   (ClientRoomList *self, ClientPager *pager);

ClientRoom     *client_room_list_find         (ClientRoomList *self, const char *id);
ClientRoom     *client_room_list_find_by_name (ClientRoomList *self, const char *name);
ClientRoom     *client_room_list_get_lobby    (ClientRoomList *self);
ClientUserInfo *client_room_list_get_me       (ClientRoomList *self);
ClientPeople   *client_room_list_get_people   (ClientRoomList *self);

void            client_room_list_set_draft (ClientRoomList *self, const char *id,
                                            const char *text);
void            client_room_list_set_flags (ClientRoomList *self, const char *id,
                                            ClientRoomFlags flags);

void client_room_list_load            (ClientRoomList *self, ClientStart *start);
void client_room_list_welcome         (ClientRoomList *self, ClientWelcome *welcome);
void client_room_list_apply           (ClientRoomList *self, ClientChanges *changes);
void client_room_list_apply_ephemeral (ClientRoomList *self, ClientEvent *event);
void client_room_list_meet            (ClientRoomList *self, GPtrArray *members);
void client_room_list_refresh         (ClientRoomList *self);
void client_room_list_set_offline     (ClientRoomList *self);

ClientMessage *client_room_list_add_outgoing    (ClientRoomList *self,
                                                 const ClientOutgoing *outgoing);
ClientMessage *client_room_list_find_outgoing   (ClientRoomList *self, const char *nonce);
void           client_room_list_update_outgoing (ClientRoomList *self, const char *nonce,
                                                 ClientMessageState state, gint64 seq,
                                                 const char *error);
void           client_room_list_remove_outgoing (ClientRoomList *self, const char *nonce);

G_END_DECLS
