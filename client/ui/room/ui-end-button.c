/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-end-button.h"

#include <glib/gi18n.h>

#include "ui-format.h"

/**
 * UiEndButton:
 *
 * The button that leads back to the end of the history, with the number of the
 * messages that wait there.
 */
struct _UiEndButton
{
  GtkWidget parent_instance;

  GtkWidget *revealer;
  GtkWidget *content;
  GtkWidget *button;
  GtkWidget *badge;
};

G_DEFINE_FINAL_TYPE (UiEndButton, ui_end_button, GTK_TYPE_WIDGET)

/* What is not seen is not read out either. */
static void
update_content (UiEndButton *self)
{
  GtkRevealer *revealer = GTK_REVEALER (self->revealer);

  gtk_widget_set_visible (self->content,
                          gtk_revealer_get_reveal_child (revealer)
                            || gtk_revealer_get_child_revealed (revealer));
}

/**
 * ui_end_button_set_revealed:
 * @self: a button
 * @revealed: whether the end of the history is out of sight
 *
 * Shows or hides the button. A hidden one cannot be reached by any means.
 */
void
ui_end_button_set_revealed (UiEndButton *self, gboolean revealed)
{
  g_return_if_fail (UI_IS_END_BUTTON (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), revealed);
  gtk_widget_set_can_target (GTK_WIDGET (self), revealed);
  gtk_widget_set_can_focus (GTK_WIDGET (self), revealed);
  update_content (self);
}

/**
 * ui_end_button_set_count:
 * @self: a button
 * @count: how many messages have not been seen
 *
 * Says how many messages there are at the end.
 */
void
ui_end_button_set_count (UiEndButton *self, guint count)
{
  g_autofree char *badge = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (UI_IS_END_BUTTON (self));

  badge = ui_format_badge (count);
  words = count > 0 ? ui_format_new_messages (count) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->badge), badge);
  gtk_widget_set_visible (self->badge, count > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words,
                                  -1);
}

static void
ui_end_button_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_end_button_parent_class)->dispose (object);
}

static void
ui_end_button_class_init (UiEndButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_end_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-end-button.ui");
  gtk_widget_class_bind_template_child (widget_class, UiEndButton, revealer);
  gtk_widget_class_bind_template_child (widget_class, UiEndButton, content);
  gtk_widget_class_bind_template_child (widget_class, UiEndButton, button);
  gtk_widget_class_bind_template_child (widget_class, UiEndButton, badge);
  gtk_widget_class_bind_template_callback (widget_class, update_content);

  gtk_widget_class_set_css_name (widget_class, "endbutton");
}

static void
ui_end_button_init (UiEndButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ui_end_button_set_revealed (self, FALSE);
}

/**
 * ui_end_button_new:
 *
 * Returns: (transfer floating): a hidden button
 */
GtkWidget *
ui_end_button_new (void)
{
  return g_object_new (UI_TYPE_END_BUTTON, NULL);
}
