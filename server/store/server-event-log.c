/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-event-log.h"

G_DEFINE_INTERFACE (ServerEventLog, server_event_log, G_TYPE_OBJECT)

static void
server_event_log_default_init (ServerEventLogInterface *iface)
{
}

/**
 * server_event_log_append:
 * @self: a log
 * @change: (transfer full): what is to be written
 * @func: (nullable): is told what has become of it
 * @user_data: for @func
 *
 * Asks for a change. How many may wait is bounded: beyond that a change is
 * refused with %CHARLA_CODE_RATE_LIMITED, so that a disk that has become slow
 * does not fill the memory.
 */
void
server_event_log_append (ServerEventLog *self, ServerChange *change, ServerAppendFunc func,
                         gpointer user_data)
{
  SERVER_EVENT_LOG_GET_IFACE (self)->append (self, change, func, user_data);
}

/**
 * server_event_log_set_listener:
 * @self: a log
 * @func: (nullable): is told of each event
 * @user_data: for @func
 *
 * Sets who is told of what happens from now on.
 */
void
server_event_log_set_listener (ServerEventLog *self, ServerListenFunc func, gpointer user_data)
{
  SERVER_EVENT_LOG_GET_IFACE (self)->set_listener (self, func, user_data);
}

/**
 * server_event_log_get_head:
 * @self: a log
 *
 * Returns: the newest event that the listener has been told of, or that was there
 *   at the start; 0 if there is none. What is read may be newer.
 */
gint64
server_event_log_get_head (ServerEventLog *self)
{
  return SERVER_EVENT_LOG_GET_IFACE (self)->get_head (self);
}

/**
 * server_event_log_read_async:
 * @self: a log
 * @user: who reads
 * @after: the last event that they have
 * @until: the last event that they want, or %G_MAXINT64 for all
 * @size: about how many bytes to read; one event at least is read
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are read
 * @user_data: for @callback
 *
 * Reads the events after @after and up to @until that @user may see, in their order: those of
 * each room between the event that brought them in and the one that took them
 * out, these two included.
 */
void
server_event_log_read_async (ServerEventLog *self, gint64 user, gint64 after, gint64 until,
                             gsize size, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  SERVER_EVENT_LOG_GET_IFACE (self)
    ->read_async (self, user, after, until, size, cancellable, callback, user_data);
}

/**
 * server_event_log_read_finish:
 * @self: a log
 * @result: what the callback was given
 * @cursor: (out): up to where @user now has everything; go on reading after it
 * @has_more: (out): whether there was more
 * @error: return location for an error
 *
 * Without more, @cursor is the @until that was asked for, or the head of the log
 * when it was read if that was less. It may be beyond server_event_log_get_head(),
 * unless @until was not.
 *
 * Returns: (transfer full): frames, ready to be sent; maybe none
 */
GBytes *
server_event_log_read_finish (ServerEventLog *self, GAsyncResult *result, gint64 *cursor,
                              gboolean *has_more, GError **error)
{
  return SERVER_EVENT_LOG_GET_IFACE (self)->read_finish (self, result, cursor, has_more, error);
}
