/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-login.h"
#include "server-replay.h"

G_BEGIN_DECLS

/**
 * ServerArrival:
 *
 * Somebody with an account who comes in: from the hello until the connection has
 * everything that has happened and hears the rest as it happens.
 */
typedef struct _ServerArrival ServerArrival;

/**
 * ServerArrivalFuncs:
 * @refuse: they may not come in, for lack of @needs if that is not %NULL
 * @admit: they may: from now on they are in the directory, and what happens is
 *   for server_arrival_hold()
 * @welcome: the answer to the hello, JSON; requests are in order from now on
 * @replay: what #ServerReplay does; with `live`, or `failed`, the arrival is over and to be freed
 *
 * What an arrival does. Within each of these it may be freed.
 */
typedef struct
{
  void (*refuse)  (const GError *error, const char *needs, gpointer user_data);
  void (*admit)   (const ServerAdmission *admission, gpointer user_data);
  void (*welcome) (GBytes *ok, gpointer user_data);
  ServerReplayFuncs replay;
} ServerArrivalFuncs;

ServerArrival *server_arrival_new  (const ServerServices *services, ServerHello *hello,
                                    const ServerArrivalFuncs *funcs, gpointer user_data);
void           server_arrival_free (ServerArrival *self);

gint64   server_arrival_get_id      (ServerArrival *self);
gboolean server_arrival_is_welcomed (ServerArrival *self);
void     server_arrival_hold        (ServerArrival *self, ServerEvent *event);
void     server_arrival_go_on       (ServerArrival *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerArrival, server_arrival_free)

G_END_DECLS
