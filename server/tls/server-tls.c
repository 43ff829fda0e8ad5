/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tls.h"

#include <string.h>
#include <sys/socket.h>

/* What is older is broken, and what does not keep the talk of yesterday safe from who
 * gets the key tomorrow is left out. */
#define PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA"

/* Largest piece that TLS encrypts as one, in bytes. */
#define RECORD_MAX 16384

/* Most that comes before something has come of it, in bytes: the largest record twice. The
 * hello of a client has some hundred, some thousand with keys that are safe from the
 * computers of the future. Of what is said with the largest length, and not whole, GnuTLS
 * would keep sixteen million. */
#define FRUITLESS_MAX 32768

struct _ServerTls
{
  /* The whole connection: its descriptor is not closed, and given to somebody else,
   * while a thread is at work with it. */
  GSocketConnection *connection;
  ServerCertificate *certificate;
  gnutls_session_t session;
  guint32 fruitless; /* bytes of which nothing has come yet */
  guint8 peeked;
  guint has_peeked : 1;
  guint is_over : 1;  /* the peer says nothing more */
  guint has_got : 1;  /* the socket, when it was asked last, had something */
  guint is_open : 1;  /* the handshake is through */
  guint is_stuck : 1; /* a piece has been written in part */
};

static gboolean
would_block (int code)
{
  return code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED;
}

static gboolean
fail (int code, const char *what, GError **error)
{
  if (would_block (code))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "It would block");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: %s", what, gnutls_strerror (code));

  return FALSE;
}

/* A peer that ends in the middle of a record ends once, and the socket tells so once.
 * GnuTLS wants to be asked again to find out. */
static ssize_t
pull (gnutls_transport_ptr_t transport, void *buffer, size_t size)
{
  ServerTls *self = transport;
  ssize_t n = recv (g_socket_get_fd (server_tls_get_socket (self)), buffer, size, MSG_DONTWAIT);

  self->is_over = n == 0;
  self->has_got = n > 0;
  self->fruitless += MAX (n, 0);
  return n;
}

/* How TLS is spoken, made once for all. */
static gnutls_priority_t
get_priority (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      gnutls_priority_t made = NULL;

      gnutls_priority_init (&made, PRIORITY, NULL);
      g_once_init_leave (&once, (gsize) made);
    }

  return (gnutls_priority_t) once;
}

static void
server_tls_clear (ServerTls *self)
{
  if (self->session != NULL)
    gnutls_deinit (self->session);
  server_certificate_unref (self->certificate);
  g_object_unref (self->connection);
}

/**
 * server_tls_new: (skip)
 * @connection: a connection that has been accepted
 * @certificate: what the server shows
 * @error: return location for an error
 *
 * Returns: (transfer full): TLS on @connection, or %NULL with an error of %G_IO_ERROR when
 *   there is no memory for it
 */
ServerTls *
server_tls_new (GSocketConnection *connection, ServerCertificate *certificate, GError **error)
{
  g_autoptr (ServerTls) self = g_atomic_rc_box_new0 (ServerTls);
  int code = 0;

  self->connection = g_object_ref (connection);
  self->certificate = server_certificate_ref (certificate);
  code = gnutls_init (&self->session, GNUTLS_SERVER | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL
                                        | GNUTLS_NO_TICKETS);
  if (code < 0)
    self->session = NULL;
  if (code >= 0)
    code = gnutls_priority_set (self->session, get_priority ());
  if (code >= 0)
    code = gnutls_credentials_set (self->session, GNUTLS_CRD_CERTIFICATE,
                                   server_certificate_get_credentials (certificate));
  if (code < 0)
    {
      fail (code, "TLS cannot begin", error);
      return NULL;
    }

  gnutls_certificate_server_set_request (self->session, GNUTLS_CERT_IGNORE);
  gnutls_transport_set_ptr2 (self->session, self,
                             GINT_TO_POINTER (g_socket_get_fd (server_tls_get_socket (self))));
  gnutls_transport_set_pull_function (self->session, pull);
  return g_steal_pointer (&self);
}

/**
 * server_tls_ref: (skip)
 * @self: TLS on a connection
 *
 * Returns: (transfer full): @self
 */
ServerTls *
server_tls_ref (ServerTls *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * server_tls_unref: (skip)
 * @self: (transfer full): TLS on a connection
 */
void
server_tls_unref (ServerTls *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) server_tls_clear);
}

/**
 * server_tls_get_connection: (skip)
 * @self: TLS on a connection
 *
 * Returns: (transfer none): the connection
 */
GSocketConnection *
server_tls_get_connection (ServerTls *self)
{
  return self->connection;
}

/**
 * server_tls_get_socket: (skip)
 * @self: TLS on a connection
 *
 * Returns: (transfer none): the socket of the connection
 */
GSocket *
server_tls_get_socket (ServerTls *self)
{
  return g_socket_connection_get_socket (self->connection);
}

/* GnuTLS wants to be called again after each record that is only a part of something, or
 * has nothing for us in it. Of what has come already the socket tells only once. */
static gboolean
has_more_to_take (ServerTls *self, gssize code)
{
  return would_block ((int) code) && self->has_got && self->fruitless <= FRUITLESS_MAX
         && !server_tls_wants_to_write (self);
}

static gssize
note_fruit (ServerTls *self, gssize code)
{
  if (code >= 0)
    self->fruitless = 0;

  return would_block ((int) code) && self->fruitless > FRUITLESS_MAX ? GNUTLS_E_HANDSHAKE_TOO_LARGE
                                                                     : code;
}

