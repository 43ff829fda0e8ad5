/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-line.h"

#include <glib/gi18n.h>

/**
 * UiMessageLine:
 *
 * A line across the history, with words on it: above the first of the new messages, or
 * where some are missing, with a button then that loads them by the action
 * `message.load-hole` of what it is in.
 */
struct _UiMessageLine
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (UiMessageLine, ui_message_line, GTK_TYPE_WIDGET)

static void
add_rule (UiMessageLine *self)
{
  GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  gtk_widget_set_hexpand (rule, TRUE);
  gtk_widget_set_valign (rule, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (rule, GTK_WIDGET (self));
}

static void
add_words (UiMessageLine *self, const char *words)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", words,
                                   "wrap", TRUE,
                                   "justify", GTK_JUSTIFY_CENTER,
                                   NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
}

static void
ui_message_line_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_message_line_parent_class)->dispose (object);
}

static void
ui_message_line_class_init (UiMessageLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_message_line_dispose;

  gtk_widget_class_set_css_name (widget_class, "messageline");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
ui_message_line_init (UiMessageLine *self)
{
  gtk_box_layout_set_spacing (
    GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
}

/**
 * ui_message_line_new:
 *
 * Returns: (transfer floating): the line above the first new message
 */
GtkWidget *
ui_message_line_new (void)
{
  UiMessageLine *self = g_object_new (UI_TYPE_MESSAGE_LINE, NULL);

  add_rule (self);
  add_words (self, _("New Messages"));
  add_rule (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "new");
  gtk_widget_set_name (GTK_WIDGET (self), "new");

  return GTK_WIDGET (self);
}

/**
 * ui_message_line_new_hole:
 *
 * Returns: (transfer floating): the line where messages are missing
 */
GtkWidget *
ui_message_line_new_hole (void)
{
  UiMessageLine *self = g_object_new (UI_TYPE_MESSAGE_LINE, NULL);
  GtkWidget *button = gtk_button_new_with_label (_("Load"));

  add_rule (self);
  add_words (self, _("Messages are missing here"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "message.load-hole");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  add_rule (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "hole");
  gtk_widget_set_name (GTK_WIDGET (self), "hole");

  return GTK_WIDGET (self);
}
