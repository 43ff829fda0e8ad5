/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-profile-dialog.h"

#include <glib/gi18n.h>

#include "ui-password-dialog.h"
#include "ui-people.h"
#include "ui-person-avatar.h"
#include "ui-reply.h"

/**
 * UiProfileDialog:
 *
 * Who one is in a chat: how others see one, and the way into the account.
 */
struct _UiProfileDialog
{
  AdwPreferencesWindow parent_instance;

  ClientSession *session;
  gboolean is_updating;

  GtkWidget *avatar;
  GtkWidget *name_row;
  GtkWidget *status_group;
  GtkWidget *state_row;
  GtkWidget *status_row;
  GtkWidget *account_group;
  GtkWidget *place_row;
  GtkWidget *devices_group;
};

G_DEFINE_FINAL_TYPE (UiProfileDialog, ui_profile_dialog, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the row. */
static const ClientUserState states[] = { CLIENT_USER_ACTIVE, CLIENT_USER_AWAY, CLIENT_USER_BUSY };

static void
update_name (UiProfileDialog *self, const ClientUserInfo *me)
{
  gboolean is_classic = client_session_get_is_classic (self->session);
  const char *name = client_session_get_name (self->session);

  if (me != NULL)
    ui_person_avatar_set_user (UI_PERSON_AVATAR (self->avatar), me);
  else
    gtk_widget_set_visible (self->avatar, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row),
                                 me != NULL ? me->name : name);
  adw_action_row_set_subtitle (
    ADW_ACTION_ROW (self->name_row),
    is_classic ? _("This chat keeps no accounts: your name is yours while you are connected.")
               : _("Your name cannot be changed. To have another one, join the chat anew."));
}

static void
update_status (UiProfileDialog *self, const ClientUserInfo *me)
{
  const char *status = me != NULL && me->status != NULL ? me->status : "";

  self->is_updating = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (me != NULL && states[i] == me->state)
        adw_combo_row_set_selected (ADW_COMBO_ROW (self->state_row), i);
    }
  self->is_updating = FALSE;

  /* What one is just writing is not taken from one. */
  if (gtk_widget_get_focus_child (self->status_row) == NULL
      && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->status_row)), status) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->status_row), status);
}

static void
update (UiProfileDialog *self)
{
  const ClientUserInfo *me = client_session_get_me (self->session);
  const char *place = client_session_get_secrets_place (self->session);
  gboolean has_account = !client_session_get_is_classic (self->session);
  gboolean is_online = client_session_get_state (self->session) == CLIENT_SESSION_ONLINE;

  update_name (self, me);
  update_status (self, me);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->place_row),
                               place != NULL ? place : _("It is kept in the keyring of the desktop."));
  gtk_widget_set_visible (self->status_group, has_account);
  gtk_widget_set_visible (self->account_group, has_account);
  gtk_widget_set_visible (self->devices_group, has_account);
  gtk_widget_set_sensitive (self->status_group, is_online);
  gtk_widget_set_sensitive (self->account_group, is_online);
  gtk_widget_set_sensitive (self->devices_group, is_online);
}

static void
set_status (UiProfileDialog *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->state_row));
  g_autofree char *text
    = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->status_row))));

  if (selected < G_N_ELEMENTS (states))
    client_session_set_status_async (self->session, states[selected], text, ui_reply_take,
                                     ui_reply_new (GTK_WIDGET (self), NULL));
}

static void
on_state (UiProfileDialog *self)
{
  if (!self->is_updating)
    set_status (self);
}

static void
on_status (UiProfileDialog *self)
{
  set_status (self);
}

static void
on_password (UiProfileDialog *self)
{
  ui_password_dialog_present (GTK_WIDGET (self), self->session);
}

static void
log_out (UiProfileDialog *self, gboolean everywhere)
{
  GtkWindow *owner = gtk_window_get_transient_for (GTK_WINDOW (self));

  client_session_log_out_async (self->session, everywhere, ui_reply_take,
                                ui_reply_new (GTK_WIDGET (owner), _("You are logged out")));
  ui_reply_close (GTK_WINDOW (self));
}

static void
on_log_out_answered (UiProfileDialog *self, const char *response)
{
  if (g_str_equal (response, "here"))
    log_out (self, FALSE);
  else if (g_str_equal (response, "everywhere"))
    log_out (self, TRUE);
  else if (g_str_equal (response, "password"))
    on_password (self);
}

static void
ask_to_log_out (UiProfileDialog *self, const char *response, const char *heading)
{
  GtkWidget *question = adw_message_dialog_new (
    GTK_WINDOW (self), heading,
    _("Without a password nobody can come back under your name, not even you."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "cancel", _("_Cancel"),
                                    "password", _("_Set Password…"), response, _("_Log Out"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), response,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (on_log_out_answered), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (question));
}

static void
on_log_out (UiProfileDialog *self)
{
  ask_to_log_out (self, "here", _("Log Out of This Device?"));
}

static void
on_log_out_all (UiProfileDialog *self)
{
  ask_to_log_out (self, "everywhere", _("Log Out of All Devices?"));
}

static void
ui_profile_dialog_dispose (GObject *object)
{
  g_clear_object (&UI_PROFILE_DIALOG (object)->session);

  G_OBJECT_CLASS (ui_profile_dialog_parent_class)->dispose (object);
}

static void
ui_profile_dialog_class_init (UiProfileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ui_profile_dialog_dispose;

  g_type_ensure (UI_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/charla_chat/Charla/ui-profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, avatar);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, status_group);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, status_row);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, account_group);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, UiProfileDialog, devices_group);
  gtk_widget_class_bind_template_callback (widget_class, on_state);
  gtk_widget_class_bind_template_callback (widget_class, on_status);
  gtk_widget_class_bind_template_callback (widget_class, on_password);
  gtk_widget_class_bind_template_callback (widget_class, on_log_out);
  gtk_widget_class_bind_template_callback (widget_class, on_log_out_all);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
ui_profile_dialog_init (UiProfileDialog *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    gtk_string_list_append (words, ui_people_state (states[i]));
  self->is_updating = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self->state_row), G_LIST_MODEL (words));
  self->is_updating = FALSE;
}

/**
 * ui_profile_dialog_present:
 * @parent: what it was asked for from
 * @session: a session
 *
 * Opens what concerns the person themselves.
 *
 * Returns: (transfer none): the window; it belongs to GTK
 */
GtkWidget *
ui_profile_dialog_present (GtkWidget *parent, ClientSession *session)
{
  UiProfileDialog *self = NULL;

  g_return_val_if_fail (CLIENT_IS_SESSION (session), NULL);

  self
    = g_object_new (UI_TYPE_PROFILE_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
