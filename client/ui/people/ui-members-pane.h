/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_MEMBERS_PANE (ui_members_pane_get_type ())
G_DECLARE_FINAL_TYPE (UiMembersPane, ui_members_pane, UI, MEMBERS_PANE, AdwBin)

GtkWidget *ui_members_pane_new      (void);
void       ui_members_pane_set_room (UiMembersPane *self, ClientSession *session,
                                     ClientRoom *room);

G_END_DECLS
