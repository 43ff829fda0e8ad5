/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-backoff.h"
#include "client-session.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_RECONNECTOR (client_reconnector_get_type ())
G_DECLARE_FINAL_TYPE (ClientReconnector, client_reconnector, CLIENT, RECONNECTOR, GObject)

ClientReconnector *client_reconnector_new (ClientAddress *address, const char *name,
                                           GNetworkMonitor *monitor, const ClientBackoff *backoff);

void     client_reconnector_open  (ClientReconnector *self);
void     client_reconnector_close (ClientReconnector *self);
void     client_reconnector_retry (ClientReconnector *self);
gboolean client_reconnector_post  (ClientReconnector *self, const char *text);

ClientSessionState client_reconnector_get_state    (ClientReconnector *self);
const GError      *client_reconnector_get_error    (ClientReconnector *self);
gint64             client_reconnector_get_retry_at (ClientReconnector *self);

G_END_DECLS
