/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-counters.h"
#include "server-directory.h"
#include "server-options.h"
#include "server-passwords.h"
#include "server-store.h"

G_BEGIN_DECLS

/**
 * ServerTurns:
 * @begun: how many changes have been asked for
 * @ended: of how many of them it is known what has become of them. While there is
 *   an event, it is one of the last of these.
 * @logouts: how often tokens have been forgotten. What was read of them before may
 *   not be so any more.
 * @calls: how many requests are under way, also of those who are gone
 *
 * Changes are made in the order in which they are asked for, some time later.
 */
typedef struct
{
  guint64 begun;
  guint64 ended;
  guint64 logouts;
  guint calls;
} ServerTurns;

/**
 * ServerServices:
 * @store: what is on the disk
 * @log: the same, as the log of all events
 * @directory: who is here, and in which rooms
 * @turns: what has been asked of the log
 * @counters: what has happened so far
 * @passwords: checks passwords
 * @builder: writes JSON, for whoever needs it within one turn of the loop
 * @name: what the server is called
 * @motd: (nullable): what it tells everybody who comes
 * @join_word: (nullable): the word that new names need
 *
 * What those work with who do what somebody asks for. It lasts as long as there
 * are sessions.
 */
typedef struct
{
  ServerStore *store;
  ServerEventLog *log;
  ServerDirectory *directory;
  ServerTurns *turns;
  ServerCounters *counters;
  ServerPasswords *passwords;
  CharlaBuilder *builder;
  char *name;
  char *motd;
  char *join_word;
} ServerServices;

gboolean server_services_open        (ServerServices *self, const ServerOptions *options,
                                      const ServerPace *pace, GError **error);
void     server_services_set_options (ServerServices *self, const ServerOptions *options);
void     server_services_close       (ServerServices *self);

G_END_DECLS
