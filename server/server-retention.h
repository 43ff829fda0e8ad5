/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-services.h"

G_BEGIN_DECLS

/**
 * ServerRetentionClocks:
 * @get_time: tells the time, in milliseconds since 1970 UTC
 * @get_uptime: tells how long the machine has been running, in milliseconds
 *
 * What tells how old something is, and whether that can be.
 */
typedef struct
{
  gint64 (*get_time) (void);
  gint64 (*get_uptime) (void);
} ServerRetentionClocks;

/**
 * ServerRetention:
 *
 * Removes, once an hour, the messages that are older than they are to be kept: in all
 * rooms for as long as the server says, unless a room has a rule of its own. It asks the
 * log for a little at a time, with pauses, so that who posts does not wait for it.
 */
typedef struct _ServerRetention ServerRetention;

ServerRetention *server_retention_new      (const ServerServices *services,
                                            const ServerRetentionClocks *clocks, guint days);
void             server_retention_free     (ServerRetention *self);
void             server_retention_set_days (ServerRetention *self, guint days);
guint            server_retention_get_days (ServerRetention *self);
void             server_retention_run      (ServerRetention *self);
void             server_retention_stop     (ServerRetention *self);
gint64           server_retention_get_hold (ServerRetention *self);
gboolean         server_retention_is_running (ServerRetention *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerRetention, server_retention_free)

G_END_DECLS
