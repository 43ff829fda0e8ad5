/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * UI_REGION:
 *
 * The style class of a part of the window that has a place of its own in the round of F6.
 */
#define UI_REGION "region"

gboolean ui_region_move (GtkWidget *root, gboolean forward);

G_END_DECLS
