/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-address.h"

G_BEGIN_DECLS

#define UI_TYPE_DOCTOR_DIALOG (ui_doctor_dialog_get_type ())
G_DECLARE_FINAL_TYPE (UiDoctorDialog, ui_doctor_dialog, UI, DOCTOR_DIALOG, AdwWindow)

GtkWidget *ui_doctor_dialog_new (ClientAddress *address, GtkWindow *parent);

G_END_DECLS
