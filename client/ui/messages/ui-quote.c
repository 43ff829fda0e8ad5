/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-quote.h"

#include <glib/gi18n.h>

#include "ui-describe-message.h"
#include "ui-markdown.h"
#include "ui-text.h"

/**
 * UiQuote:
 *
 * What a message answers: who said it and how it begins. It is a button that leads there,
 * by the action `room.show` of what it is in.
 */
struct _UiQuote
{
  GtkButton parent_instance;

  gint64 seq;

  GtkWidget *name_label;
  GtkWidget *excerpt_label;
};

G_DEFINE_FINAL_TYPE (UiQuote, ui_quote, GTK_TYPE_BUTTON)

/* One line, whatever the excerpt has in it. */
static char *
get_line (const char *excerpt)
{
  char *plain = ui_markdown_to_plain (excerpt);

  return g_strstrip (g_strdelimit (plain, "\n\t", ' '));
}

/**
 * ui_quote_show:
 * @self: a quote
 * @seq: the message that is answered
 * @name: (nullable): who posted it
 * @excerpt: (nullable): how it begins
 *
 * Shows what a message answers.
 */
void
ui_quote_show (UiQuote *self, gint64 seq, const char *name, const char *excerpt)
{
  g_autofree char *spoken = NULL;
  g_autofree char *tame = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (UI_IS_QUOTE (self));

  self->seq = seq;
  spoken = ui_describe_reply (name, excerpt);
  tame = name ? ui_text_tame (name) : g_strdup (_("Earlier message"));
  line = excerpt ? get_line (excerpt) : NULL;

  gtk_label_set_label (GTK_LABEL (self->name_label), tame);
  gtk_label_set_label (GTK_LABEL (self->excerpt_label), line && *line != '\0' ? line : "…");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
ui_quote_clicked (GtkButton *button)
{
  gtk_widget_activate_action (GTK_WIDGET (button), "room.show", "x", UI_QUOTE (button)->seq);
}

static void
ui_quote_class_init (UiQuoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_BUTTON_CLASS (klass)->clicked = ui_quote_clicked;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-quote.ui");
  gtk_widget_class_bind_template_child (widget_class, UiQuote, name_label);
  gtk_widget_class_bind_template_child (widget_class, UiQuote, excerpt_label);
}

static void
ui_quote_init (UiQuote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_quote_new:
 *
 * Returns: (transfer floating): a quote of nothing yet
 */
GtkWidget *
ui_quote_new (void)
{
  return g_object_new (UI_TYPE_QUOTE, NULL);
}
