/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-user-info.h"

G_BEGIN_DECLS

#define UI_TYPE_PERSON_AVATAR (ui_person_avatar_get_type ())
G_DECLARE_FINAL_TYPE (UiPersonAvatar, ui_person_avatar, UI, PERSON_AVATAR, GtkWidget)

GtkWidget *ui_person_avatar_new      (int size);
void       ui_person_avatar_set_user (UiPersonAvatar *self, const ClientUserInfo *user);

G_END_DECLS
