/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_COMPOSER_BUFFER (ui_composer_buffer_get_type ())
G_DECLARE_FINAL_TYPE (UiComposerBuffer, ui_composer_buffer, UI, COMPOSER_BUFFER, GtkTextBuffer)

UiComposerBuffer *ui_composer_buffer_new        (void);
void              ui_composer_buffer_set        (UiComposerBuffer *self, const char *text,
                                                 int cursor);
char             *ui_composer_buffer_dup        (UiComposerBuffer *self);
int               ui_composer_buffer_get_cursor (UiComposerBuffer *self);
gboolean          ui_composer_buffer_is_empty   (UiComposerBuffer *self);
gboolean          ui_composer_buffer_is_setting (UiComposerBuffer *self);
void              ui_composer_buffer_type       (UiComposerBuffer *self, const char *text);
void              ui_composer_buffer_replace    (UiComposerBuffer *self, int start, int end,
                                                 const char *text);
void              ui_composer_buffer_fence      (UiComposerBuffer *self);

G_END_DECLS
