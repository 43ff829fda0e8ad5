/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "charla-receiver.h"

G_BEGIN_DECLS

/**
 * CharlaWatcher:
 *
 * Tells connections when their streams can be read and written. By default
 * that is a source of the main context a stream; a server with very many
 * connections brings a watcher of its own that waits for all at once.
 *
 * A watcher calls charla_connection_ready().
 */
#define CHARLA_TYPE_WATCHER (charla_watcher_get_type ())
G_DECLARE_INTERFACE (CharlaWatcher, charla_watcher, CHARLA, WATCHER, GObject)

/**
 * CharlaWatcherInterface:
 * @add: begins to watch the stream of @connection for reading. %FALSE with an
 *   error when it cannot be watched.
 * @remove: ends what @add began, and forgets what @schedule asked for.
 * @blocked: a write on the stream would block: @connection wants to be told when
 *   it can be written again. A watcher that always tells need do nothing.
 * @schedule: @connection wants to be told of @condition at the end of this turn
 *   of the loop (%G_IO_OUT: something is queued; called any number of times, it
 *   is told once) or at the next turn (%G_IO_IN: it has had its fair share and
 *   there may be more).
 */
struct _CharlaWatcherInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  gboolean (*add)      (CharlaWatcher *self, CharlaConnection *connection, GError **error);
  void     (*remove)   (CharlaWatcher *self, CharlaConnection *connection);
  void     (*blocked)  (CharlaWatcher *self, CharlaConnection *connection);
  void     (*schedule) (CharlaWatcher *self, CharlaConnection *connection, GIOCondition condition);
};

CharlaWatcher *charla_watcher_get_default (void);
CharlaWatcher *charla_watcher_new         (int priority);

G_END_DECLS
