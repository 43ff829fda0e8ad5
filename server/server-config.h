/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-options.h"

G_BEGIN_DECLS

/**
 * SERVER_CONFIG_ERROR:
 *
 * The domain of mistakes in a configuration. The message has one line or more, each of
 * which says where the mistake is, and what.
 */
#define SERVER_CONFIG_ERROR (server_config_error_quark ())

/**
 * ServerConfigError:
 * @SERVER_CONFIG_ERROR_FILE: the file could not be read
 * @SERVER_CONFIG_ERROR_LINE: there are mistakes in it
 */
typedef enum
{
  SERVER_CONFIG_ERROR_FILE,
  SERVER_CONFIG_ERROR_LINE,
} ServerConfigError;

GQuark server_config_error_quark (void);

gboolean server_config_load  (ServerOptions *options, const char *path, GError **error);
gboolean server_config_parse (ServerOptions *options, const char *path, GBytes *text,
                              GError **error);
void     server_config_store_async  (const char *path, const char *group, const char *name,
                                     const char *value, GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean server_config_store_finish (GAsyncResult *result, GError **error);

gboolean server_config_set   (ServerOptions *options, const char *setting, GError **error);

G_END_DECLS
