/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CliApplication CliApplication;

/**
 * CliOptionSet:
 *
 * Which options a command has, beside those that all have.
 */
typedef enum
{
  CLI_OPTION_JSON = 1 << 0,
  CLI_OPTION_LIMIT = 1 << 1,
  CLI_OPTION_BEFORE = 1 << 2,
  CLI_OPTION_REPLY = 1 << 3,
  CLI_OPTION_ROOM = 1 << 4,
  CLI_OPTION_FROM = 1 << 5,
  CLI_OPTION_TOPIC = 1 << 6,
  CLI_OPTION_PRIVATE = 1 << 7,
  CLI_OPTION_NO_FOLLOW = 1 << 8,
  CLI_OPTION_ALL_ROOMS = 1 << 9,
  CLI_OPTION_ALL_DEVICES = 1 << 10,
  CLI_OPTION_WATCH = 1 << 11,
} CliOptionSet;

/**
 * CliCommand:
 * @name: what one writes to get it
 * @arguments: (nullable): what follows, for the help, to be translated
 * @summary: what it does, for the help, to be translated
 * @min: how many arguments it needs
 * @max: how many it takes
 * @options: which options it has
 * @stays: whether it goes on until it is ended, and comes back when the line is lost
 * @works_offline: whether what was there before is worth it without the server
 * @is_apart: whether it needs no server: there is no session then, and it begins at once
 * @run: begins it, when the session is online
 *
 * Something that the program can do.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  guint min;
  guint max;
  CliOptionSet options;
  gboolean stays;
  gboolean works_offline;
  gboolean is_apart;
  void (*run) (CliApplication *application);
} CliCommand;

G_END_DECLS
