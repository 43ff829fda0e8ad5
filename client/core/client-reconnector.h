/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-backoff.h"
#include "client-line.h"
#include "client-session.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_RECONNECTOR (client_reconnector_get_type ())
G_DECLARE_FINAL_TYPE (ClientReconnector, client_reconnector, CLIENT, RECONNECTOR, GObject)

ClientReconnector *client_reconnector_new (ClientAddress *address, const ClientHello *hello,
                                           ClientSpeech speech, GNetworkMonitor *monitor,
                                           const ClientBackoff *backoff,
                                           const ClientTiming *timing);

void client_reconnector_set_hello (ClientReconnector *self, const ClientHello *hello,
                                   ClientSpeech speech);
void client_reconnector_set_known (ClientReconnector *self, ClientKnownServer *known);
void client_reconnector_set_returning (ClientReconnector *self, gboolean returning);
void client_reconnector_open      (ClientReconnector *self);
void client_reconnector_close     (ClientReconnector *self);
void client_reconnector_retry     (ClientReconnector *self);
void client_reconnector_reopen    (ClientReconnector *self);
void client_reconnector_come_back (ClientReconnector *self, const GError *why);
void client_reconnector_pause     (ClientReconnector *self);
void client_reconnector_resume    (ClientReconnector *self);

void           client_reconnector_request_async     (ClientReconnector *self,
                                                     ClientRequest *request,
                                                     GAsyncReadyCallback callback,
                                                     gpointer user_data);
CharlaMessage *client_reconnector_request_finish    (GAsyncResult *result, GError **error);
guint          client_reconnector_request_get_retry (GAsyncResult *result);

ClientSessionState client_reconnector_get_state    (ClientReconnector *self);
const GError      *client_reconnector_get_error    (ClientReconnector *self);
gint64             client_reconnector_get_retry_at (ClientReconnector *self);
ClientSecurity     client_reconnector_get_security (ClientReconnector *self);
ClientIdentity    *client_reconnector_get_identity (ClientReconnector *self);

G_END_DECLS
