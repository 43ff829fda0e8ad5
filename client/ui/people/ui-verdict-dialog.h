/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UiVerdict:
 * @UI_VERDICT_MUTE: keep somebody quiet
 * @UI_VERDICT_KICK: take them out of the room
 * @UI_VERDICT_BAN: and keep them out
 *
 * What is done to somebody.
 */
typedef enum
{
  UI_VERDICT_MUTE,
  UI_VERDICT_KICK,
  UI_VERDICT_BAN,
} UiVerdict;

#define UI_TYPE_VERDICT_DIALOG (ui_verdict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiVerdictDialog, ui_verdict_dialog, UI, VERDICT_DIALOG, AdwMessageDialog)

GtkWidget *ui_verdict_dialog_present (GtkWindow *parent, ClientSession *session, ClientRoom *room,
                                      const ClientUserInfo *user, UiVerdict verdict);

G_END_DECLS
