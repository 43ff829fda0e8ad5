/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-kinds.h"

G_BEGIN_DECLS

/**
 * ServerSanction:
 * @kind: whether it keeps out or keeps quiet
 * @seq: the event that has made it
 * @time: when that was, in milliseconds since 1970 UTC
 * @room: where it holds; the Lobby is the whole server
 * @user: for whom; 0 for everyone from @network
 * @name: (nullable): their name
 * @network: (nullable): for whoever comes from an address of it, such as `192.0.2.0/24`
 * @until: when it is over, in milliseconds since 1970 UTC; 0 for never
 * @by: who has made it; 0 for an administrator of the machine
 * @by_name: their name
 * @reason: (nullable): why
 *
 * That somebody may not come in, or may not say anything. It is over by itself: who
 * asks says what time it is, and nothing has to happen for it.
 */
typedef struct
{
  ServerSanctionKind kind;
  gint64 seq;
  gint64 time;
  gint64 room;
  gint64 user;
  char *name;
  char *network;
  gint64 until;
  gint64 by;
  char *by_name;
  char *reason;
} ServerSanction;

ServerSanction *server_sanction_copy (const ServerSanction *self);
void            server_sanction_free (ServerSanction *self);
gboolean        server_sanction_holds (const ServerSanction *self, gint64 now);

GInetAddressMask *server_network_parse   (const char *text, GError **error);
GInetAddress     *server_network_address (GInetAddress *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerSanction, server_sanction_free)

G_END_DECLS
