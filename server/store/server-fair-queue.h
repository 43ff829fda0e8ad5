/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerFairQueue:
 *
 * What waits to be done for several, of whom each has a turn after the other: whoever
 * wants much waits for their own, and keeps nobody else waiting. How much may wait is
 * bounded, for one and for all.
 *
 * It knows no threads: who shares one has a mutex for it.
 */
typedef struct _ServerFairQueue ServerFairQueue;

ServerFairQueue *server_fair_queue_new  (guint most_of_one, guint most);
void             server_fair_queue_free (ServerFairQueue *self);

gboolean      server_fair_queue_is_full  (ServerFairQueue *self, const char *key);
gboolean      server_fair_queue_push     (ServerFairQueue *self, const char *key, gpointer item);
gpointer      server_fair_queue_pop      (ServerFairQueue *self);
const GList  *server_fair_queue_peek_of  (ServerFairQueue *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerFairQueue, server_fair_queue_free)

G_END_DECLS
