/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-announcer.h"
#include "server-options.h"
#include "server-services.h"

G_BEGIN_DECLS

/**
 * ServerPersonalStop:
 * @user_data: what server_personal_new() was given
 *
 * Ends the server.
 */
typedef void (*ServerPersonalStop) (gpointer user_data);

/**
 * ServerPersonal:
 *
 * What a person's own server has beside a server: it is on their session bus, where it
 * can be given another name, and be ended.
 */
typedef struct _ServerPersonal ServerPersonal;

ServerPersonal *server_personal_new     (ServerServices *services, ServerAnnouncer *announcer,
                                         const ServerOptions *options, GPtrArray *listening,
                                         ServerPersonalStop stop, gpointer user_data);
void            server_personal_free    (ServerPersonal *self);
void            server_personal_update  (ServerPersonal *self);
gboolean        server_personal_is_busy (ServerPersonal *self);

G_END_DECLS
