/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla.h"

G_BEGIN_DECLS

/**
 * ServerEpoll:
 *
 * Waits for all sockets of the server at once. A main context asks each of its
 * sources at every turn, which makes ten thousand sockets slow when each is a
 * source; here they are behind one epoll descriptor, and that is one source.
 */
#define SERVER_TYPE_EPOLL (server_epoll_get_type ())
G_DECLARE_FINAL_TYPE (ServerEpoll, server_epoll, SERVER, EPOLL, GObject)

/**
 * ServerWatch:
 *
 * A socket that is waited for.
 */
typedef struct _ServerWatch ServerWatch;

typedef void (*ServerWatchFunc) (gpointer user_data);

ServerEpoll *server_epoll_new     (GError **error);
ServerWatch *server_epoll_watch   (ServerEpoll *self, GSocket *socket, ServerWatchFunc func,
                                   gpointer user_data, GError **error);
void         server_epoll_unwatch (ServerEpoll *self, ServerWatch *watch);
void         server_epoll_wait_to_write (ServerEpoll *self, ServerWatch *watch);

G_END_DECLS
