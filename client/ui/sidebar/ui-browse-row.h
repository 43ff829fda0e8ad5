/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"
#include "ui-sidebar-item.h"

G_BEGIN_DECLS

#define UI_TYPE_BROWSE_ROW (ui_browse_row_get_type ())
G_DECLARE_FINAL_TYPE (UiBrowseRow, ui_browse_row, UI, BROWSE_ROW, GtkWidget)

GtkWidget *ui_browse_row_new       (void);
void       ui_browse_row_set_item  (UiBrowseRow *self, ClientSession *session,
                                    UiSidebarItem *item);
gboolean   ui_browse_row_is_joined (ClientSession *session, UiSidebarItem *item);

G_END_DECLS
