/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-message.h"

G_BEGIN_DECLS

#define UI_TYPE_COMPOSER_CONTEXT (ui_composer_context_get_type ())
G_DECLARE_FINAL_TYPE (UiComposerContext, ui_composer_context, UI, COMPOSER_CONTEXT, GtkWidget)

GtkWidget *ui_composer_context_new  (void);
void       ui_composer_context_show (UiComposerContext *self, ClientMessage *reply,
                                     ClientMessage *edit);

G_END_DECLS
