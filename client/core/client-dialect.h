/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-message.h"

G_BEGIN_DECLS

/**
 * ClientDialect:
 *
 * How a chat is spoken on one connection: what people do becomes frames, and
 * frames become what others did. It knows the wire and nothing of sessions or
 * rooms. One object serves one connection, as what has arrived may be half of
 * something.
 */
#define CLIENT_TYPE_DIALECT (client_dialect_get_type ())
G_DECLARE_INTERFACE (ClientDialect, client_dialect, CLIENT, DIALECT, GObject)

/**
 * ClientDialectInterface:
 * @hello: the frames that begin a conversation
 * @post: the frames that say a text
 * @read: takes the next frame of the server
 */
struct _ClientDialectInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  GBytes        *(*hello) (ClientDialect *self, const char *name);
  GBytes        *(*post)  (ClientDialect *self, const char *text);
  ClientMessage *(*read)  (ClientDialect *self, GBytes *payload);
};

GBytes        *client_dialect_hello (ClientDialect *self, const char *name);
GBytes        *client_dialect_post  (ClientDialect *self, const char *text);
ClientMessage *client_dialect_read  (ClientDialect *self, GBytes *payload);

G_END_DECLS
