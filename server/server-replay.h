/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-event-log.h"
#include "server-event.h"

G_BEGIN_DECLS

/**
 * ServerReplay:
 *
 * Brings a connection from the event that it has last seen to where the log is now,
 * while the log goes on: nothing is left out on the way and nothing comes twice.
 *
 * It reads the log up to where the main loop has been told of it, piece by piece and
 * never faster than the peer reads. What happens meanwhile is held back. When a
 * piece was the last one, what is held follows it without a gap, for it is what the
 * main loop has been told of since; and with that the connection is live.
 *
 * If more happens during one piece than is to be held, that is forgotten and read
 * from the log like the rest.
 */
typedef struct _ServerReplay ServerReplay;

/**
 * ServerReplayFuncs:
 * @send: sends one or more whole frames. Returns whether there may be more at once;
 *   else server_replay_go_on() says when.
 * @live: the connection has everything up to @seq; the replay is over and to be freed
 * @failed: the log cannot be read; the replay is over and to be freed
 *
 * What a replay does. Within @send, the replay may be freed.
 */
typedef struct
{
  gboolean (*send)   (GBytes *frames, gpointer user_data);
  void     (*live)   (gint64 seq, gpointer user_data);
  void     (*failed) (const GError *error, gpointer user_data);
} ServerReplayFuncs;

ServerReplay *server_replay_new   (ServerEventLog *log, gint64 user,
                                   const ServerReplayFuncs *funcs, gpointer user_data);
void          server_replay_free  (ServerReplay *self);
void          server_replay_start (ServerReplay *self, gint64 after, gint64 head);
void          server_replay_hold  (ServerReplay *self, ServerEvent *event);
void          server_replay_go_on (ServerReplay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerReplay, server_replay_free)

G_END_DECLS
