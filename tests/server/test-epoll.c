/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "peer.h"
#include "server-epoll.h"

/* A receiver that counts what it is told and can end another connection at it. */
#define TEST_TYPE_COUNTER (test_counter_get_type ())
G_DECLARE_FINAL_TYPE (TestCounter, test_counter, TEST, COUNTER, GObject)

struct _TestCounter
{
  GObject parent_instance;

  CharlaConnection *ends; /* closed when a frame comes */
  guint n_received;
  guint n_closed;
};

static void test_counter_receiver_init (CharlaReceiverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCounter, test_counter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CHARLA_TYPE_RECEIVER,
                                                      test_counter_receiver_init))

static void
test_counter_received (CharlaReceiver *receiver, CharlaConnection *connection, GBytes *payload)
{
  TestCounter *self = TEST_COUNTER (receiver);

  self->n_received++;
  if (self->ends != NULL)
    charla_connection_close (self->ends, NULL);
}

static void
test_counter_closed (CharlaReceiver *receiver, CharlaConnection *connection, const GError *reason)
{
  TEST_COUNTER (receiver)->n_closed++;
}

static void
test_counter_receiver_init (CharlaReceiverInterface *iface)
{
  iface->received = test_counter_received;
  iface->closed = test_counter_closed;
}

static void
test_counter_class_init (TestCounterClass *klass)
{
}

static void
test_counter_init (TestCounter *self)
{
}

typedef struct
{
  Peer peer;
  CharlaConnection *connection;
  TestCounter *counter;
} Line;

typedef struct
{
  ServerEpoll *epoll;
  Line a;
  Line b;
} Fixture;

static void
open_line (Line *self, ServerEpoll *epoll)
{
  g_autoptr (GError) error = NULL;

  peer_open (&self->peer);
  self->counter = g_object_new (TEST_TYPE_COUNTER, NULL);
  self->connection =
    charla_connection_new (G_IO_STREAM (self->peer.stream), CHARLA_FRAME_MAX_FROM_CLIENT,
                           CHARLA_WATCHER (epoll), NULL);
  charla_connection_set_receiver (self->connection, CHARLA_RECEIVER (self->counter));
  g_assert_true (charla_connection_start (self->connection, &error));
  g_assert_no_error (error);
}

static void
close_line (Line *self)
{
  charla_connection_close (self->connection, NULL);
  g_assert_finalize_object (self->connection);
  g_assert_finalize_object (self->counter);
  peer_close (&self->peer);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->epoll = server_epoll_new (&error);
  g_assert_no_error (error);
  open_line (&fixture->a, fixture->epoll);
  open_line (&fixture->b, fixture->epoll);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_line (&fixture->a);
  close_line (&fixture->b);
  g_assert_finalize_object (fixture->epoll);
}

static void
send_text (CharlaConnection *connection, const char *text)
{
  g_autoptr (GBytes) frame = charla_frame_new (text, strlen (text));

  g_assert_true (charla_connection_send (connection, frame, NULL));
}

static void
test_read_and_write (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->a.peer, "3         ana2         hi");
  peer_say (&fixture->b.peer, "3         ben");
  WAIT_FOR (fixture->a.counter->n_received == 2 && fixture->b.counter->n_received == 1);

  send_text (fixture->a.connection, "one");
  send_text (fixture->a.connection, "two");
  peer_hear (&fixture->a.peer, "3         one3         two");
}

static void
test_peer_ends (Fixture *fixture, gconstpointer data)
{
  peer_close (&fixture->a.peer);
  peer_reset (&fixture->b.peer);
  WAIT_FOR (fixture->a.counter->n_closed == 1 && fixture->b.counter->n_closed == 1);
}

/* More than a fair share comes in all the same, and nothing is asked for again. */
static void
test_fair_share (Fixture *fixture, gconstpointer data)
{
  g_autofree char *payload = g_strnfill (50000, 'x');
  g_autofree char *frame = g_strconcat ("50000     ", payload, NULL);
  g_autofree char *three = g_strconcat (frame, frame, frame, NULL);

  for (guint i = 1; i <= 20; i++)
    {
      peer_say (&fixture->a.peer, three);
      WAIT_FOR (fixture->a.counter->n_received == 3 * i);
    }
}

