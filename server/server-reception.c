/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-reception.h"

#include "charla.h"
#include "server-banned.h"
#include "server-charla.h"
#include "server-classic.h"
#include "server-log.h"
#include "server-networks.h"
#include "server-session-info.h"

struct _ServerReception
{
  GObject parent_instance;

  ServerThrottle *throttle;
  GHashTable *sessions; /* ServerSession to its ServerPlace, which the throttle owns */

  /* What the sessions share */
  ServerSurroundings surroundings;
};

enum
{
  SIGNAL_LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ServerReception, server_reception, G_TYPE_OBJECT)

static void
server_reception_dispose (GObject *object)
{
  ServerReception *self = SERVER_RECEPTION (object);

  g_assert (g_hash_table_size (self->sessions) == 0);
  server_surroundings_clear (&self->surroundings);

  G_OBJECT_CLASS (server_reception_parent_class)->dispose (object);
}

static void
server_reception_finalize (GObject *object)
{
  ServerReception *self = SERVER_RECEPTION (object);

  g_hash_table_unref (self->sessions);
  g_clear_pointer (&self->throttle, server_throttle_free);

  G_OBJECT_CLASS (server_reception_parent_class)->finalize (object);
}

static void
server_reception_class_init (ServerReceptionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = server_reception_dispose;
  G_OBJECT_CLASS (klass)->finalize = server_reception_finalize;

  /**
   * ServerReception::left:
   *
   * Somebody is gone: a place, and a descriptor, are free again.
   */
  signals[SIGNAL_LEFT] = g_signal_new ("left", SERVER_TYPE_RECEPTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
}

static void
server_reception_init (ServerReception *self)
{
  self->sessions = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static void
on_closed (ServerSession *session, gpointer user_data)
{
  ServerReception *self = user_data;

  server_throttle_leave (self->throttle, g_hash_table_lookup (self->sessions, session));
  g_hash_table_remove (self->sessions, session);
  g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static const ServerSanction *
find_ban (ServerReception *self, GInetAddress *address)
{
  return server_bans_find_address (
    server_directory_get_bans (self->surroundings.services->directory), address,
    server_bans_get_time ());
}

static void
end_if_banned (ServerReception *self, ServerSession *session)
{
  g_autoptr (GInetAddress) address = NULL;
  g_autoptr (GError) reason = NULL;
  const ServerSanction *ban = NULL;
  ServerSessionInfo info;

  server_session_get_info (session, &info);
  address = server_networks_parse_address (info.address);
  if (address != NULL)
    ban = find_ban (self, address);
  if (ban == NULL)
    return;

  reason = server_banned_error_new (ban);
  if (info.dialect != NULL)
    server_member_dismiss (SERVER_MEMBER (session), reason);
  else
    server_session_close (session, reason);
}

static void
on_banned (ServerBans *bans, gpointer user_data)
{
  ServerReception *self = user_data;
  g_autofree gpointer *sessions = g_hash_table_get_keys_as_array (self->sessions, NULL);

  for (guint i = 0; sessions[i] != NULL; i++)
    end_if_banned (self, sessions[i]);
}

/**
 * server_reception_new:
 * @limits: who is let in
 * @times: times that connections have
 * @services: what requests are done with; they stay the caller's
 * @error: return location for an error
 *
 * Returns: (transfer full): a reception that nobody has come to, or %NULL with an
 *   error of %G_IO_ERROR
 */
ServerReception *
server_reception_new (const ServerLimits *limits, const ServerTimes *times,
                      const ServerServices *services, GError **error)
{
  g_autoptr (ServerReception) self = g_object_new (SERVER_TYPE_RECEPTION, NULL);
  ServerSurroundings *surroundings = &self->surroundings;

  surroundings->epoll = server_epoll_new (error);
  if (surroundings->epoll == NULL)
    return NULL;

  server_surroundings_set_times (surroundings, times);
  surroundings->services = services;
  surroundings->dialects = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (surroundings->dialects, server_charla_new ());
  g_ptr_array_add (surroundings->dialects, server_classic_new ());
  surroundings->closed = on_closed;
  surroundings->user_data = self;
  surroundings->quotas = server_quotas_new (limits);
  self->throttle = server_throttle_new (limits);
  g_signal_connect_object (server_directory_get_bans (services->directory), "banned",
                           G_CALLBACK (on_banned), self, 0);

  return g_steal_pointer (&self);
}

/**
 * server_reception_set_certificate:
 * @self: a reception
 * @certificate: what is shown to those who want TLS
 *
 * Has TLS from now on, or another certificate. Whoever is in stays in.
 */
void
server_reception_set_certificate (ServerReception *self, ServerCertificate *certificate)
{
  ServerCertificate *old = self->surroundings.certificate;

  self->surroundings.certificate = server_certificate_ref (certificate);
  g_clear_pointer (&old, server_certificate_unref);
}

/**
 * server_reception_get_certificate:
 * @self: a reception
 *
 * Returns: (transfer none) (nullable): what is shown to those who want TLS, if they can
 *   have it
 */
ServerCertificate *
server_reception_get_certificate (ServerReception *self)
{
  return self->surroundings.certificate;
}

/**
 * server_reception_set_access:
 * @self: a reception
 * @plain: from where the Charla dialect is spoken without TLS
 * @classic: from where the classic dialect is spoken
 *
 * Says from where who may come in, from now on. Whoever is in stays in.
 */
void
server_reception_set_access (ServerReception *self, ServerNetworks plain, ServerNetworks classic)
{
  self->surroundings.plain = plain;
  self->surroundings.classic = classic;
}

/**
 * server_reception_set_limits:
 * @self: a reception
 * @limits: who is let in, and what they may do, from now on
 */
void
server_reception_set_limits (ServerReception *self, const ServerLimits *limits)
{
  server_throttle_set_limits (self->throttle, limits);
  server_quotas_set_limits (self->surroundings.quotas, limits);
}

/**
 * server_reception_take:
 * @self: a reception
 * @stream: a connection that has just been accepted
 *
 * Takes a connection in, or refuses it, in which case it is closed when the caller
 * drops it.
 */
void
server_reception_take (ServerReception *self, GSocketConnection *stream)
{
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (stream, NULL);
  g_autofree char *text = NULL;
  GInetAddress *address = NULL;
  ServerPlace *place = NULL;
  ServerSession *session = NULL;

  /* It has been reset before it was accepted. */
  if (!G_IS_INET_SOCKET_ADDRESS (remote))
    return;

  address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote));
  if (find_ban (self, address) != NULL)
    return;
  place = server_throttle_enter (self->throttle, address);
  if (place == NULL)
    return;

  self->surroundings.services->counters->connections++;
  text = g_socket_connectable_to_string (G_SOCKET_CONNECTABLE (remote));
  session = server_session_new (stream, text, &self->surroundings);
  g_hash_table_insert (self->sessions, session, place);
  server_log (G_LOG_LEVEL_DEBUG, text, "a connection from %s", text);
  server_session_start (session);
}

/**
 * server_reception_get_connections:
 * @self: a reception
 *
 * Returns: how many connections are open
 */
guint
server_reception_get_connections (ServerReception *self)
{
  return g_hash_table_size (self->sessions);
}

/**
 * server_reception_list:
 * @self: a reception
 *
 * Returns: (transfer container) (element-type ServerSession): all sessions
 */
GList *
server_reception_list (ServerReception *self)
{
  return g_hash_table_get_keys (self->sessions);
}

/**
 * server_reception_get_refused:
 * @self: a reception
 * @cause: a cause
 *
 * Returns: how many connections were refused for it so far
 */
guint64
server_reception_get_refused (ServerReception *self, ServerRefusalCause cause)
{
  return server_throttle_get_refused (self->throttle, cause);
}

/**
 * server_reception_stop:
 * @self: a reception
 *
 * Begins to end all sessions: what they have asked for is answered, then they are told
 * goodbye and may read up to there. Each of them leaves when it is through.
 */
void
server_reception_stop (ServerReception *self)
{
  g_autofree gpointer *sessions = g_hash_table_get_keys_as_array (self->sessions, NULL);

  for (guint i = 0; sessions[i] != NULL; i++)
    server_session_stop (sessions[i]);
}

/**
 * server_reception_close:
 * @self: a reception
 *
 * Closes all connections. To be called before the last reference is dropped.
 */
void
server_reception_close (ServerReception *self)
{
  g_autofree gpointer *sessions = g_hash_table_get_keys_as_array (self->sessions, NULL);

  for (guint i = 0; sessions[i] != NULL; i++)
    server_session_close (sessions[i], NULL);
}
