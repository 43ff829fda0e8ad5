/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gnutls/gnutls.h>
#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "log-recorder.h"
#include "peer.h"
#include "server-charla.h"
#include "server-classic.h"
#include "server-session.h"
#include "services.h"

/* Of a record of TLS, in bytes. */
#define HEADER 5

static const ServerTimes times = {
  .first_frame_ms = 20000,
  .quiet_ms = 20000,
  .silence_ms = 20000,
  .farewell_ms = 20000,
};

static const ServerTimes short_times = {
  .first_frame_ms = 100,
  .quiet_ms = 20000,
  .silence_ms = 20000,
  .farewell_ms = 20000,
};

typedef struct
{
  TestServices house;
  ServerSurroundings surroundings;
  Peer peer;
  ServerSession *session;
  guint n_closed;

  gnutls_certificate_credentials_t credentials;
  gnutls_session_t tls;
  gsize piece; /* most bytes that are sent at a time */
  GByteArray *held; /* what is not sent yet */
} Fixture;

static void
on_closed (ServerSession *session, gpointer user_data)
{
  ((Fixture *) user_data)->n_closed++;
}

/* The client waits in its calls, and lets the server work meanwhile. */
static ssize_t
push (gnutls_transport_ptr_t transport, const void *data, size_t size)
{
  Fixture *fixture = transport;
  gssize n = send (fixture->peer.fd, data, MIN (size, fixture->piece), MSG_NOSIGNAL);

  if (fixture->piece < size)
    peer_turn ();

  return n;
}

/* Until send_held(). */
static ssize_t
hold (gnutls_transport_ptr_t transport, const void *data, size_t size)
{
  g_byte_array_append (((Fixture *) transport)->held, data, size);
  return (ssize_t) size;
}

static ssize_t
pull (gnutls_transport_ptr_t transport, void *data, size_t size)
{
  Fixture *fixture = transport;
  gssize n = -1;

  WAIT_FOR ((n = recv (fixture->peer.fd, data, size, MSG_DONTWAIT)) >= 0 || errno != EAGAIN);

  return n;
}

static ssize_t
pull_nothing (gnutls_transport_ptr_t transport, void *data, size_t size)
{
  gnutls_transport_set_errno (((Fixture *) transport)->tls, EAGAIN);
  return -1;
}

static int
has_come (gnutls_transport_ptr_t transport, unsigned int milliseconds)
{
  return 1;
}

