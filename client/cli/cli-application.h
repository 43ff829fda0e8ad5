/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-format.h"
#include "cli-options.h"
#include "client-session.h"

G_BEGIN_DECLS

int cli_application_run (const CliOptions *options);

/* For the commands. */

const CliOptions *cli_application_get_options  (CliApplication *self);
const CliFormat  *cli_application_get_format   (CliApplication *self);
ClientSession    *cli_application_get_session  (CliApplication *self);
const char       *cli_application_get_argument (CliApplication *self, guint n);
const char       *cli_application_get_state_dir (CliApplication *self);

void cli_application_print        (CliApplication *self, const char *line);
void cli_application_warn         (CliApplication *self, const char *sentence);
void cli_application_set_data     (CliApplication *self, gpointer data, GDestroyNotify destroy);
gpointer cli_application_get_data (CliApplication *self);
void cli_application_go_on        (CliApplication *self);
void cli_application_stay         (CliApplication *self);
void cli_application_leave_interrupts (CliApplication *self);
void cli_application_end          (CliApplication *self, const GError *error);

G_END_DECLS
