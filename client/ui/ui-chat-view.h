/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui-chats.h"

G_BEGIN_DECLS

#define UI_TYPE_CHAT_VIEW (ui_chat_view_get_type ())
G_DECLARE_FINAL_TYPE (UiChatView, ui_chat_view, UI, CHAT_VIEW, GtkWidget)

GtkWidget *ui_chat_view_new           (void);
void       ui_chat_view_set_chats     (UiChatView *self, UiChats *chats);
void       ui_chat_view_set_room      (UiChatView *self, ClientSession *session, ClientRoom *room);

void       ui_chat_view_show_room     (UiChatView *self);
void       ui_chat_view_find          (UiChatView *self);
void       ui_chat_view_search        (UiChatView *self, gboolean everywhere);
void       ui_chat_view_show_message  (UiChatView *self, gint64 seq);
void       ui_chat_view_scroll_to_end (UiChatView *self);
void       ui_chat_view_write         (UiChatView *self);
void       ui_chat_view_toggle_members (UiChatView *self);
void       ui_chat_view_leave_room    (UiChatView *self);
ClientRoom *ui_chat_view_get_neighbor  (UiChatView *self, int step, gboolean unread_only);
gboolean   ui_chat_view_go_back       (UiChatView *self);
gboolean   ui_chat_view_take_key      (UiChatView *self, GtkEventControllerKey *controller,
                                       guint keyval, GdkModifierType modifiers);

gboolean   ui_chat_view_get_shows_room (UiChatView *self);
gboolean   ui_chat_view_get_at_end     (UiChatView *self);

G_END_DECLS
