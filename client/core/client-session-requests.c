/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#include <glib/gi18n.h>

#define REQUEST_TAG ((gpointer) (guintptr) client_session_request_finish)

static void
on_answered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  CharlaMessage *ok = client_reconnector_request_finish (result, &error);

  if (ok != NULL)
    g_task_return_pointer (task, ok, (GDestroyNotify) charla_message_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/*
 * Asks the server for something. What comes of it is for client_session_ask_finish()
 * with the same @tag.
 */
void
client_session_ask (ClientSession *self,
                    ClientRequest *request,
                    gpointer tag,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tag);
  client_reconnector_request_async (self->reconnector, request, on_answered, task);
}

/*
 * Returns: (transfer full): the member `ok` of the answer
 */
CharlaMessage *
client_session_ask_finish (ClientSession *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/*
 * Returns: (transfer full): an error for an answer that is none
 */
GError *
client_session_new_lost_error (void)
{
  return g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_LOST,
                              _ ("The server’s answer cannot be understood."));
}

/**
 * client_session_edit_async:
 * @self: a session
 * @seq: one's own message
 * @text: its new text
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Gives a message another text.
 */
void
client_session_edit_async (ClientSession *self,
                           gint64 seq,
                           const char *text,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (text != NULL);

  client_session_ask (self, client_request_new_edit (seq, text), REQUEST_TAG, callback, user_data);
}

/**
 * client_session_delete_async:
 * @self: a session
 * @seq: one's own message, or in a room that one moderates any
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Deletes a message, for everyone.
 */
void
client_session_delete_async (ClientSession *self,
                             gint64 seq,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_session_ask (self, client_request_new_delete (seq), REQUEST_TAG, callback, user_data);
}

/**
 * client_session_react_async:
 * @self: a session
 * @seq: a message
 * @emoji: an emoji
 * @is_on: whether it is given, or taken back
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Answers a message with an emoji.
 */
void
client_session_react_async (ClientSession *self,
                            gint64 seq,
                            const char *emoji,
                            gboolean is_on,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (emoji != NULL);

  client_session_ask (self, client_request_new_react (seq, emoji, is_on),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_leave_async:
 * @self: a session
 * @room: a room
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Leaves a room.
 */
void
client_session_leave_async (ClientSession *self,
                            ClientRoom *room,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_ask (self, client_request_new_leave (client_room_get_id (room)),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_invite_async:
 * @self: a session
 * @room: a room
 * @user: id of somebody
 * @reason: (nullable): why
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Makes somebody a member of a room.
 */
void
client_session_invite_async (ClientSession *self,
                             ClientRoom *room,
                             const char *user,
                             const char *reason,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));
  g_return_if_fail (user != NULL);

  client_session_ask (self, client_request_new_invite (client_room_get_id (room), user, reason),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_kick_async:
 * @self: a session
 * @room: a room
 * @user: id of somebody
 * @reason: (nullable): why
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Puts somebody out of a room.
 */
void
client_session_kick_async (ClientSession *self,
                           ClientRoom *room,
                           const char *user,
                           const char *reason,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));
  g_return_if_fail (user != NULL);

  client_session_ask (self, client_request_new_kick (client_room_get_id (room), user, reason),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_set_topic_async:
 * @self: a session
 * @room: a room
 * @topic: what it is about; empty for nothing
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Gives a room another topic.
 */
void
client_session_set_topic_async (ClientSession *self,
                                ClientRoom *room,
                                const char *topic,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));
  g_return_if_fail (topic != NULL);

  client_session_ask (self, client_request_new_topic (client_room_get_id (room), topic),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_rename_async:
 * @self: a session
 * @room: a room
 * @name: its new name
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Gives a room another name.
 */
void
client_session_rename_async (ClientSession *self,
                             ClientRoom *room,
                             const char *name,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));
  g_return_if_fail (name != NULL);

  client_session_ask (self, client_request_new_rename (client_room_get_id (room), name),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_set_role_async:
 * @self: a session
 * @room: a room
 * @user: id of a member
 * @role: what they are to be
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Makes somebody something else in a room.
 */
void
client_session_set_role_async (ClientSession *self,
                               ClientRoom *room,
                               const char *user,
                               ClientRole role,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));
  g_return_if_fail (user != NULL);

  client_session_ask (self, client_request_new_role (client_room_get_id (room), user, role),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_set_status_async:
 * @self: a session
 * @state: how one is
 * @text: (nullable): the same in words; empty for nothing
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Tells others how one is.
 */
void
client_session_set_status_async (ClientSession *self,
                                 ClientUserState state,
                                 const char *text,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));

  client_session_ask (self, client_request_new_status (state, text),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_set_password_async:
 * @self: a session
 * @password: the new password
 * @old: (nullable): the one that the account has, if it has one
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Gives the account a password, with which other devices are let in.
 */
void
client_session_set_password_async (ClientSession *self,
                                   const char *password,
                                   const char *old,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (password != NULL);

  client_session_ask (self, client_request_new_password (password, old),
                      REQUEST_TAG, callback, user_data);
}

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (!client_keyring_forget_finish (CLIENT_KEYRING (source), result, &error))
    g_message ("The key to the account stays: %s", error->message);
  g_task_return_pointer (task, NULL, NULL);
}

/* The key is of no use any more; the next one to come is somebody new. */
static void
on_logged_out (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientSession *self = g_task_get_source_object (task);
  g_autoptr (ClientAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) ok = client_reconnector_request_finish (result, &error);

  if (ok == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  account = g_steal_pointer (&self->account);
  client_session_close (self);
  if (account == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    client_keyring_forget_async (self->keyring, account->server, account->name, NULL, on_forgotten,
                                 g_steal_pointer (&task));
}

/**
 * client_session_log_out_async:
 * @self: a session
 * @everywhere: whether the keys of the person's other devices are forgotten, too
 * @callback: called when it is done; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Has the server forget this device's key to the account, forgets it here, and closes.
 */
void
client_session_log_out_async (ClientSession *self,
                              gboolean everywhere,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (CLIENT_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, REQUEST_TAG);
  client_reconnector_request_async (self->reconnector, client_request_new_logout (everywhere),
                                    on_logged_out, task);
}

/**
 * client_session_request_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what a request began that has no other end. The errors are of #CharlaCode, with
 * the server's sentence, or of #ClientError.
 *
 * Returns: whether it is done
 */
gboolean
client_session_request_finish (ClientSession *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (CharlaMessage) ok = client_session_ask_finish (self, result, REQUEST_TAG, &inner);

  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
