/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_HISTORY (ui_history_get_type ())
G_DECLARE_FINAL_TYPE (UiHistory, ui_history, UI, HISTORY, GtkWidget)

GtkWidget *ui_history_new           (void);
void       ui_history_set_room      (UiHistory *self, ClientSession *session, ClientRoom *room);
void       ui_history_show_message  (UiHistory *self, gint64 seq);
void       ui_history_scroll_to_end (UiHistory *self);
void       ui_history_go_on         (UiHistory *self);
void       ui_history_wrote         (UiHistory *self);
void       ui_history_load_hole     (UiHistory *self, ClientMessage *message);
void       ui_history_scroll_page   (UiHistory *self, gboolean down);
gboolean   ui_history_get_at_end    (UiHistory *self);
gboolean   ui_history_get_is_empty  (UiHistory *self);
void       ui_history_copy_focused  (UiHistory *self);

G_END_DECLS
