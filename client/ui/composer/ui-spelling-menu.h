/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-composer-buffer.h"
#include "ui-spelling.h"

G_BEGIN_DECLS

#define UI_TYPE_SPELLING_MENU (ui_spelling_menu_get_type ())
G_DECLARE_FINAL_TYPE (UiSpellingMenu, ui_spelling_menu, UI, SPELLING_MENU, GObject)

UiSpellingMenu *ui_spelling_menu_new     (GtkTextView *text_view, UiSpelling *spelling,
                                          GSettings *settings);
void            ui_spelling_menu_prepare (UiSpellingMenu *self, const GtkTextIter *iter);
GMenuModel     *ui_spelling_menu_get_model (UiSpellingMenu *self);

G_END_DECLS
