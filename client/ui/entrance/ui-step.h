/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define UI_TYPE_STEP (ui_step_get_type ())
G_DECLARE_FINAL_TYPE (UiStep, ui_step, UI, STEP, GtkWidget)

GtkWidget *ui_step_new             (void);
void       ui_step_set_title       (UiStep *self, const char *title);
void       ui_step_set_description (UiStep *self, const char *description);
void       ui_step_set_problem     (UiStep *self, const char *sentence, GtkWidget *row);
void       ui_step_set_ready       (UiStep *self, gboolean ready);
void       ui_step_set_busy        (UiStep *self, gboolean busy);
void       ui_step_refuse          (UiStep *self);
void       ui_step_confirm         (UiStep *self);
void       ui_step_focus_refuse    (UiStep *self);
void       ui_step_focus_confirm   (UiStep *self);

G_END_DECLS
