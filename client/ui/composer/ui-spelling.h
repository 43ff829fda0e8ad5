/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define UI_TYPE_SPELLING (ui_spelling_get_type ())
G_DECLARE_FINAL_TYPE (UiSpelling, ui_spelling, UI, SPELLING, GObject)

UiSpelling        *ui_spelling_new           (GtkTextBuffer *buffer, GSettings *settings);
const char *const *ui_spelling_get_installed (UiSpelling *self);
const char *const *ui_spelling_get_languages (UiSpelling *self);
void               ui_spelling_load          (UiSpelling *self);
char              *ui_spelling_dup_word      (UiSpelling *self, const GtkTextIter *iter,
                                              int *start, int *end);
void               ui_spelling_learn         (UiSpelling *self, const char *word,
                                              gboolean for_good);

G_END_DECLS
