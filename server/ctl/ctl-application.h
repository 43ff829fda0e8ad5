/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-link.h"
#include "ctl-options.h"

G_BEGIN_DECLS

/* What commands work with: the server, the command line, and the standard output. */

int               ctl_application_run          (const CtlOptions *options);

const CtlOptions *ctl_application_get_options  (CtlApplication *self);
CtlLink          *ctl_application_get_link     (CtlApplication *self);
const char       *ctl_application_get_argument (CtlApplication *self, guint n);
CharlaMessage    *ctl_application_ask          (CtlApplication *self, const char *command,
                                                GError **error);
void              ctl_application_print        (CtlApplication *self, const char *line);
gboolean          ctl_application_flush        (CtlApplication *self, GError **error);
void              ctl_application_print_json   (CtlApplication *self, CharlaMessage *message);

G_END_DECLS
