/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-changed-page.h"

#include <glib/gi18n.h>

#include "ui-step.h"
#include "ui-words.h"

/**
 * UiChangedPage:
 *
 * What stops everything when a chat is no longer the one that was trusted. The way back
 * is the one that Enter and Escape take; the way on opens only when one says that one has
 * compared the words.
 *
 * Signals: "refuse"; "confirm": the person wants to go on.
 */
struct _UiChangedPage
{
  GtkWidget parent_instance;

  GtkWidget *step;
  GtkWidget *new_words;
  GtkWidget *old_words;
  GtkWidget *address;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (UiChangedPage, ui_changed_page, GTK_TYPE_WIDGET)

enum
{
  REFUSE,
  CONFIRM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_refuse (UiChangedPage *self)
{
  g_signal_emit (self, signals[REFUSE], 0);
}

static void
on_confirm (UiChangedPage *self)
{
  g_signal_emit (self, signals[CONFIRM], 0);
}

static void
on_toggled (UiChangedPage *self)
{
  ui_step_set_ready (UI_STEP (self->step),
                     gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check)));
}

/**
 * ui_changed_page_warn:
 * @self: a page
 * @name: what the chat is called
 * @address: where it is
 * @identity: what it has shown, and was known by
 *
 * Warns of a chat.
 */
void
ui_changed_page_warn (UiChangedPage *self,
                      const char *name,
                      const char *address,
                      ClientIdentity *identity)
{
  g_autofree char *title = NULL;

  g_return_if_fail (UI_IS_CHANGED_PAGE (self));
  g_return_if_fail (identity != NULL);

  /* Translators: the name of a chat */
  title = g_strdup_printf (_("This May Not Be “%s”"), name);
  ui_step_set_title (UI_STEP (self->step), title);
  gtk_label_set_label (GTK_LABEL (self->address), address);
  ui_words_set_fingerprint (UI_WORDS (self->new_words), identity->fingerprint);
  ui_words_set_fingerprint (UI_WORDS (self->old_words), identity->known);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), FALSE);
}

/**
 * ui_changed_page_set_busy:
 * @self: a page
 * @busy: whether the person wants to go on, and it is being tried
 */
void
ui_changed_page_set_busy (UiChangedPage *self, gboolean busy)
{
  g_return_if_fail (UI_IS_CHANGED_PAGE (self));

  ui_step_set_busy (UI_STEP (self->step), busy);
}

/**
 * ui_changed_page_begin:
 * @self: a page
 *
 * Gives the focus to the safe way.
 */
void
ui_changed_page_begin (UiChangedPage *self)
{
  g_return_if_fail (UI_IS_CHANGED_PAGE (self));

  ui_step_focus_refuse (UI_STEP (self->step));
}

static void
ui_changed_page_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_changed_page_parent_class)->dispose (object);
}

static void
ui_changed_page_class_init (UiChangedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_changed_page_dispose;

  signals[REFUSE] = g_signal_new ("refuse", UI_TYPE_CHANGED_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[CONFIRM] = g_signal_new ("confirm", UI_TYPE_CHANGED_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (UI_TYPE_STEP);
  g_type_ensure (UI_TYPE_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-changed-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiChangedPage, step);
  gtk_widget_class_bind_template_child (widget_class, UiChangedPage, new_words);
  gtk_widget_class_bind_template_child (widget_class, UiChangedPage, old_words);
  gtk_widget_class_bind_template_child (widget_class, UiChangedPage, address);
  gtk_widget_class_bind_template_child (widget_class, UiChangedPage, check);
  gtk_widget_class_bind_template_callback (widget_class, on_refuse);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
ui_changed_page_init (UiChangedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_toggled (self);
}

/**
 * ui_changed_page_new:
 *
 * Returns: (transfer floating): a page that warns of nothing yet
 */
GtkWidget *
ui_changed_page_new (void)
{
  return g_object_new (UI_TYPE_CHANGED_PAGE, NULL);
}
