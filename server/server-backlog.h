/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerBacklog:
 *
 * What waits for all who do not read, as a sum. What may wait for one of them is
 * bounded, and so is their number; but both together are more than a machine has.
 */
typedef struct _ServerBacklog ServerBacklog;

/**
 * ServerBacklogPlace:
 *
 * The place of somebody in a backlog, a part of whatever they are; all zeros before
 * it is used.
 */
typedef struct
{
  /*< private >*/
  GList link;
  gsize size;
} ServerBacklogPlace;

ServerBacklog *server_backlog_new        (gsize limit);
void           server_backlog_free       (ServerBacklog *self);
void           server_backlog_set        (ServerBacklog *self, ServerBacklogPlace *place,
                                          gpointer item, gsize size);
gpointer       server_backlog_get_excess (ServerBacklog *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerBacklog, server_backlog_free)

G_END_DECLS
