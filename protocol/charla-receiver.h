/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _CharlaConnection CharlaConnection;

/**
 * CharlaReceiver:
 *
 * Who is told what happens on a [class@Connection]. An interface rather than
 * signals: a server has ten thousand connections with one receiver each, and
 * closures would be a third of their memory.
 */
#define CHARLA_TYPE_RECEIVER (charla_receiver_get_type ())
G_DECLARE_INTERFACE (CharlaReceiver, charla_receiver, CHARLA, RECEIVER, GObject)

/**
 * CharlaReceiverInterface:
 * @received: a frame has arrived
 * @drained: all that was queued has been handed to the operating system; may be %NULL
 * @holds: so many bytes of memory, about, are taken by what has arrived and is no whole
 *   frame yet, or was not received for being paused; told when that has changed.
 *   May be %NULL. One peer can take no more than twice the largest frame so; but many
 *   can together, and it is there to bound their sum.
 * @closed: the connection is closed, and nothing is called after this. @reason is
 *   %NULL when the peer closed it between two frames or it was closed here
 *   without a reason.
 *
 * Any of these may close the connection or drop the last reference to it.
 */
struct _CharlaReceiverInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  void (*received) (CharlaReceiver *self, CharlaConnection *connection, GBytes *payload);
  void (*drained)  (CharlaReceiver *self, CharlaConnection *connection);
  void (*holds)    (CharlaReceiver *self, CharlaConnection *connection, gsize size);
  void (*closed)   (CharlaReceiver *self, CharlaConnection *connection, const GError *reason);
};

G_END_DECLS
