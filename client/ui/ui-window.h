/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui-attention.h"
#include "ui-chats.h"

G_BEGIN_DECLS

#define UI_TYPE_WINDOW (ui_window_get_type ())
G_DECLARE_FINAL_TYPE (UiWindow, ui_window, UI, WINDOW, AdwApplicationWindow)

UiWindow      *ui_window_new           (GtkApplication *application, GSettings *settings,
                                        UiChats *chats);
void           ui_window_fill          (UiWindow *self, const char *name, const char *server);
void           ui_window_join          (UiWindow *self, ClientAddress *address, const char *chat);
void           ui_window_set_session   (UiWindow *self, ClientSession *session);
void           ui_window_set_room      (UiWindow *self, ClientRoom *room);
void           ui_window_show_message  (UiWindow *self, ClientSession *session, const char *room,
                                        gint64 seq);
void           ui_window_toast         (UiWindow *self, const char *sentence);
ClientSession *ui_window_get_session   (UiWindow *self);
ClientRoom    *ui_window_get_room      (UiWindow *self);
UiAttention    ui_window_get_attention (UiWindow *self);

G_END_DECLS
