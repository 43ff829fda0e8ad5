/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-arguments.h"

G_BEGIN_DECLS

typedef struct _ServerControlCall ServerControlCall;

/**
 * ServerControlHandler:
 * @call: (transfer full): who asks, and with what; it answers exactly once
 *
 * Does what a command of the administrator says, or begins to.
 */
typedef void (*ServerControlHandler) (ServerControlCall *call);

/**
 * ServerControlCommand:
 * @name: its name on the control socket
 * @handle: does it
 * @fields: its members; the first one without a name ends them
 * @takes_file: whether a descriptor comes with it, which it reads or writes
 *
 * Something that an administrator can ask for.
 */
typedef struct
{
  const char *name;
  ServerControlHandler handle;
  ServerField fields[SERVER_N_FIELDS + 1];
  gboolean takes_file;
} ServerControlCommand;

const ServerControlCommand *server_control_command_find (const char *name);
const ServerControlCommand *server_control_command_get  (guint index);

G_END_DECLS
