/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-forget-dialog.h"

#include <adwaita.h>

#include "client-discovery.h"
#include "folder.h"
#include "wait.h"
#include "widgets.h"

/* A chat that was used at two addresses, and another. */
typedef struct
{
  Folder *folder;
  ClientKnownServers *known;
  ClientKeyring *keyring;
  ClientDiscovery *discovery;
  GtkWidget *asker;
  GtkWindow *window;
} Fixture;

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
remember (Fixture *self, const char *address, const char *id, const char *name)
{
  g_autoptr (ClientKnownServer) server =
    client_known_server_new (address, id, name, NULL, CLIENT_SECURITY_PINNED, FALSE, 5);
  g_autoptr (ClientAccount) account = client_account_new (id, "Ana", "u1", "secret");
  g_autoptr (GAsyncResult) known = NULL;
  g_autoptr (GAsyncResult) saved = NULL;

  client_known_servers_remember_async (self->known, server, NULL, keep_result, &known);
  WAIT_FOR (known != NULL);
  g_assert_true (client_known_servers_finish (self->known, known, NULL));
  client_keyring_save_async (self->keyring, account, address, NULL, keep_result, &saved);
  WAIT_FOR (saved != NULL);
  g_assert_true (client_keyring_save_finish (self->keyring, saved, NULL));
}

static gboolean
has_account (Fixture *self, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ClientAccount) account = NULL;

  client_keyring_find_async (self->keyring, id, "Ana", NULL, keep_result, &result);
  WAIT_FOR (result != NULL);
  account = client_keyring_find_finish (self->keyring, result, NULL);
  return account != NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->known = client_known_servers_new (self->folder);
  self->keyring = client_keyring_new (self->folder);
  remember (self, "lab:1", "s1", "The Lab");
  remember (self, "lab:2", "s1", "The Lab");
  remember (self, "den:1", "s2", "The Den");
  self->discovery = client_discovery_new ();
  client_discovery_follow (self->discovery, G_LIST_MODEL (self->known));
  self->asker = gtk_label_new (NULL);
  self->window = show_in_window (self->asker, 400, 400);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_clear_object (&self->discovery);
  g_clear_object (&self->known);
  g_clear_object (&self->keyring);
  folder_free (self->folder);
}

static GtkWidget *
ask (Fixture *self)
{
  return ui_forget_dialog_ask (self->asker, self->known, self->keyring,
                               client_discovery_find (self->discovery, "s1"));
}

static void
answer (GtkWidget *dialog, const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
}

static void
test_forgets_the_chat (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = ask (self);

  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Forget “The Lab”?");
  answer (dialog, "forget");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (self->known)) == 1);
  g_assert_null (client_discovery_find (self->discovery, "s1"));
  g_assert_nonnull (client_known_servers_find (self->known, "den:1"));
  g_assert_true (has_account (self, "s1"));
}

static void
test_forgets_the_person (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = ask (self);
  GtkWidget *extra = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (extra)), TRUE);
  answer (dialog, "forget");
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (self->known)) == 1);
  g_assert_false (has_account (self, "s1"));
  g_assert_true (has_account (self, "s2"));
}

static void
test_keeps_all (Fixture *self, gconstpointer data)
{
  answer (ask (self), "cancel");
  gtk_window_destroy (GTK_WINDOW (ask (self)));
  g_assert_true (has_account (self, "s1"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->known)), ==, 3);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/forget-dialog/chat", test_forgets_the_chat);
  ADD ("/forget-dialog/person", test_forgets_the_person);
  ADD ("/forget-dialog/cancel", test_keeps_all);

  return g_test_run ();
}
