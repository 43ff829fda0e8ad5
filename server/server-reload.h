/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-options.h"

G_BEGIN_DECLS

/**
 * ServerReloader:
 * @prepare: (nullable): makes what @apply needs and what may fail, a certificate for
 *   example; in a thread, so it touches nothing else. %NULL without an error is all
 *   right as well
 * @apply: (nullable): makes a part of the server do as @options say; it cannot fail
 * @free: (nullable): frees what @prepare has made
 *
 * How a part of the server follows a change of the configuration.
 */
typedef struct
{
  gpointer (*prepare) (const ServerOptions *options, gpointer user_data, GError **error);
  void (*apply) (const ServerOptions *options, gpointer prepared, gpointer user_data);
  GDestroyNotify free;
} ServerReloader;

/**
 * ServerReload:
 *
 * Reads the configuration again while the server runs: all of it is done, or, if there is
 * a mistake, nothing.
 */
#define SERVER_TYPE_RELOAD (server_reload_get_type ())
G_DECLARE_FINAL_TYPE (ServerReload, server_reload, SERVER, RELOAD, GObject)

ServerReload        *server_reload_new         (const ServerOptions *options);
void                 server_reload_add         (ServerReload *self, const ServerReloader *reloader,
                                                gpointer user_data);
void                 server_reload_async       (ServerReload *self, GAsyncReadyCallback callback,
                                                gpointer user_data);
gboolean             server_reload_finish      (ServerReload *self, GAsyncResult *result,
                                                GError **error);
gboolean             server_reload_is_busy     (ServerReload *self);
const ServerOptions *server_reload_get_options (ServerReload *self);

G_END_DECLS
