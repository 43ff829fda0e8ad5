/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-message-info.h"

G_BEGIN_DECLS

#define UI_TYPE_REACTIONS (ui_reactions_get_type ())
G_DECLARE_FINAL_TYPE (UiReactions, ui_reactions, UI, REACTIONS, GtkWidget)

GtkWidget *ui_reactions_new  (void);
void       ui_reactions_show (UiReactions *self, ClientMessageInfo *message, gboolean may_react);

G_END_DECLS