static void
set_up_client (Fixture *fixture)
{
  fixture->piece = G_MAXSIZE;
  gnutls_certificate_allocate_credentials (&fixture->credentials);
  gnutls_init (&fixture->tls, GNUTLS_CLIENT);
  gnutls_set_default_priority (fixture->tls);
  gnutls_credentials_set (fixture->tls, GNUTLS_CRD_CERTIFICATE, fixture->credentials);
  gnutls_transport_set_ptr (fixture->tls, fixture);
  gnutls_transport_set_push_function (fixture->tls, push);
  gnutls_transport_set_pull_function (fixture->tls, pull);
  gnutls_transport_set_pull_timeout_function (fixture->tls, has_come);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ServerSurroundings *surroundings = &fixture->surroundings;
  g_autoptr (GError) error = NULL;

  log_recorder_clear ();
  test_services_open (&fixture->house);
  surroundings->epoll = server_epoll_new (&error);
  g_assert_no_error (error);
  server_surroundings_set_times (surroundings, data != NULL ? data : &times);
  surroundings->services = &fixture->house.services;
  surroundings->certificate = server_certificate_new_own (fixture->house.folder, &error);
  g_assert_no_error (error);
  surroundings->dialects = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (surroundings->dialects, server_charla_new ());
  g_ptr_array_add (surroundings->dialects, server_classic_new ());
  surroundings->closed = on_closed;
  surroundings->user_data = fixture;

  peer_open (&fixture->peer);
  fixture->session = server_session_new (fixture->peer.stream, "192.0.2.1:1", surroundings);
  server_session_start (fixture->session);
  set_up_client (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gnutls_deinit (fixture->tls);
  gnutls_certificate_free_credentials (fixture->credentials);
  server_session_close (fixture->session, NULL);
  g_assert_cmpuint (fixture->n_closed, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  /* What a thread still has in its hands is let go of here. */
  g_clear_pointer (&fixture->surroundings.handshakes, server_handshakes_free);
  peer_close (&fixture->peer);
  test_services_close (&fixture->house);
  server_surroundings_clear (&fixture->surroundings);
}

static void
say (Fixture *fixture, const char *bytes)
{
  g_assert_cmpint (gnutls_record_send (fixture->tls, bytes, strlen (bytes)), ==, strlen (bytes));
}

static void
hear (Fixture *fixture, const char *bytes)
{
  gsize length = strlen (bytes);
  g_autofree char *heard = g_malloc0 (length + 1);

  for (gsize n = 0; n < length;)
    {
      gssize more = gnutls_record_recv (fixture->tls, heard + n, length - n);

      g_assert_cmpint (more, >, 0);
      n += more;
    }
  g_assert_cmpstr (heard, ==, bytes);
}

static void
shake_hands (Fixture *fixture)
{
  g_assert_cmpint (gnutls_handshake (fixture->tls), ==, GNUTLS_E_SUCCESS);
}

static void
come_in (Fixture *fixture)
{
  shake_hands (fixture);
  say (fixture, "3         ben");
  WAIT_FOR (log_recorder_count ("\"ben\" joined") == 1);
}

static void
post_from_ana (Fixture *fixture, const char *text)
{
  test_services_append (&fixture->house, server_change_new_guest_post ("ana", text), NULL);
}

static void
assert_closed (Fixture *fixture, const char *words)
{
  WAIT_FOR (fixture->n_closed == 1);
  g_assert_cmpuint (log_recorder_count (words), ==, 1);
}

static void
test_talk (Fixture *fixture, gconstpointer data)
{
  come_in (fixture);
  post_from_ana (fixture, "hola");
  hear (fixture, "3         ana4         hola");
}

/* Each byte of the client comes by itself, in the handshake and behind it. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  fixture->piece = 1;
  come_in (fixture);
  post_from_ana (fixture, "hola");
  hear (fixture, "3         ana4         hola");
}

static void
send_held (Fixture *fixture)
{
  GByteArray *held = fixture->held;

  gnutls_transport_set_push_function (fixture->tls, push);
  g_assert_cmpint (send (fixture->peer.fd, held->data, held->len, MSG_NOSIGNAL), ==, held->len);
  g_clear_pointer (&fixture->held, g_byte_array_unref);
}

static void
begin_to_hold (Fixture *fixture)
{
  fixture->held = g_byte_array_new ();
  gnutls_transport_set_push_function (fixture->tls, hold);
}

static void
append_record (GByteArray *records, const guint8 *data, guint16 size)
{
  const guint8 header[] = { 0x16, 3, 1, size >> 8, size & 0xff };

  g_byte_array_append (records, header, sizeof header);
  g_byte_array_append (records, data, size);
}

/* The first that a client says comes in many records, and all at once. */
static void
test_many_records (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) whole = NULL;
  int code = 0;

  begin_to_hold (fixture);
  gnutls_transport_set_pull_function (fixture->tls, pull_nothing);
  code = gnutls_handshake (fixture->tls);
  g_assert_cmpint (code, ==, GNUTLS_E_AGAIN);
  whole = g_steal_pointer (&fixture->held);
  fixture->held = g_byte_array_new ();
  for (guint i = HEADER; i < whole->len; i += 10)
    append_record (fixture->held, whole->data + i, MIN (10, whole->len - i));
  send_held (fixture);

  gnutls_transport_set_pull_function (fixture->tls, pull);
  come_in (fixture);
}

/* New keys, and behind them in the same piece what is said with them. */
static void
test_new_keys (Fixture *fixture, gconstpointer data)
{
  come_in (fixture);
  begin_to_hold (fixture);
  g_assert_cmpint (gnutls_session_key_update (fixture->tls, 0), ==, GNUTLS_E_SUCCESS);
  say (fixture, "4         hola");
  send_held (fixture);
  WAIT_FOR (fixture->house.turns.ended == 1);
}

/* A byte in a record is as much work as many are; others have their turn meanwhile. */
static void
test_tiny_records (Fixture *fixture, gconstpointer data)
{
  const char *frames = "3         uno3         dos4         tres6         cuatro5         cinco";

  come_in (fixture);
  begin_to_hold (fixture);
  for (const char *p = frames; *p != '\0'; p++)
    g_assert_cmpint (gnutls_record_send (fixture->tls, p, 1), ==, 1);
  send_held (fixture);

  WAIT_FOR (fixture->house.turns.begun > 0);
  g_assert_cmpuint (fixture->house.turns.begun, <, 5);
  WAIT_FOR (fixture->house.turns.ended == 5);
}

/* Sixteen million bytes of a hello, says the client, and all of them would be kept. */
static void
test_large_hello (Fixture *fixture, gconstpointer data)
{
  static const guint8 zeros[16384] = { 0 };
  static const guint8 beginning[] = { 1, 0xff, 0xff, 0xff, 3, 3 };

  fixture->held = g_byte_array_new ();
  append_record (fixture->held, beginning, sizeof beginning);
  for (guint i = 0; i < 3; i++)
    append_record (fixture->held, zeros, sizeof zeros);
  send_held (fixture);
  assert_closed (fixture, "The handshake data size is too large");
}

static void
test_stall (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "\x16\x03\x01\x01");
  assert_closed (fixture, "did not say its name in time");
  peer_hear_end (&fixture->peer);
}

static void
test_stall_inside (Fixture *fixture, gconstpointer data)
{
  shake_hands (fixture);
  assert_closed (fixture, "did not say its name in time");
  g_assert_cmpint (gnutls_record_recv (fixture->tls, &(char) { 0 }, 1), ==, 0);
}

