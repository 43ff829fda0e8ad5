/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-fingerprint.h"

G_BEGIN_DECLS

#define UI_TYPE_WORDS (ui_words_get_type ())
G_DECLARE_FINAL_TYPE (UiWords, ui_words, UI, WORDS, GtkWidget)

GtkWidget *ui_words_new             (void);
void       ui_words_set_fingerprint (UiWords *self, const ClientFingerprint *fingerprint);

G_END_DECLS
