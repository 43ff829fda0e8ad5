/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-change.h"
#include "server-result.h"

G_BEGIN_DECLS

/**
 * ServerAppendFunc:
 * @result: what has become of the change
 * @user_data: what was given to server_event_log_append()
 *
 * Called in the main context, once for each change and in the order in which the
 * changes were given. @result lives no longer than the call.
 */
typedef void (*ServerAppendFunc) (ServerResult *result, gpointer user_data);

/**
 * ServerListenFunc:
 * @record: an event
 * @user_data: what was given to server_event_log_set_listener()
 *
 * Called in the main context for every event that comes to be, in the order of
 * their seq and without a gap.
 */
typedef void (*ServerListenFunc) (ServerRecord *record, gpointer user_data);

/**
 * ServerEventLog:
 *
 * The one log of everything that has happened, totally ordered. Whoever writes
 * gives it a change; it makes events of it, gives each its seq, has them
 * encoded and on the disk, and only then tells who asked, and right after that
 * the listener. The next change's result comes after that.
 *
 * The log decides: what the main loop believes to be allowed may not be so any
 * more when a change's turn has come. A log on several machines could stand
 * behind the same interface: a change is complete in itself, repeating a post
 * with its nonce is harmless, and readers need only what comes after a seq, and
 * the head.
 */
#define SERVER_TYPE_EVENT_LOG (server_event_log_get_type ())
G_DECLARE_INTERFACE (ServerEventLog, server_event_log, SERVER, EVENT_LOG, GObject)

/**
 * ServerEventLogInterface:
 * @append: see server_event_log_append()
 * @set_listener: see server_event_log_set_listener()
 * @get_head: see server_event_log_get_head()
 * @read_async: see server_event_log_read_async()
 * @read_finish: see server_event_log_read_finish()
 */
struct _ServerEventLogInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  void    (*append)       (ServerEventLog *self, ServerChange *change, ServerAppendFunc func,
                           gpointer user_data);
  void    (*set_listener) (ServerEventLog *self, ServerListenFunc func, gpointer user_data);
  gint64  (*get_head)     (ServerEventLog *self);
  void    (*read_async)   (ServerEventLog *self, gint64 user, gint64 after, gint64 until,
                           gsize size, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
  GBytes *(*read_finish)  (ServerEventLog *self, GAsyncResult *result, gint64 *cursor,
                           gboolean *has_more, GError **error);
};

void    server_event_log_append       (ServerEventLog *self, ServerChange *change,
                                       ServerAppendFunc func, gpointer user_data);
void    server_event_log_set_listener (ServerEventLog *self, ServerListenFunc func,
                                       gpointer user_data);
gint64  server_event_log_get_head     (ServerEventLog *self);
void    server_event_log_read_async   (ServerEventLog *self, gint64 user, gint64 after,
                                       gint64 until, gsize size, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GBytes *server_event_log_read_finish  (ServerEventLog *self, GAsyncResult *result, gint64 *cursor,
                                       gboolean *has_more, GError **error);

G_END_DECLS
