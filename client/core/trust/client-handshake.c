/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-handshake.h"

#include <glib/gi18n.h>
#include <string.h>

#include "client-authorities.h"
#include "client-error.h"

#define TAG ((gpointer) (guintptr) client_handshake_async)

typedef struct
{
  GSocketConnection *connection;
  GIOStream *stream;
  ClientAddress *address;
  ClientKnownServer *known;
  gboolean has_certificate;
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

  /* Whatever the server shows later is not accepted any more. */
  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_data (self->stream, self);
  g_cancellable_disconnect (self->outer, self->outer_handler);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->inner);
  g_clear_object (&self->outer);
  g_clear_object (&self->stream);
  g_clear_object (&self->connection);
  g_clear_object (&self->known);
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

/**
 * client_handshake_free:
 * @self: (transfer full): what came of a handshake
 */
void
client_handshake_free (ClientHandshake *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->identity, client_identity_unref);
  g_clear_error (&self->objection);
  g_free (self);
}

/**
 * client_handshake_is_local:
 * @connection: a connection
 *
 * Returns: whether what goes over it does not leave this computer
 */
gboolean
client_handshake_is_local (GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  return G_IS_INET_SOCKET_ADDRESS (remote)
         && g_inet_address_get_is_loopback (
           g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

/* Whom one wants to speak to: a name as it stands in certificates, or an IP address. */
static GSocketConnectable *
get_identity (ClientAddress *address)
{
  const char *host = client_address_get_host (address);
  g_autofree char *numbers = g_strndup (host, strcspn (host, "%"));
  g_autofree char *ascii =
    g_hostname_is_ip_address (numbers) ? g_strdup (numbers) : g_hostname_to_ascii (host);

  return g_network_address_new (ascii != NULL ? ascii : host, client_address_get_port (address));
}

static gboolean
has_name (ClientAddress *address)
{
  const char *host = client_address_get_host (address);
  g_autofree char *numbers = g_strndup (host, strcspn (host, "%"));

  return !g_hostname_is_ip_address (numbers);
}

static GError *
new_objection (Attempt *self, gboolean is_known)
{
  const char *host = client_address_get_host (self->address);

  if (is_known)
    return g_error_new (CLIENT_ERROR, CLIENT_ERROR_CHANGED_SERVER,
                        _ ("“%s” does not have the key that it had before. It is another server, "
                           "or somebody wants to listen. Nothing was sent."),
                        host);

  return g_error_new (CLIENT_ERROR, CLIENT_ERROR_UNKNOWN_SERVER,
                      _ ("You use “%s” for the first time. Compare its fingerprint with the one "
                         "that its administrator sees."),
                      host);
}

/* Hands over what came of it. */
static void
conclude (GTask *task, GTlsCertificateFlags problems, ClientSecurity security, gboolean is_trusted)
{
  Attempt *self = g_task_get_task_data (task);
  GTlsCertificate *certificate =
    g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (self->stream));
  const ClientFingerprint *pin =
    self->known != NULL ? client_known_server_get_fingerprint (self->known) : NULL;
  g_autoptr (ClientHandshake) shake = g_new0 (ClientHandshake, 1);
  GError *error = NULL;

  shake->identity = client_identity_new (certificate, problems, pin, &error);
  if (shake->identity == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  shake->stream = g_object_ref (self->stream);
  shake->security = security;
  if (!is_trusted)
    shake->objection = new_objection (self, pin != NULL);
  g_task_return_pointer (task, g_steal_pointer (&shake), (GDestroyNotify) client_handshake_free);
}

static void
on_authorities (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GTlsCertificateFlags problems = G_TLS_CERTIFICATE_NO_FLAGS;

  if (!client_authorities_ask_finish (result, &problems, &error))
    g_message ("The authorities cannot be asked about %s: %s",
               client_address_get_host (self->address), error->message);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (problems == G_TLS_CERTIFICATE_NO_FLAGS)
    conclude (task, problems, CLIENT_SECURITY_CERTIFIED, TRUE);
  else
    conclude (task, problems, CLIENT_SECURITY_PINNED, FALSE);
}

/* Who is known by the key needs nobody to vouch for it, whatever else the certificate says.
 * An authority's word is of no use any more when it was only for a time. */
static ClientSecurity
get_known_security (Attempt *self, GTlsCertificateFlags problems)
{
  if (client_known_server_get_security (self->known) == CLIENT_SECURITY_CERTIFIED
      && problems == G_TLS_CERTIFICATE_NO_FLAGS)
    return CLIENT_SECURITY_CERTIFIED;

  return CLIENT_SECURITY_PINNED;
}

/* What is wrong with a certificate that nobody is asked about. */
static GTlsCertificateFlags
get_problems (GTlsCertificate *certificate, GSocketConnectable *identity)
{
  GTlsCertificateFlags problems = g_tls_certificate_verify (certificate, identity, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) start = g_tls_certificate_get_not_valid_before (certificate);
  g_autoptr (GDateTime) end = g_tls_certificate_get_not_valid_after (certificate);

  /* Without authorities GIO does not look at the time. */
  if (start != NULL && g_date_time_compare (now, start) < 0)
    problems |= G_TLS_CERTIFICATE_NOT_ACTIVATED;
  if (end != NULL && g_date_time_compare (now, end) > 0)
    problems |= G_TLS_CERTIFICATE_EXPIRED;
  return problems;
}

/* Whether the server is the right one. */
static void
judge (GTask *task)
{
  Attempt *self = g_task_get_task_data (task);
  GTlsCertificate *certificate =
    g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (self->stream));
  g_autoptr (GSocketConnectable) identity = get_identity (self->address);
  g_autoptr (ClientFingerprint) fingerprint = NULL;
  GTlsCertificateFlags problems = G_TLS_CERTIFICATE_NO_FLAGS;
  const ClientFingerprint *pin =
    self->known != NULL ? client_known_server_get_fingerprint (self->known) : NULL;
  GError *error = NULL;

  fingerprint = client_fingerprint_new_for_certificate (certificate, &error);
  if (fingerprint == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  problems = get_problems (certificate, identity);
  if (pin != NULL && client_fingerprint_equal (pin, fingerprint))
    conclude (task, problems, get_known_security (self, problems), TRUE);
  else if (pin == NULL && client_handshake_is_local (self->connection))
    conclude (task, problems | G_TLS_CERTIFICATE_UNKNOWN_CA, CLIENT_SECURITY_PINNED, TRUE);
  else
    client_authorities_ask_async (certificate, identity, self->outer, on_authorities,
                                  g_object_ref (task));
}

static GError *
explain (Attempt *self, const GError *cause)
{
  if (self->timed_out)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "The handshake took too long");
  /* Somebody who does not know TLS closes at its first byte, or says something else. */
  if (!self->has_certificate)
    return g_error_new_literal (G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, cause->message);
  if (cause->domain == G_IO_ERROR)
    return client_error_new_for_loss (cause, self->address);

  return g_error_new (CLIENT_ERROR, CLIENT_ERROR_NOT_ENCRYPTED,
                      _ ("The encryption of “%s” does not work with this program. Its "
                         "administrator may have to update it."),
                      client_address_get_host (self->address));
}

static gboolean
is_good (GTlsConnection *stream, GError **error)
{
  if (g_tls_connection_get_peer_certificate (stream) == NULL)
    {
      g_set_error_literal (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, "No certificate");
      return FALSE;
    }
  if (g_tls_connection_get_protocol_version (stream) < G_TLS_PROTOCOL_VERSION_TLS_1_2)
    {
      g_set_error_literal (error, G_TLS_ERROR, G_TLS_ERROR_MISC, "Older than TLS 1.2");
      return FALSE;
    }

  return TRUE;
}

static void
on_handshaken (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Attempt *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GTlsConnection *stream = G_TLS_CONNECTION (source);
  gboolean is_well =
    g_tls_connection_handshake_finish (stream, result, &error) && is_good (stream, &error);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (g_task_return_error_if_cancelled (task))
    return;

  if (is_well)
    {
      judge (task);
      return;
    }

  g_debug ("Handshake with %s: %s", client_address_get_host (self->address), error->message);
  g_task_return_error (task, explain (self, error));
}

/* What it is worth is found out behind the handshake, where there is time for it: nothing has
 * been said until then but the name of the host. */
static gboolean
on_certificate (GTlsConnection *stream,
                GTlsCertificate *certificate,
                GTlsCertificateFlags problems,
                gpointer user_data)
{
  Attempt *self = user_data;

  self->has_certificate = TRUE;
  return TRUE;
}

static GIOStream *
new_stream (GSocketConnection *connection, ClientAddress *address, GError **error)
{
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr (GTlsDatabase) nobody = client_no_authorities_new ();
  g_autoptr (GSocketConnectable) identity = has_name (address) ? get_identity (address) : NULL;

  if (!g_tls_backend_supports_tls (backend))
    {
      g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_NOT_ENCRYPTED,
                           _ ("This computer cannot encrypt, as a part of the system "
                              "(glib-networking) is missing."));
      return NULL;
    }

  /* That nothing was cut off is known by the frames. */
  return g_initable_new (g_tls_backend_get_client_connection_type (backend), NULL, error,
                         "base-io-stream", connection,
                         "server-identity", identity,
                         "database", nobody,
                         "require-close-notify", FALSE,
                         NULL);
}

