/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-networks.h"
#include "server-throttle.h"

G_BEGIN_DECLS

/**
 * ServerOptions:
 * @show_version: whether only the version is asked for
 * @check_config: whether only mistakes in the configuration are asked for
 * @is_user: whether this is a person's own server, for which much is found by itself
 * @name_file: (nullable): the configuration in which a new name is kept
 * @given: the command line that it was made from
 * @config_file: (nullable): the file that was read
 * @addresses: (element-type GSocketAddress): where to listen, at least one; made of
 *   @listen and @port
 * @name: (nullable): what the server is called; by default as the machine
 * @motd: (nullable): what it tells everybody who comes
 * @listen: the addresses without their port
 * @port: the port; 0 is one that is free
 * @data_dir: the folder of the store
 * @control_socket: (nullable): the socket on which charla-ctl speaks with the server; by
 *   default one where the system has a place for it
 * @control_group: (nullable): the group whose members may use it
 * @log_level: the most verbose level of the log
 * @join_word: (nullable): the word that new names need
 * @plain: who may speak the Charla dialect without TLS
 * @classic: who may speak the classic dialect
 * @certificate: (nullable): a file with a certificate, and those above it; by default
 *   the server makes its own
 * @key: (nullable): a file with the key to it
 * @limits: who is let in
 * @first_frame_timeout_ms: time that a connection has for its first frame
 * @announce: whether the server is announced on the local network
 * @retention_days: how long messages are kept, or 0 for ever
 *
 * How the server is to run. From @name on each member belongs to a row of the table in
 * server-keys.c.
 */
typedef struct
{
  gboolean show_version;
  gboolean check_config;
  gboolean is_user;
  char *name_file;
  char **given;
  char *config_file;
  GPtrArray *addresses;

  char *name;
  char *motd;
  char **listen;
  guint port;
  char *data_dir;
  char *control_socket;
  char *control_group;
  GLogLevelFlags log_level;

  char *join_word;
  ServerNetworks plain;
  ServerNetworks classic;

  char *certificate;
  char *key;

  ServerLimits limits;
  guint first_frame_timeout_ms;

  gboolean announce;

  guint retention_days;
} ServerOptions;

ServerOptions *server_options_new_from_arguments (const char *const *arguments, GError **error);
void           server_options_free               (ServerOptions *self);
char          *server_options_strip_address      (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerOptions, server_options_free)

G_END_DECLS
