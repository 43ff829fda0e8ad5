/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-announcer.h"
#include "server-options.h"
#include "server-reception.h"
#include "server-retention.h"
#include "server-reload.h"
#include "server-services.h"

G_BEGIN_DECLS

/**
 * ServerControlSurroundings:
 * @services: what requests are done with
 * @reception: those who are here
 * @retention: removes what is too old
 * @announcer: tells the local network of the server
 * @options: how the server was started, or was told to run since then
 * @reload: (nullable): reads the configuration again; %NULL while the server starts or ends
 * @started: when it was started, in milliseconds since 1970 UTC
 * @addresses: (element-type utf8): where it listens
 * @stop: ends the server
 * @user_data: given to @stop
 *
 * What the commands of an administrator work with. It stays the application's.
 */
typedef struct
{
  const ServerServices *services;
  ServerReception *reception;
  ServerRetention *retention;
  ServerAnnouncer *announcer;
  const ServerOptions *options;
  ServerReload *reload;
  gint64 started;
  GPtrArray *addresses;
  void (*stop) (gpointer user_data);
  gpointer user_data;
} ServerControlSurroundings;

G_END_DECLS