/**
 * client_handshake_async:
 * @connection: a connection to a server
 * @address: where the person believes to be
 * @known: (nullable): the server that was used there before
 * @timeout_ms: how long the server may take, in milliseconds
 * @cancellable: (nullable): what ends the attempt
 * @callback: called when it has ended
 * @user_data: for @callback
 *
 * Begins to encrypt, TLS 1.2 or newer, and finds out whether the server is the right one: it
 * has the key that it had before, or an authority vouches for it, or it is on this computer
 * and was never used before. Otherwise there is an objection.
 */
void
client_handshake_async (GSocketConnection *connection,
                        ClientAddress *address,
                        ClientKnownServer *known,
                        guint timeout_ms,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Attempt *self = NULL;
  GError *error = NULL;

  g_return_if_fail (G_IS_SOCKET_CONNECTION (connection));
  g_return_if_fail (address != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, TAG);
  self = g_new0 (Attempt, 1);
  g_task_set_task_data (task, self, attempt_free);
  self->connection = g_object_ref (connection);
  self->address = client_address_ref (address);
  self->known = known != NULL ? g_object_ref (known) : NULL;
  self->inner = g_cancellable_new ();
  if (cancellable != NULL)
    {
      self->outer = g_object_ref (cancellable);
      self->outer_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled),
                               g_object_ref (self->inner), g_object_unref);
    }

  self->stream = new_stream (connection, address, &error);
  if (self->stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_signal_connect (self->stream, "accept-certificate", G_CALLBACK (on_certificate), self);
  self->timeout = g_timeout_add (timeout_ms, on_timeout, self);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (self->stream), G_PRIORITY_DEFAULT,
                                    self->inner, on_handshaken, g_steal_pointer (&task));
}

/**
 * client_handshake_finish:
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends what client_handshake_async() began. Without an answer of the server the error is
 * %G_IO_ERROR_TIMED_OUT, from one that does not know TLS it is %G_TLS_ERROR_NOT_TLS; others
 * are of #ClientError, with sentences for the person, or %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): what came of it, or %NULL with @error set
 */
ClientHandshake *
client_handshake_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, TAG), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
