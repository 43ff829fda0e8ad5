/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_PERSON_BUTTON (ui_person_button_get_type ())
G_DECLARE_FINAL_TYPE (UiPersonButton, ui_person_button, UI, PERSON_BUTTON, AdwBin)

GtkWidget  *ui_person_button_new         (void);
void        ui_person_button_set_session (UiPersonButton *self, ClientSession *session);
const char *ui_person_button_get_user    (UiPersonButton *self);

G_END_DECLS
