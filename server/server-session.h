/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-directory.h"
#include "server-epoll.h"

G_BEGIN_DECLS

#define SERVER_TYPE_SESSION (server_session_get_type ())
G_DECLARE_FINAL_TYPE (ServerSession, server_session, SERVER, SESSION, GObject)

/**
 * ServerSurroundings:
 * @epoll: what watches its socket
 * @deadlines: how long it may take to its first frame; made with server_session_deadlines_new()
 * @dialect: the dialect that is spoken
 * @directory: where it joins, and where its requests go
 * @closed: called once, when it is over; drops the last reference to it
 * @user_data: given to @closed
 *
 * What a session works with. All sessions share it, so none keeps it of its own.
 */
typedef struct
{
  ServerEpoll *epoll;
  CharlaDeadlines *deadlines;
  ServerDialect *dialect;
  ServerDirectory *directory;
  void (*closed) (ServerSession *session, gpointer user_data);
  gpointer user_data;
} ServerSurroundings;

CharlaDeadlines *server_session_deadlines_new (guint milliseconds);

ServerSession *server_session_new   (GSocketConnection *stream, const char *address,
                                     const ServerSurroundings *surroundings);
void           server_session_start (ServerSession *self);
void           server_session_close (ServerSession *self, const GError *reason);

G_END_DECLS
