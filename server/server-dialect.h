/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "server-request.h"

G_BEGIN_DECLS

typedef struct _ServerEvent ServerEvent;

/**
 * ServerDialect:
 *
 * One way of saying things in frames. A dialect knows the wire and nothing else:
 * not who is in which room, nor what becomes of a request. It has no state of a
 * connection, so one object serves all who speak it.
 */
#define SERVER_TYPE_DIALECT (server_dialect_get_type ())
G_DECLARE_INTERFACE (ServerDialect, server_dialect, SERVER, DIALECT, GObject)

/**
 * ServerDialectInterface:
 * @pings: whether who is silent is sent something, and let go when that is not answered
 * @read_hello: see server_dialect_read_hello()
 * @read_request: see server_dialect_read_request()
 * @write_answer: see server_dialect_write_answer(); %NULL where nobody is answered
 * @write_error: see server_dialect_write_error(); %NULL where nobody is answered
 * @write_event: see server_dialect_write_event()
 */
struct _ServerDialectInterface
{
  /*< private >*/
  GTypeInterface parent_iface;

  /*< public >*/
  gboolean      pings;
  gboolean      (*read_hello)   (ServerDialect *self, GBytes *payload, ServerHello *hello,
                                 GError **error);
  gboolean      (*read_request) (ServerDialect *self, GBytes *payload, ServerRequest *request,
                                 GError **error);
  GBytes       *(*write_answer) (ServerDialect *self, gint64 id, GBytes *ok);
  GBytes       *(*write_error)  (ServerDialect *self, gint64 id, const GError *error,
                                 const char *needs);
  GBytes       *(*write_event)  (ServerDialect *self, ServerEvent *event);
};

gboolean     server_dialect_has_pings    (ServerDialect *self);
gboolean     server_dialect_read_hello   (ServerDialect *self, GBytes *payload, ServerHello *hello,
                                          GError **error);
gboolean     server_dialect_read_request (ServerDialect *self, GBytes *payload,
                                          ServerRequest *request, GError **error);
GBytes      *server_dialect_write_answer (ServerDialect *self, gint64 id, GBytes *ok);
GBytes      *server_dialect_write_error  (ServerDialect *self, gint64 id, const GError *error,
                                          const char *needs);
GBytes      *server_dialect_write_event  (ServerDialect *self, ServerEvent *event);

G_END_DECLS
