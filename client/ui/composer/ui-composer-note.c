/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-composer-note.h"

/**
 * UiComposerNote:
 *
 * A sentence about what is being written, and maybe something that can be done about it.
 *
 * Signals: "closed": the person does not want an offer.
 */
struct _UiComposerNote
{
  GtkWidget parent_instance;

  UiComposerNoteKind kind;

  GtkWidget *label;
  GtkWidget *button;
  GtkWidget *button_label;
  GtkWidget *close_button;
};

G_DEFINE_FINAL_TYPE (UiComposerNote, ui_composer_note, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_close_clicked (UiComposerNote *self)
{
  ui_composer_note_hide (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

/**
 * ui_composer_note_show:
 * @self: a note
 * @kind: what it is
 * @sentence: what it says
 * @offer: (nullable): what can be done, for a button
 * @action: (nullable): the name of the action that does it
 *
 * Says something. A problem is said aloud at once.
 */
void
ui_composer_note_show (UiComposerNote *self,
                       UiComposerNoteKind kind,
                       const char *sentence,
                       const char *offer,
                       const char *action)
{
  gboolean is_problem = kind == UI_COMPOSER_NOTE_PROBLEM;

  g_return_if_fail (UI_IS_COMPOSER_NOTE (self));

  self->kind = kind;
  gtk_label_set_label (GTK_LABEL (self->label), sentence);
  if (is_problem)
    gtk_widget_add_css_class (self->label, "error");
  else
    gtk_widget_remove_css_class (self->label, "error");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
  gtk_label_set_label (GTK_LABEL (self->button_label), offer != NULL ? offer : "");
  gtk_widget_set_visible (self->button, offer != NULL);
  gtk_widget_set_visible (self->close_button, kind == UI_COMPOSER_NOTE_OFFER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * ui_composer_note_hide:
 * @self: a note
 *
 * Says nothing any more.
 */
void
ui_composer_note_hide (UiComposerNote *self)
{
  g_return_if_fail (UI_IS_COMPOSER_NOTE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ui_composer_note_is_shown:
 * @self: a note
 * @kind: what a note can be
 *
 * Returns: whether it says something of that kind
 */
gboolean
ui_composer_note_is_shown (UiComposerNote *self, UiComposerNoteKind kind)
{
  g_return_val_if_fail (UI_IS_COMPOSER_NOTE (self), FALSE);

  return self->kind == kind && gtk_widget_get_visible (GTK_WIDGET (self));
}

static void
ui_composer_note_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (ui_composer_note_parent_class)->dispose (object);
}

static void
ui_composer_note_class_init (UiComposerNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ui_composer_note_dispose;

  signals[CLOSED] = g_signal_new ("closed", UI_TYPE_COMPOSER_NOTE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/io/github/charla_chat/Charla/ui-composer-note.ui");
  gtk_widget_class_bind_template_child (widget_class, UiComposerNote, label);
  gtk_widget_class_bind_template_child (widget_class, UiComposerNote, button);
  gtk_widget_class_bind_template_child (widget_class, UiComposerNote, button_label);
  gtk_widget_class_bind_template_child (widget_class, UiComposerNote, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked);
  gtk_widget_class_set_css_name (widget_class, "composernote");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
ui_composer_note_init (UiComposerNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_composer_note_new:
 *
 * Returns: (transfer floating): a note that says nothing
 */
GtkWidget *
ui_composer_note_new (void)
{
  return g_object_new (UI_TYPE_COMPOSER_NOTE, NULL);
}
