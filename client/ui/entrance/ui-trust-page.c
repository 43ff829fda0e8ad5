/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-trust-page.h"

#include <glib/gi18n.h>

#include "ui-step.h"
#include "ui-words.h"

/**
 * UiTrustPage:
 *
 * The question at the first use of a chat: is it the right one?
 *
 * Signals: "refuse"; "confirm": it is.
 */
struct _UiTrustPage
{
  GtkWidget parent_instance;

  GtkWidget *step;
  GtkWidget *words;
  GtkWidget *address;
};

G_DEFINE_FINAL_TYPE (UiTrustPage, ui_trust_page, GTK_TYPE_WIDGET)

enum
{
  REFUSE,
  CONFIRM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_refuse (UiTrustPage *self)
{
  g_signal_emit (self, signals[REFUSE], 0);
}

static void
on_confirm (UiTrustPage *self)
{
  g_signal_emit (self, signals[CONFIRM], 0);
}

/**
 * ui_trust_page_ask:
 * @self: a page
 * @name: what the chat is called
 * @address: where it is
 * @identity: what it has shown
 *
 * Asks about a chat.
 */
void
ui_trust_page_ask (UiTrustPage *self,
                   const char *name,
                   const char *address,
                   ClientIdentity *identity)
{
  g_autofree char *title = NULL;

  g_return_if_fail (UI_IS_TRUST_PAGE (self));
  g_return_if_fail (identity != NULL);

  /* Translators: the name of a chat */
  title = g_strdup_printf (_("Is This the Right “%s”?"), name);
  ui_step_set_title (UI_STEP (self->step), title);
  gtk_label_set_label (GTK_LABEL (self->address), address);
  ui_words_set_fingerprint (UI_WORDS (self->words), identity->fingerprint);
}

/**
 * ui_trust_page_set_busy:
 * @self: a page
 * @busy: whether the person has said yes, and it is being tried
 */
void
ui_trust_page_set_busy (UiTrustPage *self, gboolean busy)
{
  g_return_if_fail (UI_IS_TRUST_PAGE (self));

  ui_step_set_busy (UI_STEP (self->step), busy);
}

/**
 * ui_trust_page_begin:
 * @self: a page
 *
 * Gives the focus to the answer that most will give.
 */
void
ui_trust_page_begin (UiTrustPage *self)
{
  g_return_if_fail (UI_IS_TRUST_PAGE (self));

  ui_step_focus_confirm (UI_STEP (self->step));
}

static void
ui_trust_page_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_trust_page_parent_class)->dispose (object);
}

static void
ui_trust_page_class_init (UiTrustPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_trust_page_dispose;

  signals[REFUSE] = g_signal_new ("refuse", UI_TYPE_TRUST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[CONFIRM] = g_signal_new ("confirm", UI_TYPE_TRUST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_STEP);
  g_type_ensure (UI_TYPE_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-trust-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiTrustPage, step);
  gtk_widget_class_bind_template_child (widget_class, UiTrustPage, words);
  gtk_widget_class_bind_template_child (widget_class, UiTrustPage, address);
  gtk_widget_class_bind_template_callback (widget_class, on_refuse);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
ui_trust_page_init (UiTrustPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_trust_page_new:
 *
 * Returns: (transfer floating): a page that asks nothing yet
 */
GtkWidget *
ui_trust_page_new (void)
{
  return g_object_new (UI_TYPE_TRUST_PAGE, NULL);
}
