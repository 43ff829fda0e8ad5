/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room.h"
#include "client-timeline.h"

G_BEGIN_DECLS

/* The end of a stretch that has none: what is still to come is in it. */
#define CLIENT_TIMELINE_END G_MAXINT64

/**
 * ClientTimeline:
 * @me: (nullable): id of the person who uses this client
 * @messages: (element-type ClientMessage): all messages from @first to @last that the cache has
 * @first: from which event on
 * @last: up to which event, or %CLIENT_TIMELINE_END
 * @is_loaded: whether there is such a stretch at all
 * @has_older: whether there are, or may be, messages before @first
 * @ends_with_hole: whether messages may be missing after the last one
 * @cursor: the last event that has been applied to the cache
 * @newest: the newest message that the cache has
 * @outgoing: (element-type ClientMessage): what is on its way, in the order in which it was
 *   written
 * @twins: (element-type ClientMessage ClientMessageInfo): messages that have come and are, by
 *   the looks of them, what is on its way: which it is tells the answer to it
 *
 * A stretch of what was said in a room, as a [iface@Gio.ListModel] of [class@Message] in
 * the order of the log, with what is on its way at the end.
 *
 * It holds all that the cache has between two places, and knows of no other source: pages
 * make it longer, and messages that come are added while its end is open. If its end is
 * elsewhere, what is on its way is not in it, as something is missing before that.
 *
 * Handlers of items-changed may change it: nothing counts on a position any more after
 * they were called.
 */
struct _ClientTimeline
{
  GObject parent_instance;

  char *me;

  GPtrArray *messages;
  gint64 first;
  gint64 last;
  gboolean is_loaded;
  gboolean has_older;
  gboolean ends_with_hole;

  gint64 cursor;
  gint64 newest;

  GPtrArray *outgoing;
  GHashTable *twins;
};

/* Messages that go to one place, and are told of at once. */
typedef struct
{
  ClientTimeline *timeline;
  GPtrArray *messages;
} ClientRun;

void client_run_init  (ClientRun *self, ClientTimeline *timeline);
void client_run_add   (ClientRun *self, ClientMessage *message);
void client_run_flush (ClientRun *self);
void client_run_clear (ClientRun *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ClientRun, client_run_clear)

guint    client_timeline_place   (ClientTimeline *self, gint64 seq);
gboolean client_timeline_covers  (ClientTimeline *self, gint64 seq);
gboolean client_timeline_is_open (ClientTimeline *self);
guint    client_timeline_get_tail (ClientTimeline *self);
void     client_timeline_changed (ClientTimeline *self, guint position, guint removed,
                                  guint added);
void     client_timeline_remove  (ClientTimeline *self, guint position, guint count);
void     client_timeline_end_at  (ClientTimeline *self, gint64 last);
void     client_timeline_trim    (ClientTimeline *self, gboolean is_at_end);
void     client_timeline_take    (ClientTimeline *self, ClientRun *run, ClientMessageInfo *info,
                                  gboolean is_page);

gboolean client_timeline_arrive  (ClientTimeline *self, ClientRun *run, ClientMessageInfo *info,
                                  gboolean is_page);
gboolean client_timeline_update_twin (ClientTimeline *self, ClientMessageInfo *info);
void     client_timeline_settle  (ClientTimeline *self);

G_END_DECLS
