/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_AVATAR (ui_avatar_get_type ())
G_DECLARE_FINAL_TYPE (UiAvatar, ui_avatar, UI, AVATAR, GtkWidget)

GtkWidget *ui_avatar_new        (int size);
void       ui_avatar_set_person (UiAvatar *self, const char *id, const char *name);

G_END_DECLS
