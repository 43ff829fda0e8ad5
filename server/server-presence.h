/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-room.h"

G_BEGIN_DECLS

/**
 * SERVER_PRESENCE_MEMBERS_MAX:
 *
 * Most members of a room whose comings and goings are told in it: in a larger one
 * they would be most of what there is to hear.
 */
#define SERVER_PRESENCE_MEMBERS_MAX 500

/**
 * ServerPresence:
 *
 * Tells who comes and goes, and whose status changes, to those who share a room
 * with them. What happens within some time is gathered, so that somebody whose line
 * is bad does not make everyone's client flicker, and a thousand who come at once
 * are one event.
 */
typedef struct _ServerPresence ServerPresence;

ServerPresence *server_presence_new     (guint milliseconds, GHashTable *users, ServerRoom *lobby);
void            server_presence_free    (ServerPresence *self);
void            server_presence_changed (ServerPresence *self, gint64 user, gboolean was_online);
void            server_presence_updated (ServerPresence *self, ServerUser *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerPresence, server_presence_free)

G_END_DECLS
