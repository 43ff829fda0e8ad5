/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Long, for sanitizers on a busy machine; nothing that works comes near it. */
#define PATIENCE_S 20

/* Runs the main loop until @condition holds. */
#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 end_ = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;                           \
                                                                                                   \
    while (!(condition))                                                                           \
      {                                                                                            \
        if (g_get_monotonic_time () > end_)                                                        \
          g_error ("%s:%d: never happened: %s", __FILE__, __LINE__, #condition);                   \
        peer_turn ();                                                                              \
      }                                                                                            \
  }                                                                                                \
  G_STMT_END

/* The two ends of a TCP connection: what the server has accepted, and the bare
 * socket of its peer. */
typedef struct
{
  GSocketConnection *stream;
  int fd;
} Peer;

void peer_open  (Peer *self);
void peer_close (Peer *self);
void peer_reset (Peer *self);

/* One turn of the main loop, which does not wait long. */
void peer_turn  (void);

/* The bytes are those of a string. Hearing runs the main loop until they have come. */
void peer_say      (Peer *self, const char *bytes);
void peer_hear     (Peer *self, const char *bytes);
void peer_read     (Peer *self, char *buffer, gsize length);
void peer_hear_end (Peer *self);

int peer_connect (guint16 port);

G_END_DECLS
