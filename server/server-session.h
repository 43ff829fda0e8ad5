/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-backlog.h"
#include "server-epoll.h"
#include "server-handshakes.h"
#include "server-log-bound.h"
#include "server-networks.h"
#include "server-quota.h"
#include "server-services.h"

G_BEGIN_DECLS

#define SERVER_TYPE_SESSION (server_session_get_type ())
G_DECLARE_FINAL_TYPE (ServerSession, server_session, SERVER, SESSION, GObject)

/**
 * ServerTimes:
 * @first_frame_ms: for the first frame
 * @quiet_ms: after which the server says something, so that the peer knows that it is
 *   still there
 * @silence_ms: after which a peer that says nothing is taken for gone
 * @farewell_ms: to read what still waits, once it has been told goodbye
 *
 * Times that connections have, in milliseconds. Those in the middle are for dialects
 * with pings only.
 */
typedef struct
{
  guint first_frame_ms;
  guint quiet_ms;
  guint silence_ms;
  guint farewell_ms;
} ServerTimes;

/**
 * ServerSurroundings:
 * @epoll: what watches its socket
 * @services: what requests are done with
 * @handshakes: where TLS begins
 * @certificate: (nullable): what is shown to those who want TLS; without it there is none
 * @plain: from where the Charla dialect is spoken without TLS
 * @classic: from where the classic dialect is spoken
 * @dialects: (element-type ServerDialect): the dialects, in the order in which each is
 *   asked whether the first frame is one of its own; the last one takes any
 * @first_frames: waits for first frames
 * @quiet: waits for the server to say something
 * @silent: waits for the peer to say something
 * @farewells: waits for the peer to read the last of it
 * @slowed: waits to read again, where somebody does too much
 * @quotas: (nullable): what users and addresses may do; without it, all
 * @endings: bounds the lines about connections that the server closes
 * @backlog: what waits for all who do not read
 * @incoming: what has come of frames that are not whole yet, from all
 * @closed: called once, when it is over; drops the last reference to it
 * @user_data: given to @closed
 *
 * What a session works with. All sessions share it, so none keeps it of its own.
 */
typedef struct
{
  ServerEpoll *epoll;
  const ServerServices *services;
  ServerHandshakes *handshakes;
  ServerCertificate *certificate;
  ServerNetworks plain;
  ServerNetworks classic;
  GPtrArray *dialects;
  CharlaDeadlines *first_frames;
  CharlaDeadlines *quiet;
  CharlaDeadlines *silent;
  CharlaDeadlines *farewells;
  CharlaDeadlines *slowed;
  ServerQuotas *quotas;
  ServerLogBound *endings;
  ServerBacklog *backlog;
  ServerBacklog *incoming;
  void (*closed) (ServerSession *session, gpointer user_data);
  gpointer user_data;
} ServerSurroundings;

void server_surroundings_set_times (ServerSurroundings *self, const ServerTimes *times);
void server_surroundings_clear     (ServerSurroundings *self);

ServerSession *server_session_new   (GSocketConnection *stream, const char *address,
                                     const ServerSurroundings *surroundings);
void           server_session_start (ServerSession *self);
void           server_session_stop  (ServerSession *self);
void           server_session_close (ServerSession *self, const GError *reason);

G_END_DECLS
