/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The parts of a message on the screen, from top to bottom; the widgets belong
 * to the row. Those that are not visible, or not there, take no room.
 */
typedef struct
{
  GtkWidget *across[4]; /* one below the other, as wide as the row */
  GtkWidget *avatar;
  GtkWidget *heading;
  GtkWidget *bubble;
  GtkWidget *icon;      /* beside the bubble */
  GtkWidget *aside;     /* beside the bubble too, if there is room */
  GtkWidget *below[2];  /* one below the other */
  GtkWidget *bar;       /* on the row, and takes no room */
  gboolean own;         /* at the end side, rather than at the start */
} UiMessageLayout;

void ui_message_layout_measure  (const UiMessageLayout *self, GtkOrientation orientation,
                                 int for_size, int *minimum, int *natural);
void ui_message_layout_allocate (const UiMessageLayout *self, int width,
                                 GtkTextDirection direction);

G_END_DECLS
