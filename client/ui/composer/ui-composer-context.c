/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer-context.h"

#include <glib/gi18n.h>

#include "ui-markdown.h"
#include "ui-text.h"

/* More than a line holds. */
#define EXCERPT_CHARS 200

/**
 * UiComposerContext:
 *
 * Says which message one answers, or corrects.
 *
 * Signals: "leave": that is not wanted any more.
 */
struct _UiComposerContext
{
  GtkWidget parent_instance;

  GtkWidget *image;
  GtkWidget *title;
  GtkWidget *excerpt;
};

G_DEFINE_FINAL_TYPE (UiComposerContext, ui_composer_context, GTK_TYPE_WIDGET)

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_close_clicked (UiComposerContext *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static char *
dup_title (ClientMessage *message, gboolean is_edit)
{
  g_autofree char *sender = NULL;

  if (is_edit)
    return g_strdup (_("Edit Message"));
  if (client_message_get_own (message))
    return g_strdup (_("Reply to Yourself"));

  sender = ui_text_isolate (client_message_get_sender (message));
  /* Translators: %s is the name of who said what one answers */
  return g_strdup_printf (_("Reply to %s"), sender);
}

static char *
dup_excerpt (ClientMessage *message)
{
  g_autofree char *plain = ui_markdown_to_plain (client_message_get_text (message));
  glong length = g_utf8_strlen (plain, -1);
  g_autofree char *begin = g_utf8_substring (plain, 0, MIN (length, EXCERPT_CHARS));

  return ui_text_tame (g_strdelimit (begin, "\n", ' '));
}

/**
 * ui_composer_context_show:
 * @self: a context
 * @reply: (nullable): the message that one answers
 * @edit: (nullable): the message that one corrects, which comes before an answer
 *
 * Shows what one is about to do, or nothing, if it is something new.
 */
void
ui_composer_context_show (UiComposerContext *self, ClientMessage *reply, ClientMessage *edit)
{
  ClientMessage *message = edit != NULL ? edit : reply;
  g_autofree char *title = NULL;
  g_autofree char *excerpt = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (UI_IS_COMPOSER_CONTEXT (self));

  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL);
  if (message == NULL)
    return;

  title = dup_title (message, edit != NULL);
  excerpt = dup_excerpt (message);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image),
                                edit != NULL ? "document-edit-symbolic"
                                             : "mail-reply-sender-symbolic");
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->excerpt), excerpt);

  /* Translators: what one answers or corrects, as screen readers say it: “Reply to Ana: Hello” */
  label = g_strdup_printf (_("%s: %s"), title, excerpt);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
ui_composer_context_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_composer_context_parent_class)->dispose (object);
}

static void
ui_composer_context_class_init (UiComposerContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_composer_context_dispose;

  signals[LEAVE] = g_signal_new ("leave", UI_TYPE_COMPOSER_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-composer-context.ui");
  gtk_widget_class_bind_template_child (widget_class, UiComposerContext, image);
  gtk_widget_class_bind_template_child (widget_class, UiComposerContext, title);
  gtk_widget_class_bind_template_child (widget_class, UiComposerContext, excerpt);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_css_name (widget_class, "composercontext");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ui_composer_context_init (UiComposerContext *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_composer_context_new:
 *
 * Returns: (transfer floating): a context of which nothing is seen
 */
GtkWidget *
ui_composer_context_new (void)
{
  return g_object_new (UI_TYPE_COMPOSER_CONTEXT, NULL);
}
