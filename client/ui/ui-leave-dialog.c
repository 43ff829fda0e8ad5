/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-leave-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static char *
dup_chat_name (ClientSession *session)
{
  const char *name = client_session_get_server_name (session);

  return name != NULL ? g_strdup (name)
                      : client_address_to_string (client_session_get_address (session));
}

static void
on_response (GtkWindow *dialog, const char *response, UiChats *chats)
{
  ClientSession *session = g_object_get_data (G_OBJECT (dialog), "session");

  if (g_str_equal (response, "leave"))
    ui_chats_leave (chats, session);
}

/**
 * ui_leave_dialog_ask:
 * @parent: the window that asks
 * @chats: the chats that the person is in
 * @session: one of them
 *
 * Leaves a chat; asks first when something that the person has written there would wait.
 */
void
ui_leave_dialog_ask (GtkWindow *parent, UiChats *chats, ClientSession *session)
{
  guint n_queued = 0;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (UI_IS_CHATS (chats));
  g_return_if_fail (CLIENT_IS_SESSION (session));

  n_queued = client_session_get_n_queued (session);
  if (n_queued == 0)
    {
      ui_chats_leave (chats, session);
      return;
    }

  name = dup_chat_name (session);
  /* Translators: the name of a chat */
  heading = g_strdup_printf (_("Leave “%s”?"), name);
  body = g_strdup_printf (ngettext ("%u message waits to be sent. It is sent when you join the "
                                    "chat again.",
                                    "%u messages wait to be sent. They are sent when you join "
                                    "the chat again.",
                                    n_queued),
                          n_queued);
  dialog = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "leave",
                                    _("_Leave"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "leave",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), chats, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
