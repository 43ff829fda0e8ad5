/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "charla-connection.h"
#include "charla-framer.h"
#include "charla-queue.h"

G_BEGIN_DECLS

typedef enum
{
  CHARLA_CONNECTION_NEW,
  CHARLA_CONNECTION_OPEN,
  CHARLA_CONNECTION_ENDING,    /* writes what is queued */
  CHARLA_CONNECTION_LINGERING, /* has written it, and waits for the peer to go */
  CHARLA_CONNECTION_CLOSED,
} CharlaConnectionState;

struct _CharlaConnection
{
  GObject parent_instance;

  GIOStream *stream;
  GSource *cancelled;
  CharlaReceiver *receiver; /* not owned */
  CharlaDeadline deadline;

  /* The watcher's */
  CharlaWatcher *watcher;
  gpointer watch;

  /* Coming in */
  CharlaFramer framer;
  gboolean *going; /* while it is read from: whether the reading may go on */
  GBytes *unread;  /* what has been read and not handed on */
  guint32 held;    /* what the receiver was last told that this takes */
  guint frames;    /* how many more may be handed on in this turn */

  /* Going out */
  CharlaQueue queue;
  gsize queue_limit;

  /* Ending */
  GError *reason;
  GSource *lingering;
  gsize dropped; /* while it lingers */

  guint8 blocked; /* pieces in a write that would have blocked */
  guint state : 3;
  guint coupled : 1; /* reading may wait until it can write, and the reverse: TLS */
  guint paused : 1;
};

/* What the two halves of the class share: its life (charla-connection.c) and the
 * bytes that come and go (charla-connection-io.c). */
void charla_connection_linger (CharlaConnection *self);

static inline gboolean
charla_connection_is_started (CharlaConnection *self)
{
  return self->state != CHARLA_CONNECTION_NEW && self->state != CHARLA_CONNECTION_CLOSED;
}

G_END_DECLS
