/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-command.h"
#include "terminal-command.h"

G_BEGIN_DECLS

/**
 * CtlOptions:
 * @line: what to do, and with what
 * @socket: (nullable): where the server is
 * @json: whether programs will read what is printed
 * @has_secrets: whether an export shall have what lets people in
 * @data_dir: (nullable): the data folder of a server that does not run
 * @all: whether to go beyond those who are here
 * @reason: (nullable): why
 * @time: (nullable): for how long
 * @number: how many, or 0
 * @follow: whether to go on with what comes
 * @prometheus: whether it is Prometheus that will read what is printed
 *
 * What the administrator wants, as the command line says it.
 */
typedef struct
{
  TerminalLine line;
  char *socket;
  gboolean json;
  gboolean all;
  gboolean prometheus;
  gboolean has_secrets;
  char *data_dir;
  gboolean follow;
  char *reason;
  char *time;
  int number;
} CtlOptions;

CtlOptions *ctl_options_new_from_arguments (const char *const *arguments,
                                            const CtlCommand *commands, guint n_commands,
                                            GError **error);
void        ctl_options_free               (CtlOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlOptions, ctl_options_free)

G_END_DECLS
