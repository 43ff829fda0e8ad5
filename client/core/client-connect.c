/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-connect.h"

#include <gio/gnetworking.h>
#include <glib/gi18n.h>

#include "client-error.h"

/*
 * Nothing is said on a chat while nobody says anything, so that only the kernel
 * can find out that the other side is gone: after so many seconds of silence it
 * asks, so often, and then the line is dead. What was sent has as long to arrive.
 */
#define KEEPALIVE_IDLE_S 20
#define KEEPALIVE_INTERVAL_S 5
#define KEEPALIVE_COUNT 4
#define USER_TIMEOUT_MS (1000 * (KEEPALIVE_IDLE_S + KEEPALIVE_INTERVAL_S * KEEPALIVE_COUNT))

/* Through an integer, as ISO C has no other way from a function to a pointer. */
#define SOURCE_TAG ((gpointer) (guintptr) client_connect_async)

typedef struct
{
  ClientAddress *address;
  /* Ours, so that it can be told which of the two has ended the attempt. */
  GCancellable *inner;
  GCancellable *outer;
  gulong outer_handler;
  guint timeout;
  gboolean timed_out;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->inner);
  g_clear_object (&self->outer);
  g_clear_pointer (&self->address, client_address_unref);
  g_free (self);
}

static gboolean
on_timeout (gpointer user_data)
{
  Attempt *self = user_data;

  self->timeout = 0;
  self->timed_out = TRUE;
  g_cancellable_cancel (self->inner);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));
}

/* Says @cause in the terms of the person who wants to join. */
static GError *
explain (Attempt *self, const GError *cause)
{
  const char *host = client_address_get_host (self->address);

  if (self->timed_out || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new (CLIENT_ERROR, CLIENT_ERROR_TIMED_OUT, _ ("“%s” does not answer."), host);

  if (g_error_matches (cause, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return g_error_new (CLIENT_ERROR,
                        CLIENT_ERROR_NOT_FOUND,
                        _ ("No computer called “%s” was found."),
                        host);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (CLIENT_ERROR,
                        CLIENT_ERROR_REFUSED,
                        _ ("“%s” answers, but no chat is listening on port %u."),
                        host,
                        client_address_get_port (self->address));

  if (cause->domain == G_RESOLVER_ERROR)
    return g_error_new (CLIENT_ERROR,
                        CLIENT_ERROR_UNREACHABLE,
                        _ ("“%s” could not be looked up. Check the network connection."),
                        host);

  return g_error_new (CLIENT_ERROR,
                      CLIENT_ERROR_UNREACHABLE,
                      _ ("“%s” cannot be reached. Check the network connection."),
                      host);
}

static void
set_tcp_option (GSocket *socket, int option, int value)
{
  g_autoptr (GError) error = NULL;

  if (!g_socket_set_option (socket, IPPROTO_TCP, option, value, &error))
    g_debug ("TCP option %d: %s", option, error->message);
}

static void
tune (GSocket *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  /* Before the handshake of TLS, which would wait for the other side's at each step. */
  set_tcp_option (socket, TCP_NODELAY, TRUE);
#ifdef TCP_USER_TIMEOUT
  set_tcp_option (socket, TCP_KEEPIDLE, KEEPALIVE_IDLE_S);
  set_tcp_option (socket, TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S);
  set_tcp_option (socket, TCP_KEEPCNT, KEEPALIVE_COUNT);
  set_tcp_option (socket, TCP_USER_TIMEOUT, USER_TIMEOUT_MS);
#endif
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (connection == NULL)
    {
      g_debug ("Cannot connect: %s", error->message);
      g_task_return_error (task, explain (g_task_get_task_data (task), error));
      return;
    }

  tune (g_socket_connection_get_socket (connection));
  g_task_return_pointer (task, g_steal_pointer (&connection), g_object_unref);
}

static Attempt *
attempt_new (ClientAddress *address, guint timeout_ms, GCancellable *cancellable)
{
  Attempt *self = g_new0 (Attempt, 1);

  self->address = client_address_ref (address);
  self->inner = g_cancellable_new ();
  self->timeout = g_timeout_add (timeout_ms, on_timeout, self);
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler = g_cancellable_connect (cancellable,
                                                   G_CALLBACK (on_outer_cancelled),
                                                   g_object_ref (self->inner),
                                                   g_object_unref);
    }

  return self;
}

/**
 * client_connect_async:
 * @address: where to
 * @timeout_ms: how long the attempt may take in all, in milliseconds: looking the
 *   name up, and each of its addresses
 * @cancellable: (nullable): what ends the attempt
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Connects to the server at @address, without a proxy: it is on the local network.
 */
void
client_connect_async (ClientAddress *address,
                      guint timeout_ms,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketConnectable) target = NULL;
  Attempt *attempt = NULL;

  g_return_if_fail (address != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, SOURCE_TAG);
  attempt = attempt_new (address, timeout_ms, cancellable);
  g_task_set_task_data (task, attempt, attempt_free);

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  target = g_network_address_new (client_address_get_host (address),
                                  client_address_get_port (address));
  g_socket_client_connect_async (client,
                                 target,
                                 attempt->inner,
                                 on_connected,
                                 g_steal_pointer (&task));
}

/**
 * client_connect_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_connect_async() began. The errors are of #ClientError, with
 * sentences for the person, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the connection, or %NULL with @error set
 */
GSocketConnection *
client_connect_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
