/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-listener.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "server-log.h"

/* So many may connect at once: a room whose server comes back after a restart. */
#define BACKLOG 4096

/* A peer that is gone without a word, such as a laptop that was closed, is
 * noticed after two minutes of silence, by the kernel and without a timer here. */
#define KEEPALIVE_IDLE_S 60
#define KEEPALIVE_INTERVAL_S 15
#define KEEPALIVE_PROBES 4

/* After the kernel could not accept anyone, for want of memory for example, it
 * is given this time to recover. */
#define RETRY_MS 1000

struct _ServerListener
{
  GObject parent_instance;

  GSocketService *service;
  guint capacity;
  gboolean is_started;
  gboolean is_full;
  gboolean said_full;

  guint accept_warnings;
  char *failure;
  guint retry;
  gboolean said_failure;
};

enum
{
  SIGNAL_INCOMING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ServerListener, server_listener, G_TYPE_OBJECT)

static gboolean
on_incoming (GSocketService *service, GSocketConnection *stream, GObject *source_object,
             gpointer user_data)
{
  ServerListener *self = user_data;

  if (self->said_failure)
    g_message ("accepting connections again");
  self->said_failure = FALSE;
  g_signal_emit (self, signals[SIGNAL_INCOMING], 0, stream);

  return TRUE;
}

static void
server_listener_dispose (GObject *object)
{
  ServerListener *self = SERVER_LISTENER (object);

  g_assert (!self->is_started);
  g_clear_object (&self->service);
  g_clear_pointer (&self->failure, g_free);

  G_OBJECT_CLASS (server_listener_parent_class)->dispose (object);
}

static void
server_listener_class_init (ServerListenerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_listener_dispose;

  /**
   * ServerListener::incoming:
   * @self: a listener
   * @stream: a connection
   *
   * Somebody has connected. Who handles this takes a reference to @stream and
   * returns; it is closed if nobody does.
   */
  signals[SIGNAL_INCOMING] =
    g_signal_new ("incoming", SERVER_TYPE_LISTENER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_SOCKET_CONNECTION);
}

static void
server_listener_init (ServerListener *self)
{
  self->service = g_socket_service_new ();
  g_socket_service_stop (self->service);
  g_signal_connect_object (self->service, "incoming", G_CALLBACK (on_incoming), self, 0);
}

/**
 * server_listener_new:
 * @capacity: most connections that there are descriptors for
 *
 * Returns: (transfer full): a listener without addresses
 */
ServerListener *
server_listener_new (guint capacity)
{
  ServerListener *self = g_object_new (SERVER_TYPE_LISTENER, NULL);

  self->capacity = capacity;

  return self;
}

/* GIO closes who is accepted in the moment in which a service is stopped, so it
 * is best stopped by who has just come. */
static void
update (ServerListener *self)
{
  if (self->is_started && !self->is_full && self->retry == 0)
    g_socket_service_start (self->service);
  else
    g_socket_service_stop (self->service);
}

static gboolean
on_retry (gpointer user_data)
{
  ServerListener *self = user_data;

  self->retry = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_failure (gpointer user_data)
{
  ServerListener *self = user_data;

  if (!self->said_failure)
    g_message ("cannot accept connections, trying again every second: %s", self->failure);
  self->said_failure = TRUE;
  g_clear_pointer (&self->failure, g_free);
  self->retry = g_timeout_add (RETRY_MS, on_retry, self);

  return G_SOURCE_REMOVE;
}

/* A service that cannot accept warns and tries again at once, for ever. Its
 * warning is the only sign of that. Should GIO warn of something else here, a pause
 * does no harm. Nothing can be logged while something is being logged. */
static void
on_accept_warning (const char *domain, GLogLevelFlags level, const char *message,
                   gpointer user_data)
{
  ServerListener *self = user_data;

  if (self->retry != 0)
    return;

  self->failure = g_strdup (message);
  self->retry = g_idle_add (on_failure, self);
  update (self);
}

static void
say_why (GSocketAddress *address, const GError *cause, GError **error)
{
  g_autofree char *text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (address));

  switch (cause->code)
    {
    case G_IO_ERROR_ADDRESS_IN_USE:
      g_set_error (error, cause->domain, cause->code,
                   /* Translators: %s is an address with its port, such as 127.0.0.1:1234 */
                   _("Cannot listen on %s: another program uses this port already."), text);
      break;
    case G_IO_ERROR_NOT_FOUND:
      g_set_error (error, cause->domain, cause->code,
                   _("Cannot listen on %s: this machine does not have that address."), text);
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
      g_set_error (error, cause->domain, cause->code,
                   _("Cannot listen on %s: only the administrator may use this port."), text);
      break;
    default:
      g_set_error (error, cause->domain, cause->code,
                   /* Translators: the second %s is what the system says */
                   _("Cannot listen on %s: %s."), text, cause->message);
      break;
    }
}

/* As g_socket_bind(), which does not tell an address that is not here from other
 * mistakes. */
static gboolean
bind_socket (GSocket *socket, GSocketAddress *address, GError **error)
{
  struct sockaddr_storage native = { 0 };
  gssize size = g_socket_address_get_native_size (address);
  int code = 0;

  if (!g_socket_address_to_native (address, &native, sizeof native, error)
      || !g_socket_set_option (socket, SOL_SOCKET, SO_REUSEADDR, TRUE, error))
    return FALSE;

  if (bind (g_socket_get_fd (socket), (struct sockaddr *) &native, (socklen_t) size) == 0)
    return TRUE;

  code = errno;
  g_set_error_literal (error, G_IO_ERROR,
                       code == EADDRNOTAVAIL ? G_IO_ERROR_NOT_FOUND : g_io_error_from_errno (code),
                       g_strerror (code));
  return FALSE;
}

