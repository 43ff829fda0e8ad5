/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "log-recorder.h"
#include "peer.h"
#include "server-listener.h"

#define CAPACITY 80

typedef struct
{
  ServerListener *listener;
  guint16 port;
  guint n_incoming;
  gboolean fills; /* whoever comes takes the last place */
} Fixture;

static void
on_incoming (ServerListener *listener, GSocketConnection *stream, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_incoming++;
  if (fixture->fills)
    server_listener_set_connections (listener, CAPACITY);
}

static guint16
listen_on (ServerListener *listener, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocketAddress) got = server_listener_listen (listener, wanted, error);

  return got != NULL ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got)) : 0;
}

/* The first port on which nobody listens, for both families. */
static void
test_choose (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GPtrArray) none = NULL;

  g_ptr_array_add (wanted, g_inet_socket_address_new_from_string ("127.0.0.1", fixture->port));
  chosen = server_listener_choose (wanted, 50);
  g_assert_cmpuint (chosen->len, ==, 1);
  g_assert_cmpuint (g_inet_socket_address_get_port (chosen->pdata[0]), >, fixture->port);

  none = server_listener_choose (wanted, 1);
  g_assert_cmpuint (g_inet_socket_address_get_port (none->pdata[0]), ==, fixture->port);
}

/* A socket that somebody else has opened. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSocket) socket
    = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_socket_bind (socket, wanted, FALSE, NULL));
  g_assert_true (g_socket_listen (socket, NULL));
  address = server_listener_take (fixture->listener, socket, &error);
  g_assert_no_error (error);
  server_listener_start (fixture->listener);
  close (peer_connect (g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address))));
  WAIT_FOR (fixture->n_incoming == 1);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  log_recorder_clear ();
  fixture->listener = server_listener_new (CAPACITY);
  g_signal_connect (fixture->listener, "incoming", G_CALLBACK (on_incoming), fixture);
  fixture->port = listen_on (fixture->listener, "127.0.0.1", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->port, >, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_listener_stop (fixture->listener);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->listener);
}

static void
come_and_go (Fixture *fixture)
{
  close (peer_connect (fixture->port));
}

/* As nobody takes them, those who come are closed. Before the start they wait. */
static void
test_incoming (Fixture *fixture, gconstpointer data)
{
  Peer peer = { .fd = peer_connect (fixture->port) };

  peer_turn ();
  g_assert_cmpuint (fixture->n_incoming, ==, 0);
  server_listener_start (fixture->listener);
  WAIT_FOR (fixture->n_incoming == 1);
  peer_hear_end (&peer);
  peer_close (&peer);

  for (guint i = 0; i < 5; i++)
    come_and_go (fixture);
  WAIT_FOR (fixture->n_incoming == 6);
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  fixture->fills = TRUE;
  server_listener_start (fixture->listener);
  for (guint i = 0; i < 5; i++)
    come_and_go (fixture);

  /* One comes for each that goes, which is not worth a line each time. */
  for (guint i = 1; i <= 5; i++)
    {
      WAIT_FOR (fixture->n_incoming == i);
      for (guint turn = 0; turn < 3; turn++)
        peer_turn ();
      g_assert_cmpuint (fixture->n_incoming, ==, i);
      server_listener_set_connections (fixture->listener, CAPACITY - 1);
    }
  g_assert_cmpuint (log_recorder_count ("others wait"), ==, 1);
  g_assert_cmpuint (log_recorder_count (""), ==, 1);

  server_listener_set_connections (fixture->listener, 0);
  g_assert_cmpuint (log_recorder_count ("accepting"), ==, 1);
}

static void
test_two_addresses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint16 other = listen_on (fixture->listener, "127.0.0.2", fixture->port, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (other, ==, fixture->port);
  server_listener_start (fixture->listener);
  come_and_go (fixture);
  WAIT_FOR (fixture->n_incoming == 1);
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (listen_on (fixture->listener, "127.0.0.1", fixture->port, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_assert_nonnull (g_strrstr (error->message, "127.0.0.1:"));
}

static void
test_not_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (listen_on (fixture->listener, "192.0.2.1", 1234, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (g_strrstr (error->message, "192.0.2.1:1234"));
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  log_recorder_start ();

  add ("/listener/incoming", test_incoming);
  add ("/listener/full", test_full);
  add ("/listener/two-addresses", test_two_addresses);
  add ("/listener/in-use", test_in_use);
  add ("/listener/not-here", test_not_here);
  add ("/listener/choose", test_choose);
  add ("/listener/take", test_take);

  return g_test_run ();
}
