/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-message-failed.h"

#include "ui-describe-message.h"

/**
 * UiMessageFailed:
 *
 * What is below a message that was not sent: why, and what to do, which is for the
 * actions `message.retry` and `message.discard` of what it is in.
 */
struct _UiMessageFailed
{
  GtkWidget parent_instance;

  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (UiMessageFailed, ui_message_failed, GTK_TYPE_WIDGET)

/**
 * ui_message_failed_set_reason:
 * @self: what is below the message
 * @reason: (nullable): why it was not sent, for the person
 *
 * Says why.
 */
void
ui_message_failed_set_reason (UiMessageFailed *self, const char *reason)
{
  g_autofree char *words = ui_describe_failure (reason);

  g_return_if_fail (UI_IS_MESSAGE_FAILED (self));

  gtk_label_set_label (GTK_LABEL (self->label), words);
}

static void
ui_message_failed_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_message_failed_parent_class)->dispose (object);
}

static void
ui_message_failed_class_init (UiMessageFailedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_message_failed_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/charla_chat/Charla/ui-message-failed.ui");
  gtk_widget_class_bind_template_child (widget_class, UiMessageFailed, label);
}

static void
ui_message_failed_init (UiMessageFailed *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_message_failed_new:
 *
 * Returns: (transfer floating): a line that gives no reason yet
 */
GtkWidget *
ui_message_failed_new (void)
{
  return g_object_new (UI_TYPE_MESSAGE_FAILED, NULL);
}
