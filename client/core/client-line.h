/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"
#include "client-hello.h"
#include "client-identity.h"
#include "client-input.h"
#include "client-known-server.h"
#include "client-request.h"
#include "client-security.h"
#include "client-timing.h"

G_BEGIN_DECLS

/**
 * ClientSpeech:
 * @CLIENT_SPEECH_ANY: Charla's own dialect, unless the server does not seem to know it
 * @CLIENT_SPEECH_CHARLA: Charla's own dialect
 * @CLIENT_SPEECH_CLASSIC: the classic dialect
 *
 * How a server is spoken to.
 */
typedef enum
{
  CLIENT_SPEECH_ANY,
  CLIENT_SPEECH_CHARLA,
  CLIENT_SPEECH_CLASSIC,
} ClientSpeech;

#define CLIENT_TYPE_LINE (client_line_get_type ())
G_DECLARE_FINAL_TYPE (ClientLine, client_line, CLIENT, LINE, GObject)

ClientLine *client_line_new (ClientAddress *address, const ClientHello *hello,
                             ClientSpeech speech, ClientKnownServer *known,
                             const ClientTiming *timing);

void            client_line_open         (ClientLine *self);
void            client_line_close        (ClientLine *self);
void            client_line_pause        (ClientLine *self);
void            client_line_resume       (ClientLine *self);
gboolean        client_line_get_heard    (ClientLine *self);
ClientSecurity  client_line_get_security (ClientLine *self);
ClientIdentity *client_line_get_identity (ClientLine *self);

void           client_line_request_async  (ClientLine *self, ClientRequest *request,
                                           GAsyncReadyCallback callback, gpointer user_data);
CharlaMessage *client_line_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
