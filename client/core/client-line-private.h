/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-connection.h"
#include "client-dialect.h"
#include "client-line.h"
#include "client-requests.h"

G_BEGIN_DECLS

/* After input and painting, so that a flood of messages does not freeze a window. */
#define CLIENT_LINE_PRIORITY G_PRIORITY_DEFAULT_IDLE

typedef enum
{
  CLIENT_LINE_WELCOMED,
  CLIENT_LINE_EVENT,
  CLIENT_LINE_CLOSED,
  CLIENT_LINE_N_SIGNALS
} ClientLineSignal;

struct _ClientLine
{
  GObject parent_instance;

  ClientAddress *address;
  ClientHello *hello;
  ClientSpeech speech;
  ClientKnownServer *known;
  ClientTiming timing;

  GCancellable *cancellable;
  GSocketConnection *socket; /* while it is not known how to speak on it */
  gboolean is_local;
  gboolean is_plain; /* as the server, which is on this computer, knows no TLS */
  ClientSecurity security;
  ClientIdentity *identity;
  CharlaConnection *connection;
  ClientDialect *dialect;
  ClientRequests *requests;
  gboolean is_in;
  gboolean heard;
  gboolean paused;

  /* What the server has said that is not told yet. */
  GQueue inputs;
  GError *end;

  guint patience; /* until the welcome must have come */
  guint quiet;    /* until the server is asked whether it is there */
  guint telling;
  guint ending;
};

/* What the parts of the class share: its life (client-line.c), how it comes about
 * (client-line-open.c) and what is said on it (client-line-talk.c). */
void client_line_connect       (ClientLine *self);
void client_line_begin         (ClientLine *self, GIOStream *stream);
void client_line_fail          (ClientLine *self, GError *error);
void client_line_emit          (ClientLine *self, ClientLineSignal signal, gpointer what);
void client_line_send          (ClientLine *self, GBytes *frames);
void client_line_be_patient    (ClientLine *self);
void client_line_late          (ClientLine *self);
void client_line_tell_later    (ClientLine *self);
void client_line_let_go        (ClientLine *self, const GError *error);
void client_line_receiver_init (CharlaReceiverInterface *iface);

G_END_DECLS
