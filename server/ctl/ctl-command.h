/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terminal-command.h"

G_BEGIN_DECLS

typedef struct _CtlApplication CtlApplication;

/**
 * CtlOptionSet:
 *
 * Which options a command has, beside those that all have.
 */
typedef enum
{
  CTL_OPTION_JSON = 1 << 0,
  CTL_OPTION_ALL = 1 << 1,
  CTL_OPTION_PROMETHEUS = 1 << 2,
  CTL_OPTION_SECRETS = 1 << 8,
  CTL_OPTION_DATA_DIR = 1 << 9,
  CTL_OPTION_REASON = 1 << 3,
  CTL_OPTION_TIME = 1 << 4,
  CTL_OPTION_NUMBER = 1 << 5,
  CTL_OPTION_FOLLOW = 1 << 6,
} CtlOptionSet;

/**
 * CtlCommand:
 * @line: what its command line is read by
 * @takes_time: whether the server may take as long for it as it needs
 * @is_offline: whether it is done without a server
 * @run: does it; %FALSE with an error when it could not
 *
 * Something that the program can do.
 */
typedef struct
{
  TerminalCommand line;
  gboolean takes_time;
  gboolean is_offline;
  gboolean (*run) (CtlApplication *application, GError **error);
} CtlCommand;

G_END_DECLS
