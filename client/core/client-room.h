/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-message.h"
#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * CLIENT_ROOM_PAGE:
 *
 * How many messages a room loads at a time.
 */
#define CLIENT_ROOM_PAGE 50

/**
 * CLIENT_ROOM_MAX_MESSAGES:
 *
 * About how many messages a room keeps at hand; those far from where one looks give way,
 * and can be loaded again. A server that never stops talking cannot fill the memory of its
 * clients.
 */
#define CLIENT_ROOM_MAX_MESSAGES 10000

#define CLIENT_TYPE_ROOM (client_room_get_type ())
G_DECLARE_FINAL_TYPE (ClientRoom, client_room, CLIENT, ROOM, GObject)

const char        *client_room_get_id       (ClientRoom *self);
ClientRoomKind     client_room_get_kind     (ClientRoom *self);
const char        *client_room_get_name     (ClientRoom *self);
const char        *client_room_get_topic    (ClientRoom *self);
guint              client_room_get_members  (ClientRoom *self);
ClientRole         client_room_get_role     (ClientRoom *self);
guint              client_room_get_unread   (ClientRoom *self);
guint              client_room_get_mentions (ClientRoom *self);
gint64             client_room_get_seen     (ClientRoom *self);
ClientUserInfo    *client_room_get_with     (ClientRoom *self);
ClientMessageInfo *client_room_get_last     (ClientRoom *self);
const char *const *client_room_get_typing   (ClientRoom *self);
gboolean           client_room_get_has_older (ClientRoom *self);
gboolean           client_room_get_has_newer (ClientRoom *self);
gboolean           client_room_get_loading  (ClientRoom *self);
gboolean           client_room_get_is_muted (ClientRoom *self);
gboolean           client_room_get_is_pinned (ClientRoom *self);
const char        *client_room_get_draft    (ClientRoom *self);
gint64             client_room_get_activity (ClientRoom *self);
gint64             client_room_get_read_by_others (ClientRoom *self);

ClientMessage *client_room_find     (ClientRoom *self, gint64 seq, guint *position);
ClientMessage *client_room_dup_message (ClientRoom *self, ClientMessageInfo *info);

/* These end with client_room_load_finish(). */
void client_room_load_newest_async (ClientRoom *self, GAsyncReadyCallback callback,
                                    gpointer user_data);
void client_room_load_older_async  (ClientRoom *self, GAsyncReadyCallback callback,
                                    gpointer user_data);
void client_room_load_newer_async  (ClientRoom *self, GAsyncReadyCallback callback,
                                    gpointer user_data);
void client_room_load_around_async (ClientRoom *self, gint64 seq, GAsyncReadyCallback callback,
                                    gpointer user_data);
void client_room_load_hole_async   (ClientRoom *self, ClientMessage *message,
                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean client_room_load_finish   (ClientRoom *self, GAsyncResult *result, GError **error);
void client_room_forget            (ClientRoom *self);

G_END_DECLS
