/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-farewell.h"

/* What all have that may end the wait, whichever comes last. */
typedef struct
{
  guint n_open;
  gboolean is_too_long;
} Wait;

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
  wait->n_open--;
  g_rc_box_release (wait);
}

static gboolean
on_too_long (gpointer user_data)
{
  Wait *wait = user_data;

  g_message ("The messages of this device are not closed yet");
  wait->is_too_long = TRUE;

  return G_SOURCE_CONTINUE;
}

/**
 * ui_farewell:
 * @sessions: (element-type ClientSession): sessions
 *
 * Leaves chats, and runs the main loop until what the person has said is on the disk.
 * There is nothing else for the loop to do: this is for an application that has ended.
 */
void
ui_farewell (GPtrArray *sessions)
{
  Wait *wait = NULL;
  guint source = 0;

  g_return_if_fail (sessions != NULL);

  wait = g_rc_box_new0 (Wait);
  wait->n_open = sessions->len;
  source = g_timeout_add (UI_FAREWELL_MAX_MS, on_too_long, wait);
  for (guint i = 0; i < sessions->len; i++)
    client_session_shut_down_async (g_ptr_array_index (sessions, i), on_shut_down,
                                    g_rc_box_acquire (wait));
  while (wait->n_open > 0 && !wait->is_too_long)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_rc_box_release (wait);
}
