/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-sidebar-item.h"

G_BEGIN_DECLS

/**
 * UiSidebarOrder:
 *
 * The rooms of the person: those that are pinned first, then by what was done last.
 */
typedef struct _UiSidebarOrder UiSidebarOrder;

UiSidebarOrder *ui_sidebar_order_new     (void);
void            ui_sidebar_order_free    (UiSidebarOrder *self);

gboolean        ui_sidebar_order_add     (UiSidebarOrder *self, UiSidebarItem *item);
void            ui_sidebar_order_remove  (UiSidebarOrder *self, ClientRoom *room);
gboolean        ui_sidebar_order_update  (UiSidebarOrder *self, ClientRoom *room);

UiSidebarItem  *ui_sidebar_order_find    (UiSidebarOrder *self, ClientRoom *room);
guint           ui_sidebar_order_get_n   (UiSidebarOrder *self);
UiSidebarItem  *ui_sidebar_order_get     (UiSidebarOrder *self, guint position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiSidebarOrder, ui_sidebar_order_free)

G_END_DECLS
