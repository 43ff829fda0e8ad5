/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-reconnector.h"

G_BEGIN_DECLS

struct _ClientReconnector
{
  GObject parent_instance;

  ClientAddress *address;
  GNetworkMonitor *monitor;
  ClientTiming timing;

  /* What the next attempt says. */
  ClientHello *hello;
  ClientSpeech speech;
  ClientKnownServer *known; /* the server that was used there before, or NULL */

  /* Of the last line that had come so far. */
  ClientSecurity security;
  ClientIdentity *identity;

  ClientSessionState state;
  GError *error;
  gint64 retry_at;

  ClientLine *line;
  ClientBackoff backoff;
  guint retry_source;
  gint64 online_since;
  guint turned_away;
  gboolean returning; /* as the person has been there before */
  gboolean joined;
  gboolean heard;
  gboolean is_classic; /* as the server seems to know no other dialect */
  gboolean was_slow;
  gboolean paused;
};

/* What the two halves of the class share: what is told and asked (client-reconnector.c)
 * and when there is a line (client-reconnector-policy.c). */
void client_reconnector_set_state (ClientReconnector *self, ClientSessionState state,
                                   const GError *error, gint64 retry_at);
void client_reconnector_welcomed  (ClientReconnector *self, ClientWelcome *welcome);
void client_reconnector_told      (ClientReconnector *self, ClientEvent *event);
void client_reconnector_meet      (ClientReconnector *self, ClientLine *line);
void client_reconnector_begin     (ClientReconnector *self);
void client_reconnector_connect   (ClientReconnector *self);
void client_reconnector_drop_line (ClientReconnector *self);

void client_reconnector_proposal_refused (ClientReconnector *self);

G_END_DECLS
