/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"
#include "ui-composer-buffer.h"

G_BEGIN_DECLS

#define UI_TYPE_COMPLETION (ui_completion_get_type ())
G_DECLARE_FINAL_TYPE (UiCompletion, ui_completion, UI, COMPLETION, GtkPopover)

GtkWidget *ui_completion_new      (GtkTextView *text_view);
void       ui_completion_set_room (UiCompletion *self, ClientSession *session, ClientRoom *room);
void       ui_completion_update   (UiCompletion *self);
gboolean   ui_completion_take_key (UiCompletion *self, guint keyval);
void       ui_completion_close    (UiCompletion *self);

G_END_DECLS
