/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"
#include "ui-composer-buffer.h"

G_BEGIN_DECLS

#define UI_TYPE_COMPOSER_FIELD (ui_composer_field_get_type ())
G_DECLARE_FINAL_TYPE (UiComposerField, ui_composer_field, UI, COMPOSER_FIELD, GtkWidget)

GtkWidget        *ui_composer_field_new         (void);
void              ui_composer_field_set_room    (UiComposerField *self, ClientSession *session,
                                                 ClientRoom *room);
UiComposerBuffer *ui_composer_field_get_buffer  (UiComposerField *self);
void              ui_composer_field_set_text    (UiComposerField *self, const char *text,
                                                 int cursor);
void              ui_composer_field_set_frozen  (UiComposerField *self, gboolean is_frozen);
void              ui_composer_field_set_problem (UiComposerField *self, GtkWidget *problem);
void              ui_composer_field_write       (UiComposerField *self);
gboolean          ui_composer_field_take_key    (UiComposerField *self,
                                                 GtkEventControllerKey *controller,
                                                 guint keyval, GdkModifierType modifiers);

G_END_DECLS
