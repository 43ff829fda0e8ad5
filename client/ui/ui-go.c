/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-go.h"

/**
 * ui_go:
 * @from: what is in the window
 * @session: the chat that the person means
 * @action: an action of the window, which takes an id of that chat
 * @id: the id
 *
 * Has the window go somewhere, for a dialog about one chat: by the time that one is done with
 * it the window may show another, whose rooms and people may have the same ids.
 */
void
ui_go (GtkWidget *from, ClientSession *session, const char *action, const char *id)
{
  g_autofree char *address = NULL;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (CLIENT_IS_SESSION (session));

  address = client_address_to_string (client_session_get_address (session));
  gtk_widget_activate_action (from, "win.select-chat", "s", address);
  gtk_widget_activate_action (from, action, "s", id);
}
