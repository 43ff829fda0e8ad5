/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_ENTRANCE (ui_entrance_get_type ())
G_DECLARE_FINAL_TYPE (UiEntrance, ui_entrance, UI, ENTRANCE, GtkWidget)

GtkWidget *ui_entrance_new         (void);
void       ui_entrance_fill        (UiEntrance *self, const char *name, const char *server);
void       ui_entrance_join        (UiEntrance *self, ClientAddress *address, const char *chat);
void       ui_entrance_set_session (UiEntrance *self, ClientSession *session);
void       ui_entrance_set_can_go_back (UiEntrance *self, gboolean can_go_back);
void       ui_entrance_begin       (UiEntrance *self);

G_END_DECLS
