/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-host-private.h"

#define COUNT_TAG ((gpointer) (guintptr) client_host_count_users_async)

/* A server that works answers at once, and somebody waits for it. */
#define ANSWER_MS 3000

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ClientHost *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (reply != NULL && g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    g_variant_get (reply, "(v)", &value);
  else
    g_message ("The chat on this computer does not say who is there: %s",
               error ? error->message : "it says something else");

  if (value != NULL && self->proxy == G_DBUS_PROXY (source))
    {
      g_dbus_proxy_set_cached_property (self->proxy, "Users", value);
      client_host_update (self);
    }
  g_task_return_int (task, self->n_users);
}

/**
 * client_host_count_users_async:
 * @self: a host
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when it is known
 * @user_data: for @callback
 *
 * Asks the chat on this computer how many are connected now: it tells by itself only after a
 * while. One that does not answer within three seconds has as many as it told last.
 */
void
client_host_count_users_async (ClientHost *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (CLIENT_IS_HOST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, COUNT_TAG);
  if (client_host_get_is_running (self))
    g_dbus_proxy_call (self->proxy, "org.freedesktop.DBus.Properties.Get",
                       g_variant_new ("(ss)", CLIENT_HOST_INTERFACE, "Users"),
                       G_DBUS_CALL_FLAGS_NO_AUTO_START, ANSWER_MS, cancellable, on_answer,
                       g_steal_pointer (&task));
  else
    g_task_return_int (task, 0);
}

/**
 * client_host_count_users_finish:
 * @self: a host
 * @result: what the callback got
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: how many people are connected; -1 with @error set
 */
gssize
client_host_count_users_finish (ClientHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);
  g_return_val_if_fail (g_async_result_is_tagged (result, COUNT_TAG), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
