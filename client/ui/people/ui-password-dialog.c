/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-password-dialog.h"

#include <glib/gi18n.h>

#include "charla-code.h"
#include "ui-reply.h"

/**
 * UiPasswordDialog:
 *
 * Gives the account a password. Whoever has one is asked for it, and nobody else: whether it
 * has one only the server knows.
 */
struct _UiPasswordDialog
{
  AdwWindow parent_instance;

  ClientSession *session;
  gboolean is_busy;

  GtkWidget *set_button;
  GtkWidget *old_row;
  GtkWidget *new_row;
  GtkWidget *again_row;
  GtkWidget *problem;
};

G_DEFINE_FINAL_TYPE (UiPasswordDialog, ui_password_dialog, ADW_TYPE_WINDOW)

static const char *
get_text (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
is_ready (UiPasswordDialog *self)
{
  return !self->is_busy && *get_text (self->new_row) != '\0'
         && g_str_equal (get_text (self->new_row), get_text (self->again_row))
         && (!gtk_widget_get_visible (self->old_row) || *get_text (self->old_row) != '\0');
}

static void
set_problem (UiPasswordDialog *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
}

/* Who is still writing it the second time is not told that it is another one. */
static void
update (UiPasswordDialog *self)
{
  const char *again = get_text (self->again_row);
  gboolean differs = !g_str_has_prefix (get_text (self->new_row), again);

  set_problem (self, differs ? _("These are two different passwords.") : NULL);
  gtk_widget_set_sensitive (self->set_button, is_ready (self));
}

static void
ask_for_old (UiPasswordDialog *self)
{
  gtk_widget_set_visible (self->old_row, TRUE);
  gtk_widget_grab_focus (self->old_row);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiPasswordDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *owner = gtk_window_get_transient_for (GTK_WINDOW (self));
  gboolean is_asked = gtk_widget_get_visible (self->old_row);

  self->is_busy = FALSE;
  if (client_session_request_finish (CLIENT_SESSION (source), result, &error))
    {
      if (owner != NULL)
        ui_reply_say (GTK_WIDGET (owner), _("Your account has a new password"));
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  if (!is_asked && error->domain == CHARLA_CODE_ERROR)
    ask_for_old (self);
  update (self);
  if (!is_asked && g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED))
    set_problem (self, _("Your account has a password already. Enter it, too."));
  else
    set_problem (self, error->message);
}

static void
on_set (UiPasswordDialog *self)
{
  const char *old = gtk_widget_get_visible (self->old_row) ? get_text (self->old_row) : NULL;

  self->is_busy = TRUE;
  update (self);
  client_session_set_password_async (self->session, get_text (self->new_row), old, on_done,
                                     g_object_ref (self));
}

static void
on_activated (UiPasswordDialog *self)
{
  if (is_ready (self))
    on_set (self);
}

static void
ui_password_dialog_dispose (GObject *object)
{
  g_clear_object (&UI_PASSWORD_DIALOG (object)->session);

  G_OBJECT_CLASS (ui_password_dialog_parent_class)->dispose (object);
}

static void
ui_password_dialog_class_init (UiPasswordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_password_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/charla_chat/Charla/ui-password-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiPasswordDialog, set_button);
  gtk_widget_class_bind_template_child (widget_class, UiPasswordDialog, old_row);
  gtk_widget_class_bind_template_child (widget_class, UiPasswordDialog, new_row);
  gtk_widget_class_bind_template_child (widget_class, UiPasswordDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, UiPasswordDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_set);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
ui_password_dialog_init (UiPasswordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ui_password_dialog_present:
 * @parent: what it was asked for from
 * @session: a session
 *
 * Asks for a new password, and sets it.
 *
 * Returns: (transfer none): the dialog; it belongs to GTK
 */
GtkWidget *
ui_password_dialog_present (GtkWidget *parent, ClientSession *session)
{
  UiPasswordDialog *self = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);

  self
    = g_object_new (UI_TYPE_PASSWORD_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  self->session = g_object_ref (session);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->new_row);
  return GTK_WIDGET (self);
}
