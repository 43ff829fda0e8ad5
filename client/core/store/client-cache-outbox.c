/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-cache-private.h"

static void
client_cache_write (ClientCache *self,
                    ClientJobKind kind,
                    ClientJobFunc func,
                    ClientCacheRequest *request,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  client_cache_begin (self, g_task_new (self, NULL, callback, user_data), CLIENT_CACHE_WRITE_TAG,
                      kind, 0, func, request, NULL);
}

/**
 * client_cache_add_outgoing_async:
 * @self: a cache
 * @outgoing: a message that the person has written
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Puts a message into the outbox, and waits until it is on the disk itself: what a person
 * has written cannot be asked of anybody again.
 */
void
client_cache_add_outgoing_async (ClientCache *self,
                                 const ClientOutgoing *outgoing,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (outgoing != NULL);

  request = client_cache_request_new ();
  request->outgoing = client_outgoing_copy (outgoing);
  client_cache_write (self, CLIENT_JOB_WRITE_DURABLE, client_cache_request_add_outgoing, request,
                      callback, user_data);
}

/**
 * client_cache_update_outgoing_async:
 * @self: a cache
 * @nonce: a message in the outbox
 * @state: how far it got
 * @seq: its place in the log if it is sent, or 0
 * @why: (nullable): why it failed, for the person
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Says how far a message got. One that is sent leaves the outbox when its event is
 * applied, so that it is always in one of the two.
 */
void
client_cache_update_outgoing_async (ClientCache *self,
                                    const char *nonce,
                                    ClientMessageState state,
                                    gint64 seq,
                                    const char *why,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (nonce != NULL);

  request = client_cache_request_new ();
  request->outgoing = client_outgoing_new (nonce, NULL, NULL, 0, 0);
  request->outgoing->state = state;
  request->outgoing->seq = seq;
  request->outgoing->error = g_strdup (why);
  client_cache_write (self, CLIENT_JOB_WRITE, client_cache_request_update_outgoing, request,
                      callback, user_data);
}

/**
 * client_cache_remove_outgoing_async:
 * @self: a cache
 * @nonce: a message in the outbox
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Takes a message out that the person does not want to send any more.
 */
void
client_cache_remove_outgoing_async (ClientCache *self,
                                    const char *nonce,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (nonce != NULL);

  request = client_cache_request_new ();
  request->text = g_strdup (nonce);
  client_cache_write (self, CLIENT_JOB_WRITE, client_cache_request_remove_outgoing, request,
                      callback, user_data);
}

/**
 * client_cache_set_draft_async:
 * @self: a cache
 * @room: id of a room
 * @text: what the person has begun to write there; empty for nothing
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Keeps what is not sent yet.
 */
void
client_cache_set_draft_async (ClientCache *self,
                              const char *room,
                              const char *text,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (room != NULL);
  g_return_if_fail (text != NULL);

  request = client_cache_request_new ();
  request->room = g_strdup (room);
  request->text = g_strdup (text);
  client_cache_write (self, CLIENT_JOB_WRITE, client_cache_request_set_draft, request, callback,
                      user_data);
}

/**
 * client_cache_set_flags_async:
 * @self: a cache
 * @room: id of a room
 * @flags: what the person wants of it on this device
 * @callback: (nullable): called when it is done
 * @user_data: for @callback
 *
 * Keeps that, whatever becomes of the room.
 */
void
client_cache_set_flags_async (ClientCache *self,
                              const char *room,
                              ClientRoomFlags flags,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ClientCacheRequest *request = NULL;

  g_return_if_fail (CLIENT_IS_CACHE (self));
  g_return_if_fail (room != NULL);

  request = client_cache_request_new ();
  request->room = g_strdup (room);
  request->flags = flags;
  client_cache_write (self, CLIENT_JOB_WRITE, client_cache_request_set_flags, request, callback,
                      user_data);
}

/**
 * client_cache_write_finish:
 * @self: a cache
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_cache_close_async(), client_cache_set_draft_async(),
 * client_cache_set_flags_async(), or one of those about the outbox began. The errors are of #ClientCacheError, with sentences for the
 * person.
 *
 * Returns: whether it is done
 */
gboolean
client_cache_write_finish (ClientCache *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) inner = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, CLIENT_CACHE_WRITE_TAG), FALSE);

  g_task_propagate_pointer (G_TASK (result), &inner);
  if (inner == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}
