/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_PERSON_CARD (ui_person_card_get_type ())
G_DECLARE_FINAL_TYPE (UiPersonCard, ui_person_card, UI, PERSON_CARD, AdwWindow)

GtkWidget *ui_person_card_present (GtkWidget *parent, ClientSession *session,
                                   ClientRoom *room, const char *user);

G_END_DECLS
