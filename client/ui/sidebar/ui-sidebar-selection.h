/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_SIDEBAR_SELECTION (ui_sidebar_selection_get_type ())
G_DECLARE_FINAL_TYPE (UiSidebarSelection, ui_sidebar_selection, UI, SIDEBAR_SELECTION, GObject)

UiSidebarSelection *ui_sidebar_selection_new          (GListModel *model);
void                ui_sidebar_selection_set_item     (UiSidebarSelection *self, gpointer item);
gpointer            ui_sidebar_selection_get_item     (UiSidebarSelection *self);
guint               ui_sidebar_selection_get_position (UiSidebarSelection *self);

G_END_DECLS
