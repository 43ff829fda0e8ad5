/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "charla-deadlines.h"
#include "charla-error.h"
#include "charla-limits.h"
#include "charla-receiver.h"
#include "charla-watcher.h"

G_BEGIN_DECLS

#define CHARLA_TYPE_CONNECTION (charla_connection_get_type ())
G_DECLARE_FINAL_TYPE (CharlaConnection, charla_connection, CHARLA, CONNECTION, GObject)

CharlaConnection *charla_connection_new (GIOStream *stream, gsize frame_limit,
                                         CharlaWatcher *watcher, GCancellable *cancellable);

GIOStream *charla_connection_get_stream   (CharlaConnection *self);
gboolean   charla_connection_is_open      (CharlaConnection *self);
gsize      charla_connection_get_queued   (CharlaConnection *self);
void       charla_connection_set_queue_limit (CharlaConnection *self, gsize limit);
void       charla_connection_set_receiver (CharlaConnection *self, CharlaReceiver *receiver);
void       charla_connection_set_deadline (CharlaConnection *self, CharlaDeadlines *deadlines);

CharlaDeadlines *charla_connection_deadlines_new (guint milliseconds);

gboolean charla_connection_start (CharlaConnection *self, GError **error);
gboolean charla_connection_send  (CharlaConnection *self, GBytes *frames, GError **error);
void     charla_connection_pause  (CharlaConnection *self);
void     charla_connection_resume (CharlaConnection *self);
void     charla_connection_end   (CharlaConnection *self, const GError *reason);
void     charla_connection_close (CharlaConnection *self, const GError *reason);
void     charla_connection_ready (CharlaConnection *self, GIOCondition condition);

/* For watchers: whether it wants to be told, and a place of their own in each
 * connection. */
gboolean charla_connection_is_paused (CharlaConnection *self);
gpointer charla_connection_get_watch (CharlaConnection *self);
void     charla_connection_set_watch (CharlaConnection *self, gpointer watch);

G_END_DECLS
