/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-throttle.h"

G_BEGIN_DECLS

/**
 * ServerOptions:
 * @show_version: whether only the version is asked for
 * @addresses: (element-type GSocketAddress): where to listen, at least one
 * @log_level: the most verbose level of the log
 * @limits: who is let in
 * @first_frame_timeout_ms: time that a connection has for its first frame
 * @data_dir: the folder of the store
 * @join_word: (nullable): the word that new names need
 *
 * How the server is to run.
 */
typedef struct
{
  gboolean show_version;
  GPtrArray *addresses;
  GLogLevelFlags log_level;
  ServerLimits limits;
  guint first_frame_timeout_ms;
  char *data_dir;
  char *join_word;
} ServerOptions;

ServerOptions *server_options_new_from_arguments (const char *const *arguments, GError **error);
void           server_options_free               (ServerOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerOptions, server_options_free)

G_END_DECLS
