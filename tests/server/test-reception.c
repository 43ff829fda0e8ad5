/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log-recorder.h"
#include "peer.h"
#include "server-reception.h"
#include "services.h"

#define PEERS 3

static const ServerLimits limits = {
  .connections = PEERS,
  .connections_per_address = PEERS,
  .rate_per_address = 100,
};

static const ServerTimes times = {
  .first_frame_ms = 10000,
  .quiet_ms = 10000,
  .silence_ms = 30000,
  .farewell_ms = 1000,
};

typedef struct
{
  TestServices house;
  ServerReception *reception;
  Peer peers[PEERS];
  guint n_left;
} Fixture;

static void
on_left (ServerReception *reception, gpointer user_data)
{
  ((Fixture *) user_data)->n_left++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  log_recorder_clear ();
  test_services_open (&fixture->house);
  fixture->reception = server_reception_new (&limits, &times, &fixture->house.services, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->reception, "left", G_CALLBACK (on_left), fixture);

  for (guint i = 0; i < PEERS; i++)
    {
      peer_open (&fixture->peers[i]);
      server_reception_take (fixture->reception, fixture->peers[i].stream);
    }
  g_assert_cmpuint (server_reception_get_connections (fixture->reception), ==, PEERS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_reception_close (fixture->reception);
  g_assert_cmpuint (server_reception_get_connections (fixture->reception), ==, 0);
  g_assert_finalize_object (fixture->reception);
  test_services_close (&fixture->house);
  for (guint i = 0; i < PEERS; i++)
    peer_close (&fixture->peers[i]);
}

static void
test_talk (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peers[0], "3         ana");
  peer_say (&fixture->peers[1], "3         ben");
  WAIT_FOR (log_recorder_count ("joined") == 2);
  peer_say (&fixture->peers[0], "2         hi");
  peer_hear (&fixture->peers[1], "3         ana2         hi");
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  peer_close (&fixture->peers[0]);
  WAIT_FOR (fixture->n_left == 1);
  g_assert_cmpuint (server_reception_get_connections (fixture->reception), ==, PEERS - 1);
}

/* Who is not taken in is closed as soon as nobody else holds it. */
static void
test_refuse (Fixture *fixture, gconstpointer data)
{
  Peer peer = { NULL };

  peer_open (&peer);
  server_reception_take (fixture->reception, peer.stream);
  g_assert_cmpuint (log_recorder_count ("refused a connection from 127.0.0.1: "), ==, 1);
  g_assert_finalize_object (g_steal_pointer (&peer.stream));
  peer_hear_end (&peer);
  peer_close (&peer);
  g_assert_cmpuint (fixture->n_left, ==, 0);
}

static void
test_reset_before (Fixture *fixture, gconstpointer data)
{
  Peer peer = { NULL };

  peer_open (&peer);
  peer_reset (&peer);
  server_reception_take (fixture->reception, peer.stream);
  g_assert_cmpuint (server_reception_get_connections (fixture->reception), ==, PEERS);
  peer_close (&peer);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peers[0], "3         ana");
  WAIT_FOR (log_recorder_count ("joined") == 1);
  server_reception_stop (fixture->reception);
  WAIT_FOR (fixture->n_left == PEERS);
  for (guint i = 0; i < PEERS; i++)
    peer_hear_end (&fixture->peers[i]);
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  server_reception_close (fixture->reception);
  g_assert_cmpuint (fixture->n_left, ==, PEERS);
  for (guint i = 0; i < PEERS; i++)
    peer_hear_end (&fixture->peers[i]);
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

  add ("/reception/talk", test_talk);
  add ("/reception/leave", test_leave);
  add ("/reception/refuse", test_refuse);
  add ("/reception/reset-before", test_reset_before);
  add ("/reception/stop", test_stop);
  add ("/reception/close", test_close);

  return g_test_run ();
}
