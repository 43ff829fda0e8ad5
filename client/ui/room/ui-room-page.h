/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_ROOM_PAGE (ui_room_page_get_type ())
G_DECLARE_FINAL_TYPE (UiRoomPage, ui_room_page, UI, ROOM_PAGE, GtkWidget)

GtkWidget *ui_room_page_new           (void);
void       ui_room_page_set_room      (UiRoomPage *self, ClientSession *session, ClientRoom *room);
gboolean   ui_room_page_get_at_end    (UiRoomPage *self);
void       ui_room_page_scroll_to_end (UiRoomPage *self);
void       ui_room_page_show_message  (UiRoomPage *self, gint64 seq);
void       ui_room_page_write         (UiRoomPage *self);
gboolean   ui_room_page_take_key      (UiRoomPage *self, GtkEventControllerKey *controller,
                                       guint keyval, GdkModifierType modifiers);

G_END_DECLS