static void
test_nonsense (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "\x16 is how it begins, and this is how it goes on");
  assert_closed (fixture, "The TLS handshake has failed");
}

static void
test_break_off (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "\x16\x03\x01\x01");
  shutdown (fixture->peer.fd, SHUT_RDWR);
  assert_closed (fixture, "The TLS handshake has failed");
}

/* While a thread works on the handshake, or does not: the server goes on. */
static void
test_close_meanwhile (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "\x16\x03\x01\x01");
  for (int turns = g_test_rand_int_range (0, 4); turns > 0; turns--)
    g_main_context_iteration (NULL, FALSE);
  server_session_close (fixture->session, NULL);
}

static void
test_inside (Fixture *fixture, gconstpointer data)
{
  shake_hands (fixture);
  say (fixture, "\x16\x03\x01");
  assert_closed (fixture, "Its first byte does not begin a frame");
}

/* More frames in one record than are taken in a turn: the socket tells nothing of the rest. */
static void
test_many_in_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) frames = g_string_new ("3         ben");

  shake_hands (fixture);
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (frames, "3         %03u", i);
  say (fixture, frames->str);
  WAIT_FOR (fixture->house.turns.ended == 300);
}

/* The server writes until nothing fits any more, in the middle of a record, and goes on
 * when it does. */
static void
test_stuck (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (16000, 'x');
  g_autofree char *frames = g_strconcat ("3         ana16000     ", text, NULL);

  come_in (fixture);
  for (guint i = 0; i < 200; i++)
    post_from_ana (fixture, text);
  for (guint i = 0; i < 200; i++)
    hear (fixture, frames);
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  come_in (fixture);
  server_session_stop (fixture->session);
  g_assert_cmpint (gnutls_record_recv (fixture->tls, &(char) { 0 }, 1), ==, 0);
  g_assert_cmpuint (fixture->n_closed, ==, 0);
  gnutls_bye (fixture->tls, GNUTLS_SHUT_WR);
  shutdown (fixture->peer.fd, SHUT_WR);
  WAIT_FOR (fixture->n_closed == 1);
}

static void
test_client_ends (Fixture *fixture, gconstpointer data)
{
  come_in (fixture);
  gnutls_bye (fixture->tls, GNUTLS_SHUT_WR);
  WAIT_FOR (fixture->n_closed == 1);
  g_assert_cmpuint (log_recorder_count ("left"), ==, 1);
}

static void
test_client_drops (Fixture *fixture, gconstpointer data)
{
  come_in (fixture);
  shutdown (fixture->peer.fd, SHUT_RDWR);
  WAIT_FOR (fixture->n_closed == 1);
  g_assert_cmpuint (log_recorder_count ("left"), ==, 1);
}

static void
test_old (Fixture *fixture, gconstpointer data)
{
  gnutls_priority_set_direct (fixture->tls, "NORMAL:-VERS-ALL:+VERS-TLS1.1", NULL);
  g_assert_cmpint (gnutls_handshake (fixture->tls), ==, GNUTLS_E_FATAL_ALERT_RECEIVED);
  g_assert_cmpint (gnutls_alert_get (fixture->tls), ==, GNUTLS_A_PROTOCOL_VERSION);
  assert_closed (fixture, "The TLS handshake has failed");
}

/* What begins again would be a handshake on the main loop. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  gnutls_priority_set_direct (fixture->tls, "NORMAL:-VERS-ALL:+VERS-TLS1.2", NULL);
  come_in (fixture);
  g_assert_cmpint (gnutls_handshake (fixture->tls), <, 0);
  assert_closed (fixture, "TLS has failed");
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  log_recorder_start ();

  add ("/session-tls/talk", NULL, test_talk);
  add ("/session-tls/slow", NULL, test_slow);
  add ("/session-tls/many-records", NULL, test_many_records);
  add ("/session-tls/new-keys", NULL, test_new_keys);
  add ("/session-tls/tiny-records", NULL, test_tiny_records);
  add ("/session-tls/large-hello", NULL, test_large_hello);
  add ("/session-tls/stall", &short_times, test_stall);
  add ("/session-tls/stall-inside", &short_times, test_stall_inside);
  add ("/session-tls/nonsense", NULL, test_nonsense);
  add ("/session-tls/break-off", NULL, test_break_off);
  add ("/session-tls/close-meanwhile", NULL, test_close_meanwhile);
  add ("/session-tls/inside", NULL, test_inside);
  add ("/session-tls/many-in-one", NULL, test_many_in_one);
  add ("/session-tls/stuck", NULL, test_stuck);
  add ("/session-tls/end", NULL, test_end);
  add ("/session-tls/client-ends", NULL, test_client_ends);
  add ("/session-tls/client-drops", NULL, test_client_drops);
  add ("/session-tls/old", NULL, test_old);
  add ("/session-tls/again", NULL, test_again);

  return g_test_run ();
}
