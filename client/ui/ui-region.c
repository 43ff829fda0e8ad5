/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-region.h"

/* Within a region there is no other one, and no need to look at hundreds of rows. */
static void
collect (GtkWidget *widget, GPtrArray *regions)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return;

  if (gtk_widget_has_css_class (widget, UI_REGION))
    {
      g_ptr_array_add (regions, widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, regions);
}

/* Returns: its place, or how many there are if the focus is in none of them */
static guint
find_current (GPtrArray *regions, GtkWidget *focus)
{
  guint position = 0;

  for (position = 0; position < regions->len && focus != NULL; position++)
    {
      GtkWidget *region = g_ptr_array_index (regions, position);

      if (focus == region || gtk_widget_is_ancestor (focus, region))
        break;
    }

  return focus != NULL ? position : regions->len;
}

/* Where a region knows better than GTK what in it is to have the focus, it has an action. */
static gboolean
enter (GtkWidget *region)
{
  return gtk_widget_activate_action (region, "region.enter", NULL)
         || gtk_widget_grab_focus (region)
         || gtk_widget_child_focus (region, GTK_DIR_TAB_FORWARD);
}

/**
 * ui_region_move:
 * @root: a window
 * @forward: whether to the next region, not to the one before
 *
 * Gives the focus to another region of the window, a widget with the style class
 * %UI_REGION. From outside of all one comes to the first, or to the last.
 *
 * Returns: whether there was one that took it
 */
gboolean
ui_region_move (GtkWidget *root, gboolean forward)
{
  g_autoptr (GPtrArray) regions = g_ptr_array_new ();
  guint position = 0;

  g_return_val_if_fail (GTK_IS_ROOT (root), FALSE);

  collect (root, regions);
  position = find_current (regions, gtk_root_get_focus (GTK_ROOT (root)));
  if (position == regions->len)
    position = forward ? regions->len - 1 : 0;

  for (guint i = 1; i <= regions->len; i++)
    {
      guint step = forward ? i : regions->len - i;

      if (enter (g_ptr_array_index (regions, (position + step) % regions->len)))
        return TRUE;
    }

  return FALSE;
}