static int
shake_hands (ServerTls *self)
{
  int code = 0;

  do
    {
      self->has_got = FALSE;
      code = gnutls_handshake (self->session);
    }
  while (has_more_to_take (self, code));

  return (int) note_fruit (self, code);
}

/**
 * server_tls_handshake: (skip)
 * @self: TLS on a connection
 * @error: return location for an error
 *
 * Goes on with the handshake as far as that is possible. It takes a millisecond of the
 * processor in all.
 *
 * Returns: %TRUE when it is through; %FALSE with %G_IO_ERROR_WOULD_BLOCK when the
 *   peer has to say more, or to read (server_tls_wants_to_write()), and with another
 *   error when it has failed, which the peer has been told then
 */
gboolean
server_tls_handshake (ServerTls *self, GError **error)
{
  int code = shake_hands (self);

  if (would_block (code) && self->is_over)
    code = GNUTLS_E_PREMATURE_TERMINATION;
  if (code >= 0)
    {
      self->is_open = TRUE;
      return TRUE;
    }

  if (!would_block (code))
    gnutls_alert_send_appropriate (self->session, code);
  return fail (code, "The TLS handshake has failed", error);
}

/**
 * server_tls_wants_to_write: (skip)
 * @self: TLS on a connection, after %G_IO_ERROR_WOULD_BLOCK
 *
 * Returns: whether it waits until the socket can be written, and not read
 */
gboolean
server_tls_wants_to_write (ServerTls *self)
{
  return gnutls_record_get_direction (self->session) == 1;
}

/* Whoever wants to begin again has no reason to, and would make the server work. */
static gssize
receive (ServerTls *self, void *buffer, gsize size, GError **error)
{
  gssize n = 0;

  do
    {
      self->has_got = FALSE;
      n = gnutls_record_recv (self->session, buffer, size);
    }
  while (has_more_to_take (self, n));
  n = note_fruit (self, n);

  /* Frames tell where they end, so that one that is cut off is noticed. */
  if (n == GNUTLS_E_PREMATURE_TERMINATION || (would_block (n) && self->is_over))
    return 0;
  if (n >= 0)
    return n;

  fail ((int) n, "TLS has failed", error);
  return -1;
}

/**
 * server_tls_peek: (skip)
 * @self: TLS on a connection, with the handshake through
 * @byte: (out): the first byte; it can still be read
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE without an error when the peer has ended
 */
gboolean
server_tls_peek (ServerTls *self, guint8 *byte, GError **error)
{
  if (!self->has_peeked && receive (self, &self->peeked, 1, error) <= 0)
    return FALSE;

  self->has_peeked = TRUE;
  *byte = self->peeked;
  return TRUE;
}

/**
 * server_tls_has_more: (skip)
 * @self: TLS on a connection
 *
 * Returns: whether there is something to read of which the socket shows nothing
 */
gboolean
server_tls_has_more (ServerTls *self)
{
  return self->has_peeked || gnutls_record_check_pending (self->session) > 0;
}

/**
 * server_tls_read: (skip)
 * @self: TLS on a connection, with the handshake through
 * @buffer: where to
 * @size: how much at most, in bytes, not 0
 * @error: return location for an error
 *
 * Returns: the number of bytes, 0 at the end, or -1
 */
gssize
server_tls_read (ServerTls *self, void *buffer, gsize size, GError **error)
{
  if (!self->has_peeked)
    return receive (self, buffer, size, error);

  *(guint8 *) buffer = self->peeked;
  self->has_peeked = FALSE;
  return 1;
}

/* Puts small pieces together into one, as each that is encrypted costs by itself. */
static gsize
gather (const GOutputVector *vectors, gsize n_vectors, guint8 *buffer)
{
  gsize length = 0;

  for (gsize i = 0; i < n_vectors && length < RECORD_MAX; i++)
    {
      gsize n = MIN (vectors[i].size, RECORD_MAX - length);

      memcpy (buffer + length, vectors[i].buffer, n);
      length += n;
    }

  return length;
}

/**
 * server_tls_write: (skip)
 * @self: TLS on a connection, with the handshake through
 * @vectors: (array length=n_vectors): what to write
 * @n_vectors: at least one
 * @error: return location for an error
 *
 * Writes what fits into one record. After %G_IO_ERROR_WOULD_BLOCK the same bytes are
 * expected again; there may be more behind them.
 *
 * Returns: the number of bytes, or -1
 */
gssize
server_tls_write (ServerTls *self, const GOutputVector *vectors, gsize n_vectors, GError **error)
{
  guint8 buffer[RECORD_MAX];
  gssize n = 0;

  /* What is stuck has been encrypted already. */
  if (self->is_stuck)
    n = gnutls_record_send (self->session, NULL, 0);
  else if (n_vectors == 1 || vectors[0].size >= RECORD_MAX)
    n = gnutls_record_send (self->session, vectors[0].buffer, MIN (vectors[0].size, RECORD_MAX));
  else
    n = gnutls_record_send (self->session, buffer, gather (vectors, n_vectors, buffer));

  self->is_stuck = would_block (n);
  if (n >= 0)
    return n;

  fail ((int) n, "TLS has failed", error);
  return -1;
}

/**
 * server_tls_end: (skip)
 * @self: TLS on a connection
 *
 * Tells the peer that nothing more comes, where that fits, and ends the writing of the
 * socket. What the peer says can still be read.
 */
void
server_tls_end (ServerTls *self)
{
  if (self->is_open && !self->is_stuck)
    gnutls_bye (self->session, GNUTLS_SHUT_WR);
  self->is_open = FALSE;
  g_socket_shutdown (server_tls_get_socket (self), FALSE, TRUE, NULL);
}
