/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-check-row.h"

#include "ui-describe.h"

/**
 * UiCheckRow:
 *
 * One thing that has to be right to reach a chat, and how it stands.
 */
struct _UiCheckRow
{
  GtkListBoxRow parent_instance;

  ClientCheck *check;

  GtkWidget *stack;
  GtkWidget *icon;
  GtkWidget *spinner;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *advice;
};

G_DEFINE_FINAL_TYPE (UiCheckRow, ui_check_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_text (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
set_class (UiCheckRow *self, const char *name, gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (self->icon, name);
  else
    gtk_widget_remove_css_class (self->icon, name);
}

static void
update (UiCheckRow *self)
{
  ClientCheckState state = client_check_get_state (self->check);
  gboolean running = state == CLIENT_CHECK_RUNNING;
  g_autofree char *name = g_strdup_printf ("%s: %s", client_check_get_title (self->check),
                                           ui_describe_check_state (state));

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), ui_describe_check_icon (state));
  set_class (self, "success", state == CLIENT_CHECK_PASSED);
  set_class (self, "warning", state == CLIENT_CHECK_WARNING);
  set_class (self, "error", state == CLIENT_CHECK_FAILED);
  set_class (self, "dim-label", state == CLIENT_CHECK_SKIPPED || state == CLIENT_CHECK_WAITING);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), running ? self->spinner : self->icon);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), running);
  gtk_label_set_label (GTK_LABEL (self->title), client_check_get_title (self->check));
  show_text (self->detail, client_check_get_detail (self->check));
  show_text (self->advice, client_check_get_advice (self->check));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
ui_check_row_dispose (GObject *object)
{
  g_clear_object (&UI_CHECK_ROW (object)->check);

  G_OBJECT_CLASS (ui_check_row_parent_class)->dispose (object);
}

static void
ui_check_row_class_init (UiCheckRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_check_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-check-row.ui");
  gtk_widget_class_bind_template_child (widget_class, UiCheckRow, stack);
  gtk_widget_class_bind_template_child (widget_class, UiCheckRow, icon);
  gtk_widget_class_bind_template_child (widget_class, UiCheckRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, UiCheckRow, title);
  gtk_widget_class_bind_template_child (widget_class, UiCheckRow, detail);
  gtk_widget_class_bind_template_child (widget_class, UiCheckRow, advice);
}

static void
ui_check_row_init (UiCheckRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_check_row_new:
 * @check: a check
 *
 * Returns: (transfer floating): a row that shows it, as it goes on
 */
GtkWidget *
ui_check_row_new (ClientCheck *check)
{
  UiCheckRow *self = NULL;

  g_return_val_if_fail (CLIENT_IS_CHECK (check), NULL);

  self = g_object_new (UI_TYPE_CHECK_ROW, NULL);
  self->check = g_object_ref (check);
  g_signal_connect_object (check, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
