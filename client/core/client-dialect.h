/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-hello.h"
#include "client-input.h"
#include "client-request.h"

G_BEGIN_DECLS

/**
 * ClientDialect:
 *
 * How a chat is spoken on one connection: what people want becomes frames, and
 * frames become what the server says. It knows the wire and nothing of sessions or
 * rooms. One object serves one connection, as what has arrived may be half of
 * something.
 *
 * What the server says is put at the end of a queue of #ClientInput, as one frame may
 * say nothing yet, and in a dialect without answers the way that a frame takes may say
 * more than one thing.
 */
#define CLIENT_TYPE_DIALECT (client_dialect_get_type ())
G_DECLARE_INTERFACE (ClientDialect, client_dialect, CLIENT, DIALECT, GObject)

/**
 * ClientDialectInterface:
 * @has_pings: whether each request is answered, so that one can ask whether the server
 *   is there
 * @hello: the frames that begin a conversation
 * @request: the frames that ask for something, or %NULL
 * @read: takes the next frame of the server
 * @drained: all frames have been handed to the operating system; may be %NULL
 */
struct _ClientDialectInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  gboolean has_pings;
  GBytes  *(*hello)   (ClientDialect *self, const ClientHello *hello);
  GBytes  *(*request) (ClientDialect *self, gint64 id, const ClientRequest *request,
                       GQueue *inputs);
  gboolean (*read)    (ClientDialect *self, GBytes *payload, GQueue *inputs, GError **error);
  void     (*drained) (ClientDialect *self, GQueue *inputs);
};

gboolean client_dialect_has_pings (ClientDialect *self);
GBytes  *client_dialect_hello     (ClientDialect *self, const ClientHello *hello);
GBytes  *client_dialect_request   (ClientDialect *self, gint64 id, const ClientRequest *request,
                                   GQueue *inputs);
gboolean client_dialect_read      (ClientDialect *self, GBytes *payload, GQueue *inputs,
                                   GError **error);
void     client_dialect_drained   (ClientDialect *self, GQueue *inputs);

G_END_DECLS
