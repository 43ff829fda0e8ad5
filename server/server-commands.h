/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-arguments.h"

G_BEGIN_DECLS

typedef struct _ServerCall ServerCall;
typedef struct _ServerCommand ServerCommand;

/**
 * SERVER_COST_MAX:
 *
 * What the requests of one connection that are not answered yet may cost together.
 * Beyond that it is not read: one that asks and asks, or reads page after page
 * of history, waits for its own answers and keeps nobody else waiting.
 */
#define SERVER_COST_MAX 64

/**
 * ServerHandler:
 * @call: (transfer full): who asks; it answers exactly once
 * @arguments: with what, as the command wants it
 *
 * Does what a command says, or begins to.
 */
typedef void (*ServerHandler) (ServerCall *call, const ServerArguments *arguments);

/**
 * ServerCommand:
 * @name: its name on the wire
 * @handle: does it
 * @cost: its part of %SERVER_COST_MAX
 * @fields: its members; the first one without a name ends them
 *
 * What somebody can ask for.
 */
struct _ServerCommand
{
  const char *name;
  ServerHandler handle;
  guint cost;
  ServerField fields[SERVER_N_FIELDS + 1];
};

const ServerCommand *server_commands_find   (const char *name);
const ServerCommand *server_commands_get    (guint index);
const ServerCommand *server_commands_get_say (void);
guint                server_commands_get_index (const ServerCommand *command);

G_END_DECLS
