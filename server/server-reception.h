/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-session.h"
#include "server-throttle.h"

G_BEGIN_DECLS

/**
 * ServerReception:
 *
 * Takes in those who come and looks after their sessions until they go: the
 * throttle, then a session, which it keeps.
 */
#define SERVER_TYPE_RECEPTION (server_reception_get_type ())
G_DECLARE_FINAL_TYPE (ServerReception, server_reception, SERVER, RECEPTION, GObject)

ServerReception *server_reception_new (const ServerLimits *limits, const ServerTimes *times,
                                       const ServerServices *services, GError **error);

void  server_reception_set_certificate (ServerReception *self, ServerCertificate *certificate);
void  server_reception_set_limits      (ServerReception *self, const ServerLimits *limits);
void  server_reception_set_access      (ServerReception *self, ServerNetworks plain,
                                        ServerNetworks classic);
void  server_reception_take            (ServerReception *self, GSocketConnection *stream);
guint server_reception_get_connections (ServerReception *self);
ServerCertificate *server_reception_get_certificate (ServerReception *self);
GList *server_reception_list           (ServerReception *self);
guint64 server_reception_get_refused   (ServerReception *self, ServerRefusalCause cause);
void  server_reception_stop            (ServerReception *self);
void  server_reception_close           (ServerReception *self);

G_END_DECLS