/* Who does not read is written to again once it does. */
static void
test_blocked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *payload = g_strnfill (1000000, 'x');
  g_autofree char *frame = g_strconcat ("1000000   ", payload, NULL);

  for (guint i = 0; i < 4; i++)
    {
      send_text (fixture->a.connection, payload);
      peer_turn ();
    }
  for (guint i = 0; i < 20; i++)
    peer_turn ();
  g_assert_cmpuint (charla_connection_get_queued (fixture->a.connection), >, 0);

  for (guint i = 0; i < 4; i++)
    peer_hear (&fixture->a.peer, frame);
  g_assert_cmpuint (charla_connection_get_queued (fixture->a.connection), ==, 0);
}

/* Both have an event in the same turn, and the first ends the other. */
static void
test_close_another (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      fixture->a.counter->ends = fixture->b.connection;
      fixture->b.counter->ends = fixture->a.connection;
      peer_say (&fixture->a.peer, "2         hi");
      peer_say (&fixture->b.peer, "2         hi");
      WAIT_FOR (fixture->a.counter->n_closed + fixture->b.counter->n_closed == 1);
      g_assert_cmpuint (fixture->a.counter->n_received + fixture->b.counter->n_received, ==, 1);

      close_line (&fixture->a);
      close_line (&fixture->b);
      open_line (&fixture->a, fixture->epoll);
      open_line (&fixture->b, fixture->epoll);
    }
}

/* What is queued when a connection is closed is not written, nor is its memory used. */
static void
test_close_scheduled (Fixture *fixture, gconstpointer data)
{
  send_text (fixture->a.connection, "never");
  send_text (fixture->b.connection, "heard");
  charla_connection_close (fixture->a.connection, NULL);
  peer_hear (&fixture->b.peer, "5         heard");
  peer_hear_end (&fixture->a.peer);
}

static void
count (gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
test_watch (Fixture *fixture, gconstpointer data)
{
  Peer peer = { NULL };
  guint n = 0;
  ServerWatch *watch = NULL;
  g_autoptr (GError) error = NULL;

  peer_open (&peer);
  watch = server_epoll_watch (fixture->epoll, g_socket_connection_get_socket (peer.stream), count,
                              &n, &error);
  g_assert_no_error (error);
  peer_turn ();
  g_assert_cmpuint (n, ==, 0);

  peer_say (&peer, "x");
  WAIT_FOR (n == 1);
  peer_turn ();
  g_assert_cmpuint (n, ==, 1);
  server_epoll_unwatch (fixture->epoll, watch);
  peer_say (&peer, "x");
  peer_turn ();
  g_assert_cmpuint (n, ==, 1);
  peer_close (&peer);
}

/* A socket that cannot be watched is an error, not the end. */
static void
test_watch_twice (Fixture *fixture, gconstpointer data)
{
  GSocket *socket = g_socket_connection_get_socket (fixture->a.peer.stream);
  g_autoptr (GError) error = NULL;

  g_assert_null (server_epoll_watch (fixture->epoll, socket, count, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
}

/* When nothing happens, the loop has nothing to do. */
static void
test_rest (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->a.peer, "2         hi");
  WAIT_FOR (fixture->a.counter->n_received == 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  for (guint i = 0; i < 10; i++)
    g_assert_false (g_main_context_pending (NULL));
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

  add ("/epoll/read-and-write", test_read_and_write);
  add ("/epoll/peer-ends", test_peer_ends);
  add ("/epoll/fair-share", test_fair_share);
  add ("/epoll/blocked", test_blocked);
  add ("/epoll/close-another", test_close_another);
  add ("/epoll/close-scheduled", test_close_scheduled);
  add ("/epoll/watch", test_watch);
  add ("/epoll/watch-twice", test_watch_twice);
  add ("/epoll/rest", test_rest);

  return g_test_run ();
}
