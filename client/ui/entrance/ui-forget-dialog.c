/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-forget-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* What is to be forgotten, once the person has said so. */
typedef struct
{
  GtkWidget *asker;
  GtkWidget *account_check;
  ClientKnownServers *known;
  ClientKeyring *keyring;
  char *id;
  char *address;
} Forgetting;

static void
forgetting_free (gpointer data)
{
  Forgetting *self = data;

  g_clear_weak_pointer (&self->asker);
  g_clear_object (&self->known);
  g_clear_object (&self->keyring);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->address, g_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Forgetting, forgetting_free)

static void
tell (Forgetting *self, const GError *error)
{
  g_message ("A chat is not forgotten: %s", error->message);
  if (self->asker != NULL)
    gtk_widget_activate_action (self->asker, "win.toast", "s",
                                _("The chat could not be forgotten"));
}

static void forget_next (Forgetting *self);

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Forgetting) self = user_data;
  g_autoptr (GError) error = NULL;

  if (client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, &error))
    forget_next (g_steal_pointer (&self));
  else
    tell (self, error);
}

/* A server may have been used at several addresses. */
static void
forget_next (Forgetting *self)
{
  g_autoptr (Forgetting) owned = self;
  ClientKnownServer *server = client_known_servers_find (self->known, self->address);

  if (server == NULL && self->id != NULL)
    server = client_known_servers_find_id (self->known, self->id);
  if (server != NULL)
    client_known_servers_forget_async (self->known, client_known_server_get_address (server), NULL,
                                       on_forgotten, g_steal_pointer (&owned));
}

static void
on_account_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Forgetting) self = user_data;
  g_autoptr (GError) error = NULL;

  if (client_keyring_forget_finish (CLIENT_KEYRING (source), result, &error))
    forget_next (g_steal_pointer (&self));
  else
    tell (self, error);
}

static void
on_response (AdwMessageDialog *dialog, const char *response)
{
  g_autoptr (Forgetting) owned = g_object_steal_data (G_OBJECT (dialog), "forgetting");
  Forgetting *self = owned;

  if (self == NULL || !g_str_equal (response, "forget"))
    return;

  if (self->account_check != NULL
      && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->account_check)))
    client_keyring_forget_server_async (self->keyring, self->id, NULL, on_account_forgotten,
                                        g_steal_pointer (&owned));
  else
    forget_next (g_steal_pointer (&owned));
}

/* In a classic chat nobody is known again. */
static GtkWidget *
add_account_check (AdwMessageDialog *dialog)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *check = gtk_check_button_new_with_mnemonic (_("_Also forget who you are there"));
  GtkWidget *hint = gtk_label_new (_("Without a password nobody can come back under your name, "
                                     "not even you."));

  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  gtk_label_get_text (GTK_LABEL (hint)), -1);
  adw_message_dialog_set_extra_child (dialog, box);

  return check;
}

/**
 * ui_forget_dialog_ask:
 * @asker: the widget that asks; it is in a window
 * @known: the chats that were used before
 * @keyring: the keys to accounts
 * @server: a chat that was used before
 *
 * Asks whether a chat is to be forgotten, with the key by which it is known again, and
 * whether one's own account there is; then it is.
 *
 * Returns: (transfer none): the question
 */
GtkWidget *
ui_forget_dialog_ask (GtkWidget *asker,
                      ClientKnownServers *known,
                      ClientKeyring *keyring,
                      ClientServer *server)
{
  g_autofree char *heading = NULL;
  GtkWidget *dialog = NULL;
  Forgetting *self = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (asker), NULL);
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVERS (known), NULL);
  g_return_val_if_fail (CLIENT_IS_KEYRING (keyring), NULL);
  g_return_val_if_fail (CLIENT_IS_SERVER (server), NULL);

  /* Translators: the name of a chat */
  heading = g_strdup_printf (_("Forget “%s”?"), client_server_get_name (server));
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (asker)), heading,
                                   _("The next time, you are asked again whether you trust this "
                                     "chat."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "forget",
                                    _("_Forget"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "forget",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");

  self = g_new0 (Forgetting, 1);
  g_set_weak_pointer (&self->asker, asker);
  self->known = g_object_ref (known);
  self->keyring = g_object_ref (keyring);
  self->id = g_strdup (client_server_get_id (server));
  self->address = client_address_to_string (client_server_get_address (server));
  self->account_check = self->id != NULL ? add_account_check (ADW_MESSAGE_DIALOG (dialog)) : NULL;
  g_object_set_data_full (G_OBJECT (dialog), "forgetting", self, forgetting_free);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), NULL);
  gtk_window_present (GTK_WINDOW (dialog));

  return dialog;
}
