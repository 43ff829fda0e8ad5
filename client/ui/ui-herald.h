/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-attention.h"
#include "ui-chats.h"

G_BEGIN_DECLS

/**
 * UiHeraldLook:
 * @room: a room
 * @user_data: what ui_herald_set_look() was given
 *
 * Returns: what the person sees of the room
 */
typedef UiAttention (*UiHeraldLook) (ClientRoom *room, gpointer user_data);

#define UI_TYPE_HERALD (ui_herald_get_type ())
G_DECLARE_FINAL_TYPE (UiHerald, ui_herald, UI, HERALD, GObject)

UiHerald *ui_herald_new      (UiChats *chats, GSettings *settings);
void      ui_herald_set_look (UiHerald *self, UiHeraldLook look, gpointer user_data);

G_END_DECLS
