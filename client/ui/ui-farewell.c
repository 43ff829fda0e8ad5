/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-farewell.h"

/* What both have that may end the wait, whichever comes later. */
static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_over = user_data;

  *is_over = client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
  g_rc_box_release (is_over);
}

static gboolean
on_too_long (gpointer user_data)
{
  gboolean *is_over = user_data;

  g_message ("The messages of this device are not closed yet");
  *is_over = TRUE;

  return G_SOURCE_CONTINUE;
}

/**
 * ui_farewell:
 * @session: a session
 *
 * Leaves a chat, and runs the main loop until what the person has said is on the disk.
 * There is nothing else for the loop to do: this is for an application that has ended.
 */
void
ui_farewell (ClientSession *session)
{
  gboolean *is_over = NULL;
  guint source = 0;

  g_return_if_fail (CLIENT_IS_SESSION (session));

  is_over = g_rc_box_new0 (gboolean);
  source = g_timeout_add (UI_FAREWELL_MAX_MS, on_too_long, is_over);
  client_session_shut_down_async (session, on_shut_down, g_rc_box_acquire (is_over));
  while (!*is_over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_rc_box_release (is_over);
}
