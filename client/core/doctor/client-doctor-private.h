/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-framer.h"
#include "charla-message.h"
#include "client-discovery.h"
#include "client-doctor.h"
#include "client-known-servers.h"

G_BEGIN_DECLS

struct _ClientDoctor
{
  GObject parent_instance;

  ClientAddress *address;
  GPtrArray *checks; /* of ClientCheck */
  guint current;
  gboolean is_running;
  gboolean is_over;
  guint next;

  /* One question, which has its time. */
  GCancellable *cancellable;
  guint timeout;
  gboolean is_late;

  /* What was found, for the checks that follow. */
  GPtrArray *targets; /* of GSocketAddress: where the server may be */
  GSocketAddressEnumerator *enumerator;
  guint target;
  GSocketAddress *remote;
  GIOStream *stream;
  gboolean is_tls;
  GTlsCertificate *certificate;
  GTlsCertificateFlags problems;
  GBytes *question;
  CharlaFramer framer;
  gint64 asked;
  gint64 answered;
  CharlaMessage *look;
  ClientKnownServers *known;
  ClientDiscovery *discovery;
};

GCancellable *client_doctor_limit      (ClientDoctor *self, guint milliseconds);
gboolean      client_doctor_is_stopped (ClientDoctor *self, const GError *error);
void          client_doctor_tell       (ClientDoctor *self, ClientCheckState state, char *detail,
                                        const char *advice);

/* The checks. Each ends with client_doctor_tell(), at once or later. */
void client_doctor_check_network   (ClientDoctor *self);
void client_doctor_check_name      (ClientDoctor *self);
void client_doctor_check_route     (ClientDoctor *self);
void client_doctor_check_port      (ClientDoctor *self);
void client_doctor_check_tls       (ClientDoctor *self);
void client_doctor_check_charla    (ClientDoctor *self);
void client_doctor_check_identity  (ClientDoctor *self);
void client_doctor_check_version   (ClientDoctor *self);
void client_doctor_check_clock     (ClientDoctor *self);
void client_doctor_check_join      (ClientDoctor *self);
void client_doctor_check_avahi     (ClientDoctor *self);
void client_doctor_check_announced (ClientDoctor *self);
void client_doctor_check_own       (ClientDoctor *self);

G_END_DECLS
