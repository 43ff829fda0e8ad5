/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-member.h"

G_BEGIN_DECLS

#define UI_TYPE_MEMBER_ROW (ui_member_row_get_type ())
G_DECLARE_FINAL_TYPE (UiMemberRow, ui_member_row, UI, MEMBER_ROW, GtkWidget)

GtkWidget    *ui_member_row_new        (gboolean shows_role);
void          ui_member_row_set_member (UiMemberRow *self, ClientMember *member);
ClientMember *ui_member_row_get_member (UiMemberRow *self);

GtkListItemFactory *ui_member_row_new_factory (gboolean shows_role);

G_END_DECLS
