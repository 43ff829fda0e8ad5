/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_SIDEBAR (ui_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (UiSidebar, ui_sidebar, UI, SIDEBAR, AdwBin)

GtkWidget  *ui_sidebar_new          (void);
void        ui_sidebar_set_chats    (UiSidebar *self, GListModel *chats);
void        ui_sidebar_set_session  (UiSidebar *self, ClientSession *session);
void        ui_sidebar_set_room     (UiSidebar *self, ClientRoom *room);
void        ui_sidebar_find         (UiSidebar *self);
ClientRoom *ui_sidebar_get_neighbor (UiSidebar *self, int step, gboolean unread_only);

G_END_DECLS
