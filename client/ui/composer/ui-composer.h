/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_COMPOSER (ui_composer_get_type ())
G_DECLARE_FINAL_TYPE (UiComposer, ui_composer, UI, COMPOSER, GtkWidget)

GtkWidget *ui_composer_new      (void);
void       ui_composer_set_room (UiComposer *self, ClientSession *session, ClientRoom *room);
void       ui_composer_reply    (UiComposer *self, ClientMessage *message);
void       ui_composer_edit     (UiComposer *self, ClientMessage *message);
void       ui_composer_write    (UiComposer *self);
gboolean   ui_composer_take_key (UiComposer *self, GtkEventControllerKey *controller,
                                 guint keyval, GdkModifierType modifiers);

G_END_DECLS
