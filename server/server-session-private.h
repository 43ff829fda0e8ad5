/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-arrival.h"
#include "server-session.h"
#include "server-user.h"

G_BEGIN_DECLS

struct _ServerSession
{
  GObject parent_instance;

  const ServerSurroundings *surroundings;
  char *address;
  guint32 began; /* in seconds of the monotonic clock */
  guint32 heard; /* the same, when the peer last said something */

  /* Until the first byte of a frame */
  GSocketConnection *stream;
  ServerWatch *watch;

  /* With TLS, from the first byte of all */
  ServerTls *tls;
  ServerHandshake *handshake; /* until that is through */

  /* From the first byte of a frame on */
  CharlaConnection *connection;
  CharlaDeadline deadline; /* until the peer says something, or is gone */
  CharlaDeadline quiet;    /* until the peer is told something */

  /* From the first frame on */
  ServerDialect *dialect; /* not owned */
  ServerArrival *arrival; /* until it is live */
  ServerUser *user;       /* while it is in the directory, which owns it */
  char *token;
  gint64 cursor;  /* up to where an account has been told everything */
  guint64 earlier; /* what was asked for before a guest came */
  guint in_flight;
  ServerQuota *person;
  ServerQuota *place;
  CharlaDeadline slowed; /* until it is read again */
  ServerBacklogPlace backlog;
  ServerBacklogPlace incoming;
  GCancellable *gone; /* when something is read for it */

  guint is_full : 1; /* of what it has asked for and does not read */
  guint is_slowed : 1; /* does too much */
  guint is_stopping : 1;
  guint is_over : 1;
  guint is_closed : 1;
};

/* What the parts of the class share. Its life: server-session.c */
void server_session_refuse  (ServerSession *self, CharlaError code, const char *sentence);
void server_session_end     (ServerSession *self, const GError *reason);
void server_session_dismiss (ServerSession *self, const GError *reason);

/* Its first bytes: server-session-begin.c */
void     server_session_stop_waiting (ServerSession *self);
GSocket *server_session_get_socket   (ServerSession *self);

/* Its first frame: server-session-hello.c */
void server_session_take_hello (ServerSession *self, GBytes *payload);

/* What is said in it: server-session-talk.c */
gboolean server_session_is_arriving    (ServerSession *self);
gboolean server_session_has_room       (ServerSession *self);
void     server_session_make_room      (ServerSession *self);
gboolean server_session_send           (ServerSession *self, GBytes *frames);
void     server_session_say            (ServerSession *self, ServerEvent *event);
void     server_session_receive        (ServerSession *self, GBytes *payload);
void     server_session_refuse_frame   (ServerSession *self, gint64 id, const GError *error);
void     server_session_go_on          (ServerSession *self);
void     server_session_update_reading (ServerSession *self);
void     server_session_init_member    (ServerMemberInterface *iface);

/* How much of that: server-session-limits.c */
void     server_session_open_place   (ServerSession *self);
void     server_session_close_quotas (ServerSession *self);
void     server_session_use_bytes    (ServerSession *self, gsize size);
gboolean server_session_use_hello    (ServerSession *self, GError **error);
gboolean server_session_use_request  (ServerSession *self, const ServerCommand *command,
                                      GError **error);
void     server_session_on_slowed    (gpointer item, gpointer user_data);

G_END_DECLS
