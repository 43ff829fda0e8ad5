/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UI_PERSON_COLORS:
 *
 * How many colors there are for people: those of the avatars of libadwaita.
 */
#define UI_PERSON_COLORS 14

char *ui_person_get_initials (const char *name);
guint ui_person_get_color    (const char *id);

G_END_DECLS
