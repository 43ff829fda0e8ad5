/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-search-row.h"

#include "ui-format.h"

/**
 * UiSearchRow:
 *
 * A message that was found: who, where, when, and the text around the words.
 */
struct _UiSearchRow
{
  GtkWidget parent_instance;

  GtkWidget *sender;
  GtkWidget *place;
  GtkWidget *time;
  GtkWidget *snippet;
};

G_DEFINE_FINAL_TYPE (UiSearchRow, ui_search_row, GTK_TYPE_WIDGET)

/**
 * ui_search_row_set_hit:
 * @self: a row
 * @hit: what to show
 *
 * Shows a message that was found.
 */
void
ui_search_row_set_hit (UiSearchRow *self, UiSearchHit *hit)
{
  g_autofree char *place = ui_search_hit_dup_place (hit);
  g_autofree char *time = ui_search_hit_dup_time (hit, g_get_real_time () / 1000);
  g_autofree char *moment = ui_format_moment (ui_search_hit_get_message (hit)->time);
  g_autofree char *markup = ui_search_hit_dup_markup (hit);

  g_return_if_fail (UI_IS_SEARCH_ROW (self));

  gtk_label_set_label (GTK_LABEL (self->sender), ui_search_hit_get_message (hit)->name);
  gtk_label_set_label (GTK_LABEL (self->place), place);
  gtk_label_set_label (GTK_LABEL (self->time), time);
  gtk_widget_set_tooltip_text (self->time, moment);
  gtk_label_set_markup (GTK_LABEL (self->snippet), markup);
}

static void
ui_search_row_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_search_row_parent_class)->dispose (object);
}

static void
ui_search_row_class_init (UiSearchRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_search_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-search-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSearchRow, sender);
  gtk_widget_class_bind_template_child (widget_class, UiSearchRow, place);
  gtk_widget_class_bind_template_child (widget_class, UiSearchRow, time);
  gtk_widget_class_bind_template_child (widget_class, UiSearchRow, snippet);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "searchrow");
}

static void
ui_search_row_init (UiSearchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_search_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *
ui_search_row_new (void)
{
  return g_object_new (UI_TYPE_SEARCH_ROW, NULL);
}
