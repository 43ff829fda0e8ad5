/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-application.h"

G_BEGIN_DECLS

const CtlCommand *ctl_commands_get (guint *n_commands);

/* Each does what the command of its name does. */

gboolean ctl_command_status   (CtlApplication *application, GError **error);
gboolean ctl_command_stats    (CtlApplication *application, GError **error);
gboolean ctl_command_users    (CtlApplication *application, GError **error);
gboolean ctl_command_rooms    (CtlApplication *application, GError **error);
gboolean ctl_command_kick     (CtlApplication *application, GError **error);
gboolean ctl_command_ban      (CtlApplication *application, GError **error);
gboolean ctl_command_unban    (CtlApplication *application, GError **error);
gboolean ctl_command_mute     (CtlApplication *application, GError **error);
gboolean ctl_command_unmute   (CtlApplication *application, GError **error);
gboolean ctl_command_bans     (CtlApplication *application, GError **error);
gboolean ctl_command_role     (CtlApplication *application, GError **error);
gboolean ctl_command_reset    (CtlApplication *application, GError **error);
gboolean ctl_command_announce (CtlApplication *application, GError **error);
gboolean ctl_command_log      (CtlApplication *application, GError **error);
gboolean ctl_command_reload   (CtlApplication *application, GError **error);
gboolean ctl_command_stop     (CtlApplication *application, GError **error);

gboolean ctl_command_retention (CtlApplication *application, GError **error);
gboolean ctl_command_backup    (CtlApplication *application, GError **error);
gboolean ctl_command_restore   (CtlApplication *application, GError **error);
gboolean ctl_command_export    (CtlApplication *application, GError **error);
gboolean ctl_command_import    (CtlApplication *application, GError **error);

G_END_DECLS
