/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>

#include "client-name.h"

#define SHUT_DOWN_TAG ((gpointer) (guintptr) client_session_shut_down_async)

/* Tells who waits for it that all is done, if it is. */
static void
client_session_check_end (ClientSession *self)
{
  while (self->n_under_way == 0 && self->ends != NULL)
    {
      g_autoptr (GTask) task = self->ends->data;

      self->ends = g_list_delete_link (self->ends, self->ends);
      g_task_return_boolean (task, TRUE);
    }
}

/*
 * Says that something is begun that has to be done before a program may end.
 */
void
client_session_begin_work (ClientSession *self)
{
  self->n_under_way++;
}

/*
 * Says that something is done that has to be done before a program may end.
 */
void
client_session_end_work (ClientSession *self)
{
  self->n_under_way--;
  client_session_check_end (self);
}

/**
 * client_session_set_secrets:
 * @self: a session
 * @password: (nullable): the password of the account
 * @join_word: (nullable): the word that the server asks of those who are new
 *
 * Says what the person knows, for when the server has asked for it: the error is
 * %CLIENT_ERROR_AUTH_REQUIRED, %CLIENT_ERROR_AUTH_FAILED or %CLIENT_ERROR_JOIN_WORD. It is
 * used from the next attempt on, and forgotten when it was accepted.
 */
void
client_session_set_secrets (ClientSession *self, const char *password, const char *join_word)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_hello_free (self->secrets);
  self->secrets = client_hello_new (self->name);
  self->secrets->password = g_strdup (password);
  self->secrets->join = g_strdup (join_word);
}

static void
client_session_begin (ClientSession *self, gboolean returning)
{
  client_session_retry (self);
  if (self->state != CLIENT_SESSION_OFFLINE)
    return;

  /* Who is told of something may drop the session. */
  g_object_ref (self);
  g_clear_error (&self->error);
  client_reconnector_set_returning (self->reconnector, returning);
  if (!client_name_check (self->name, &self->error))
    client_session_notify (self, "error");
  else
    client_session_prepare (self);
  g_object_unref (self);
}

/**
 * client_session_open:
 * @self: a session
 *
 * Shows what this device knows and joins the chat, at once also when the session waits
 * for its next attempt. Nothing happens when it is connecting or online already. A name
 * that cannot be used is an error at once, %CLIENT_ERROR_NAME.
 */
void
client_session_open (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_session_begin (self, FALSE);
}

/**
 * client_session_return:
 * @self: a session
 *
 * Joins a chat in which the person has been before, as client_session_open() does, and does
 * not take it for a mistake of theirs when it cannot be reached: it tries again, as after a
 * line that was lost.
 */
void
client_session_return (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_session_begin (self, TRUE);
}

/* What has no place on the disk has nowhere to wait. */
static void
client_session_give_up_waiting (ClientSession *self)
{
  client_session_drop_cache (self);
  client_outbox_fail (self->outbox, _ ("This was not sent before you left."));
}

/**
 * client_session_close:
 * @self: a session
 *
 * Leaves the chat. What waits to be sent stays on the disk, and is sent when a session of
 * the same person at the same server is online again. Where there is no disk, as at a
 * server of the classic dialect, it is %CLIENT_MESSAGE_FAILED.
 */
void
client_session_close (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  g_object_ref (self);
  self->turn++;
  self->is_preparing = FALSE;
  g_clear_error (&self->error);
  client_reconnector_close (self->reconnector);
  client_session_lose_line (self);
  client_session_keep_key (self);
  client_session_give_up_waiting (self);
  client_session_update_state (self);
  g_object_unref (self);
}

/**
 * client_session_retry:
 * @self: a session
 *
 * Begins the next attempt now, when the session waits for it.
 */
void
client_session_retry (ClientSession *self)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_reconnector_retry (self->reconnector);
}

/**
 * client_session_shut_down_async:
 * @self: a session
 * @callback: (nullable): called when all is closed
 * @user_data: for @callback
 *
 * Leaves the chat for good. A program that ends waits for this, so that another one finds
 * the cache closed. A keyring of the desktop that is locked keeps nobody waiting for longer
 * than %CLIENT_KEYRING_GRACE_MS.
 */
void
client_session_shut_down_async (ClientSession *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, SHUT_DOWN_TAG);
  self->ends = g_list_append (self->ends, task);
  client_keyring_leave (self->keyring);
  client_session_close (self);
  client_session_check_end (self);
}

/**
 * client_session_shut_down_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends client_session_shut_down_async(), which does not fail.
 *
 * Returns: %TRUE
 */
gboolean
client_session_shut_down_finish (ClientSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, SHUT_DOWN_TAG), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * client_session_new:
 * @address: where the chat is
 * @name: the name of the person
 * @directory: (nullable): where this device keeps keys and messages; %NULL for a folder
 *   “charla” in the one for the state of the user's programs
 *
 * Makes a session that is offline.
 *
 * Returns: (transfer full): the session
 */
ClientSession *
client_session_new (ClientAddress *address, const char *name, const char *directory)
{
  ClientBackoff backoff;
  ClientTiming timing;

  client_backoff_init (&backoff);
  client_timing_init (&timing);
  return client_session_new_with (address, name, directory, g_network_monitor_get_default (),
                                  &backoff, &timing);
}

/*
 * The same with what tells whether there is a network, with the pauses between attempts,
 * and with how long things may take.
 */
ClientSession *
client_session_new_with (ClientAddress *address,
                         const char *name,
                         const char *directory,
                         GNetworkMonitor *monitor,
                         const ClientBackoff *backoff,
                         const ClientTiming *timing)
{
  ClientSession *self = NULL;

  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (G_IS_NETWORK_MONITOR (monitor), NULL);
  g_return_val_if_fail (backoff != NULL, NULL);

  self = g_object_new (CLIENT_TYPE_SESSION, NULL);
  self->address = client_address_ref (address);
  self->name = g_strdup (name);
  self->directory = g_strdup (directory);
  self->secrets = client_hello_new (name);
  self->keyring = client_keyring_new (directory);
  self->known_servers = client_known_servers_new (directory);
  self->reconnector =
    client_reconnector_new (address, self->secrets, CLIENT_SPEECH_ANY, monitor, backoff, timing);
  client_session_watch (self);
  return self;
}
