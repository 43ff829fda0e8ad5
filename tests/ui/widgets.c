/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#include "wait.h"

GtkWidget *
look_for (gpointer root, const char *id)
{
  GtkWidget *widget = GTK_WIDGET (root);
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0
      || g_strcmp0 (gtk_widget_get_name (widget), id) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = look_for (child, id);

  return found;
}

GtkWidget *
find_by_id (gpointer root, const char *id)
{
  GtkWidget *found = look_for (GTK_WIDGET (root), id);

  if (found == NULL)
    g_error ("There is no widget %s", id);

  return found;
}

const char *
text_of (gpointer root, const char *id)
{
  GtkWidget *widget = find_by_id (root, id);

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));

  return gtk_editable_get_text (GTK_EDITABLE (widget));
}

gboolean
is_shown (gpointer root, const char *id)
{
  return gtk_widget_get_visible (find_by_id (root, id));
}

gboolean
has (gpointer root, const char *id)
{
  GtkWidget *widget = look_for (root, id);

  return widget != NULL && gtk_widget_get_visible (widget);
}

GtkWindow *
show_in_window (GtkWidget *child, int width, int height)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  gtk_window_set_default_size (window, width, height);
  gtk_window_set_child (window, child);
  gtk_window_present (window);
  WAIT_FOR (gtk_widget_get_height (child) > 0);
  return window;
}
