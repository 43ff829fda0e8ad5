/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-secret-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui-step.h"

/**
 * UiSecretPage:
 *
 * What a chat wants to be told before it lets somebody in: the password of a name that is
 * taken, or the join word for a new one. It is asked for only when the chat does.
 *
 * Signals: "refuse" (gboolean other_name): the person does not tell, and wants to have
 * another name or not to go there; "confirm" (const char *password, const char *join_word):
 * one of both, the other is %NULL.
 */
struct _UiSecretPage
{
  GtkWidget parent_instance;

  /* Whether the chat has heard an answer to this question already. */
  gboolean answered;

  GtkWidget *stack;
  GtkWidget *password_step;
  GtkWidget *password_row;
  GtkWidget *word_step;
  GtkWidget *word_row;
};

G_DEFINE_FINAL_TYPE (UiSecretPage, ui_secret_page, GTK_TYPE_WIDGET)

enum
{
  REFUSE,
  CONFIRM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_password (UiSecretPage *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->password_step;
}

static UiStep *
get_step (UiSecretPage *self)
{
  return UI_STEP (is_password (self) ? self->password_step : self->word_step);
}

static GtkWidget *
get_row (UiSecretPage *self)
{
  return is_password (self) ? self->password_row : self->word_row;
}

static void
on_changed (UiSecretPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (get_row (self)));

  ui_step_set_problem (get_step (self), NULL, get_row (self));
  ui_step_set_ready (get_step (self), *text != '\0');
}

static void
on_refuse (UiSecretPage *self)
{
  g_signal_emit (self, signals[REFUSE], 0, is_password (self));
}

static void
on_confirm (UiSecretPage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (get_row (self))));

  self->answered = TRUE;
  g_signal_emit (self, signals[CONFIRM], 0, is_password (self) ? text : NULL,
                 is_password (self) ? NULL : text);
}

static void
on_activated (UiSecretPage *self)
{
  ui_step_confirm (get_step (self));
}

/* What is not seen is not read out either. */
static void
show_step (UiSecretPage *self, GtkWidget *step)
{
  gtk_widget_set_visible (step, TRUE);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), step);
  gtk_widget_set_visible (self->password_step, step == self->password_step);
  gtk_widget_set_visible (self->word_step, step == self->word_step);
}

static void
ask_for_password (UiSecretPage *self, const char *name, const char *chat)
{
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;

  /* Translators: the name of a person */
  title = g_strdup_printf (_("“%s” Is Taken"), name);
  /* Translators: the name of a chat */
  description = g_strdup_printf (_("Somebody has this name in “%s”. If it is you, enter the "
                                   "password that you have set there."),
                                 chat);
  ui_step_set_title (UI_STEP (self->password_step), title);
  ui_step_set_description (UI_STEP (self->password_step), description);
}

static void
ask_for_word (UiSecretPage *self, const char *chat)
{
  g_autofree char *title = NULL;

  /* Translators: the name of a chat */
  title = g_strdup_printf (_("“%s” Asks for a Join Word"), chat);
  ui_step_set_title (UI_STEP (self->word_step), title);
  ui_step_set_description (UI_STEP (self->word_step),
                           _("New people need it, once. Ask somebody who is in the chat."));
}

/**
 * ui_secret_page_ask:
 * @self: a page
 * @name: the name of the person
 * @chat: what the chat is called
 * @error: what the chat wants: %CLIENT_ERROR_JOIN_WORD, or a password
 *
 * Asks for a password or a join word; once more, if what was told was wrong.
 */
void
ui_secret_page_ask (UiSecretPage *self, const char *name, const char *chat, const GError *error)
{
  gboolean for_word = g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_JOIN_WORD);
  gboolean again = FALSE;

  g_return_if_fail (UI_IS_SECRET_PAGE (self));

  again = self->answered && is_password (self) != for_word;
  self->answered = FALSE;
  show_step (self, for_word ? self->word_step : self->password_step);
  if (for_word)
    ask_for_word (self, chat);
  else
    ask_for_password (self, name, chat);

  if (!again)
    gtk_editable_set_text (GTK_EDITABLE (get_row (self)), "");
  on_changed (self);
  if (again)
    ui_step_set_problem (get_step (self),
                         for_word ? _("That is not the word.")
                                  : _("That is not the password of this name."),
                         get_row (self));
}

/**
 * ui_secret_page_clear:
 * @self: a page
 *
 * Forgets what was told, and asked.
 */
void
ui_secret_page_clear (UiSecretPage *self)
{
  g_return_if_fail (UI_IS_SECRET_PAGE (self));

  self->answered = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->word_row), "");
}

/**
 * ui_secret_page_set_busy:
 * @self: a page
 * @busy: whether what was told is being tried
 */
void
ui_secret_page_set_busy (UiSecretPage *self, gboolean busy)
{
  g_return_if_fail (UI_IS_SECRET_PAGE (self));

  ui_step_set_busy (get_step (self), busy);
}

/**
 * ui_secret_page_begin:
 * @self: a page
 *
 * Has the person answer.
 */
void
ui_secret_page_begin (UiSecretPage *self)
{
  g_return_if_fail (UI_IS_SECRET_PAGE (self));

  gtk_widget_grab_focus (get_row (self));
}

static void
ui_secret_page_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_secret_page_parent_class)->dispose (object);
}

static void
ui_secret_page_class_init (UiSecretPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_secret_page_dispose;

  signals[REFUSE] = g_signal_new ("refuse", UI_TYPE_SECRET_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CONFIRM] = g_signal_new ("confirm", UI_TYPE_SECRET_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (UI_TYPE_STEP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/charla_chat/Charla/ui-secret-page.ui");
  gtk_widget_class_bind_template_child (widget_class, UiSecretPage, stack);
  gtk_widget_class_bind_template_child (widget_class, UiSecretPage, password_step);
  gtk_widget_class_bind_template_child (widget_class, UiSecretPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, UiSecretPage, word_step);
  gtk_widget_class_bind_template_child (widget_class, UiSecretPage, word_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_refuse);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
ui_secret_page_init (UiSecretPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_secret_page_new:
 *
 * Returns: (transfer floating): a page that asks nothing yet
 */
GtkWidget *
ui_secret_page_new (void)
{
  return g_object_new (UI_TYPE_SECRET_PAGE, NULL);
}
