/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-tls.h"

G_BEGIN_DECLS

/**
 * ServerHandshakes:
 *
 * Does the arithmetic of TLS handshakes in threads of its own, so many at a time; the
 * others wait for their turn. A peer that does not go on with its handshake keeps no
 * thread, and nobody else waiting.
 */
typedef struct _ServerHandshakes ServerHandshakes;

/**
 * ServerHandshake:
 *
 * A handshake under way.
 */
typedef struct _ServerHandshake ServerHandshake;

/**
 * ServerHandshakeFuncs:
 * @done: it is over: @error is %NULL when it went well. The handshake is still to
 *   be freed.
 * @blocked: the socket has to be waited for until it can be written
 */
typedef struct
{
  void (*done)    (const GError *error, gpointer user_data);
  void (*blocked) (gpointer user_data);
} ServerHandshakeFuncs;

ServerHandshakes *server_handshakes_new  (void);
void              server_handshakes_free (ServerHandshakes *self);

ServerHandshake *server_handshake_new   (ServerHandshakes *handshakes, ServerTls *tls,
                                         const ServerHandshakeFuncs *funcs, gpointer user_data);
void             server_handshake_free  (ServerHandshake *self);
void             server_handshake_go_on (ServerHandshake *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerHandshakes, server_handshakes_free)

G_END_DECLS
