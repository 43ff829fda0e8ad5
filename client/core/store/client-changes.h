/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-event.h"

G_BEGIN_DECLS

/**
 * ClientChanges:
 * @cursor: the last event that has been applied, or -1 if none ever was
 * @events: (element-type ClientEvent): the durable events that were new, in order
 * @messages: (element-type ClientMessageInfo): the messages that are new or have changed,
 *   as they stand now, each once
 * @rooms: (element-type ClientRoomInfo): the rooms that are new or have changed, as they
 *   stand now, each once
 * @skipped: (array zero-terminated=1): ids of rooms of which an event did not come; their
 *   messages have to be asked for again
 * @was_reset: whether all that was kept belonged to another log, and is gone
 *
 * What has changed in a cache.
 */
typedef struct
{
  gint64 cursor;
  GPtrArray *events;
  GPtrArray *messages;
  GPtrArray *rooms;
  char **skipped;
  gboolean was_reset;
} ClientChanges;

ClientChanges *client_changes_new  (void);
void           client_changes_free (ClientChanges *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientChanges, client_changes_free)

G_END_DECLS
