/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-doctor-private.h"

#include <glib/gi18n.h>

#include "client-interfaces.h"

/* A name that nobody knows takes as long as the resolver asks around; a port that a
 * firewall hides never answers. */
#define NAME_MS 8000
#define PORT_MS 4000

/* Most addresses of one name that are tried. */
#define TARGETS_MAX 4

static const char *
get_host (ClientDoctor *self)
{
  return client_address_get_host (self->address);
}

static char *
write_address (GSocketAddress *address)
{
  return g_inet_address_to_string (
    g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* Whether this machine is in any network at all. */
void
client_doctor_check_network (ClientDoctor *self)
{
  g_autofree char *names = client_interfaces_list ();
  gboolean is_here = self->address != NULL
                     && (g_str_equal (get_host (self), "localhost")
                         || g_str_has_prefix (get_host (self), "127."));

  if (*names == '\0' && is_here)
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED,
                        g_strdup (_ ("The server is on this computer.")), NULL);
  else if (*names != '\0')
    client_doctor_tell (self, CLIENT_CHECK_PASSED,
                        /* Translators: %s are names of network interfaces, such as “eth0” */
                        g_strdup_printf (_ ("This computer is in a network: %s."), names), NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup (_ ("This computer is in no network.")),
                        _ ("Plug in the cable or connect to the wireless network. Chats on this "
                           "computer work without."));
}

static void
tell_addresses (ClientDoctor *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->targets->len; i++)
    {
      g_autofree char *text = write_address (self->targets->pdata[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", text);
    }

  client_doctor_tell (self, CLIENT_CHECK_PASSED,
                      g_hostname_is_ip_address (get_host (self))
                        ? g_strdup (_ ("It is a number, which needs no name."))
                        /* Translators: the name of a computer, and its addresses */
                        : g_strdup_printf (_ ("“%s” is %s."), get_host (self), list->str),
                      NULL);
}

static void
tell_no_name (ClientDoctor *self, const GError *error)
{
  if (self->is_late)
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("Nobody says where “%s” is."), get_host (self)),
                        _ ("The name server does not answer. Check the network connection, or use the "
                           "number that “hostname -I” prints on that computer."));
  else if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND) || error == NULL)
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("No computer is called “%s”."), get_host (self)),
                        _ ("Check the spelling; in a local network the name may need “.local” behind "
                           "it. Or use the number that “hostname -I” prints on that computer."));
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("“%s” could not be looked up: %s"), get_host (self),
                                         error->message),
                        _ ("Check the network connection."));
}

static void
on_target (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address
    = g_socket_address_enumerator_next_finish (G_SOCKET_ADDRESS_ENUMERATOR (source), result,
                                               &error);

  if (client_doctor_is_stopped (self, error))
    return;

  if (address != NULL && G_IS_INET_SOCKET_ADDRESS (address))
    g_ptr_array_add (self->targets, g_steal_pointer (&address));
  else if (self->targets->len == 0)
    {
      tell_no_name (self, error);
      return;
    }
  else
    {
      tell_addresses (self);
      return;
    }

  if (self->targets->len >= TARGETS_MAX)
    tell_addresses (self);
  else
    g_socket_address_enumerator_next_async (self->enumerator, self->cancellable, on_target,
                                            g_object_ref (self));
}

/* Which numbers belong to the name. */
void
client_doctor_check_name (ClientDoctor *self)
{
  g_autoptr (GSocketConnectable) connectable = NULL;

  if (self->address == NULL)
    {
      client_doctor_tell (self, CLIENT_CHECK_SKIPPED,
                          g_strdup (_ ("No server was named; what follows is about none.")), NULL);
      return;
    }

  connectable = g_network_address_new (get_host (self), client_address_get_port (self->address));
  self->enumerator = g_socket_connectable_enumerate (connectable);
  g_socket_address_enumerator_next_async (self->enumerator, client_doctor_limit (self, NAME_MS),
                                          on_target, g_object_ref (self));
}

/* Nothing is sent: the kernel says by which way it would be. */
static GSocketAddress *
find_way (GSocketAddress *target, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (target),
                                             G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, error);

  if (socket == NULL || !g_socket_connect (socket, target, NULL, error))
    return NULL;

  return g_socket_get_local_address (socket, error);
}

static char *
describe_way (GSocketAddress *local)
{
  GInetAddress *address = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (local));
  g_autofree char *number = g_inet_address_to_string (address);
  g_autofree char *name = client_interfaces_find (address);

  if (g_inet_address_get_is_loopback (address))
    return g_strdup (_ ("The server is on this computer."));

  /* Translators: the name of a network interface, and this computer’s address there */
  return g_strdup_printf (_ ("By %s, where this computer is %s."),
                          name != NULL ? name : "?", number);
}

/* Whether there is a way to one of them. Those to which there is none are not tried. */
void
client_doctor_check_route (ClientDoctor *self)
{
  g_autoptr (GSocketAddress) first = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->targets->len;)
    {
      g_autoptr (GSocketAddress) local
        = find_way (self->targets->pdata[i], error == NULL ? &error : NULL);

      if (local == NULL)
        {
          g_ptr_array_remove_index (self->targets, i);
          continue;
        }
      if (first == NULL)
        first = g_steal_pointer (&local);
      i++;
    }

  if (first != NULL)
    client_doctor_tell (self, CLIENT_CHECK_PASSED, describe_way (first), NULL);
  else if (error == NULL)
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("There is no way to “%s” from here."), get_host (self)),
                        _ ("It is in another network than this computer, or this computer is in none. "
                           "Connect both to the same network."));
}

static void
tell_closed (ClientDoctor *self, const GError *error)
{
  guint port = client_address_get_port (self->address);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("“%s” refuses connections to port %u."), get_host (self),
                                         port),
                        _ ("No server listens there for this network. Start “charla-server” on that "
                           "computer with “--address 0.0.0.0”, and check the port."));
  else if (self->is_late || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("Port %u of “%s” does not answer: it is filtered, or the "
                                            "computer is off."),
                                         port, get_host (self)),
                        _ ("Switch that computer on, and open the port in its firewall."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
           || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("No computer answers at the address of “%s”."),
                                         get_host (self)),
                        _ ("Switch that computer on, and check that its address is still the same."));
  else
    client_doctor_tell (self, CLIENT_CHECK_FAILED,
                        g_strdup_printf (_ ("Port %u of “%s” cannot be reached: %s"), port,
                                         get_host (self), error->message),
                        _ ("Check the network connection, and the firewall of both computers."));
}

static void try_target (ClientDoctor *self);

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
    = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);

  if (client_doctor_is_stopped (self, error))
    return;

  if (connection != NULL)
    {
      self->remote = g_object_ref (self->targets->pdata[self->target]);
      self->stream = G_IO_STREAM (g_steal_pointer (&connection));
      client_doctor_tell (self, CLIENT_CHECK_PASSED,
                          g_strdup_printf (_ ("Port %u is open."),
                                           client_address_get_port (self->address)),
                          NULL);
    }
  else if (++self->target < self->targets->len)
    try_target (self);
  else
    tell_closed (self, error);
}

static void
try_target (ClientDoctor *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_async (client, self->targets->pdata[self->target],
                                 client_doctor_limit (self, PORT_MS), on_connected,
                                 g_object_ref (self));
}

/* Whether somebody takes connections there. */
void
client_doctor_check_port (ClientDoctor *self)
{
  if (self->targets->len == 0)
    client_doctor_tell (self, CLIENT_CHECK_SKIPPED, NULL, NULL);
  else
    try_target (self);
}
