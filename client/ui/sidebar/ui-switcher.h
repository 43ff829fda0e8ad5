/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_SWITCHER (ui_switcher_get_type ())
G_DECLARE_FINAL_TYPE (UiSwitcher, ui_switcher, UI, SWITCHER, GtkWidget)

GtkWidget *ui_switcher_new         (void);
void       ui_switcher_set_chats   (UiSwitcher *self, GListModel *chats);
void       ui_switcher_set_session (UiSwitcher *self, ClientSession *session);

G_END_DECLS