/* A socket that is accepted has the options of the one that listens. Whether the
 * kernel takes these or not, the server works. */
static void
notice_silence (GSocket *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_IDLE_S, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_INTERVAL_S, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_PROBES, NULL);
}

static GSocket *
open_socket (GSocketAddress *address, GError **error)
{
  GSocketFamily family = g_socket_address_get_family (address);
  g_autoptr (GSocket) socket =
    g_socket_new (family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return NULL;

  /* An address is that address: :: is not 0.0.0.0 as well, and both can be had. */
  if (family == G_SOCKET_FAMILY_IPV6
      && !g_socket_set_option (socket, IPPROTO_IPV6, IPV6_V6ONLY, TRUE, error))
    return NULL;

  notice_silence (socket);
  g_socket_set_listen_backlog (socket, BACKLOG);
  if (!bind_socket (socket, address, error) || !g_socket_listen (socket, error))
    return NULL;

  return g_steal_pointer (&socket);
}

/**
 * server_listener_listen:
 * @self: a listener that has not been started
 * @address: an address of this machine; port 0 takes one that is free
 * @error: return location for an error
 *
 * Listens on one more address. Who connects waits until the listener is started.
 *
 * Returns: (transfer full): the address with the port that it got, or %NULL with an
 *   error whose message is a sentence for who started the server
 */
GSocketAddress *
server_listener_listen (ServerListener *self, GSocketAddress *address, GError **error)
{
  GSocketListener *listener = G_SOCKET_LISTENER (self->service);
  g_autoptr (GError) cause = NULL;
  g_autoptr (GSocket) socket = open_socket (address, &cause);

  if (socket == NULL || !g_socket_listener_add_socket (listener, socket, NULL, &cause))
    {
      say_why (address, cause, error);
      return NULL;
    }

  return g_socket_get_local_address (socket, error);
}

/**
 * server_listener_take:
 * @self: a listener that has not been started
 * @socket: a socket that listens
 * @error: return location for an error
 *
 * Listens on a socket that somebody else has opened, and may keep open when the server
 * ends.
 *
 * Returns: (transfer full): its address, or %NULL with an error
 */
GSocketAddress *
server_listener_take (ServerListener *self, GSocket *socket, GError **error)
{
  notice_silence (socket);
  if (!g_socket_listener_add_socket (G_SOCKET_LISTENER (self->service), socket, NULL, error))
    return NULL;

  return g_socket_get_local_address (socket, error);
}

/* The same addresses on another port, but those of a family that this machine lacks. */
static GPtrArray *
move_addresses (GPtrArray *wanted, guint step)
{
  GPtrArray *moved = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < wanted->len; i++)
    {
      GInetSocketAddress *address = wanted->pdata[i];
      GInetAddress *host = g_inet_socket_address_get_address (address);
      guint port = g_inet_socket_address_get_port (address) + step;
      g_autoptr (GSocket) socket = g_socket_new (g_inet_address_get_family (host),
                                                 G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      if (socket != NULL && port <= G_MAXUINT16)
        g_ptr_array_add (moved, g_inet_socket_address_new (host, (guint16) port));
    }

  return moved;
}

static gboolean
is_in_use (GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocket) socket = open_socket (addresses->pdata[i], &error);

      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
        return TRUE;
    }

  return FALSE;
}

/**
 * server_listener_choose:
 * @wanted: (element-type GInetSocketAddress): addresses
 * @n_ports: how many ports may be tried
 *
 * Looks for the first port, from that of the addresses on, on which nobody else listens.
 * An address of a family that this machine does not have is left out.
 *
 * Returns: (transfer full) (element-type GInetSocketAddress): the addresses with that port,
 *   or with the one that they have if there is none
 */
GPtrArray *
server_listener_choose (GPtrArray *wanted, guint n_ports)
{
  for (guint step = 0; step < n_ports; step++)
    {
      g_autoptr (GPtrArray) moved = move_addresses (wanted, step);

      if (moved->len > 0 && !is_in_use (moved))
        return g_steal_pointer (&moved);
    }

  return move_addresses (wanted, 0);
}

/**
 * server_listener_start:
 * @self: a listener
 *
 * Begins to accept.
 */
void
server_listener_start (ServerListener *self)
{
  self->is_started = TRUE;
  self->accept_warnings =
    g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_WARNING, on_accept_warning, self);
  update (self);
}

/**
 * server_listener_set_connections:
 * @self: a listener
 * @connections: how many connections are open
 *
 * Tells a listener how many connections there are. When there are no descriptors
 * for another one it stops accepting, and those who come wait in the queue of
 * the kernel until somebody goes.
 */
void
server_listener_set_connections (ServerListener *self, guint connections)
{
  gboolean is_full = connections >= self->capacity;

  /* Said again only after a good many have gone, as one who comes and goes at the
   * limit could fill the log. */
  if (is_full && !self->said_full)
    {
      g_message ("%u connections are open, and there are descriptors for no more: others wait",
                 connections);
      self->said_full = TRUE;
    }
  else if (self->said_full && connections <= self->capacity / 8 * 7)
    {
      g_message ("there are descriptors again: accepting connections");
      self->said_full = FALSE;
    }

  if (is_full == self->is_full)
    return;

  self->is_full = is_full;
  update (self);
}

/**
 * server_listener_stop:
 * @self: a listener
 *
 * Stops accepting and closes the addresses. To be called before the last reference is
 * dropped.
 */
void
server_listener_stop (ServerListener *self)
{
  self->is_started = FALSE;
  update (self);
  if (self->accept_warnings != 0)
    g_log_remove_handler ("GLib-GIO", self->accept_warnings);
  self->accept_warnings = 0;
  g_clear_handle_id (&self->retry, g_source_remove);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
}
