/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-member.h"
#include "log-recorder.h"
#include "peer.h"
#include "server-classic.h"
#include "server-session.h"

#define TIMEOUT_MS 100

typedef struct
{
  ServerSurroundings surroundings;
  FakeMember *ana; /* is in the room already */
  Peer peer;
  ServerSession *session;
  guint n_closed;
} Fixture;

static void
on_closed (ServerSession *session, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_closed++;
  g_assert_true (session == fixture->session);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ServerSurroundings *surroundings = &fixture->surroundings;
  g_autoptr (GError) error = NULL;

  log_recorder_clear ();
  surroundings->epoll = server_epoll_new (&error);
  g_assert_no_error (error);
  surroundings->deadlines = server_session_deadlines_new (TIMEOUT_MS);
  surroundings->dialect = server_classic_new ();
  surroundings->directory = server_directory_new ();
  surroundings->closed = on_closed;
  surroundings->user_data = fixture;

  fixture->ana = fake_member_new (NULL);
  fixture->ana->name =
    server_directory_join (surroundings->directory, SERVER_MEMBER (fixture->ana), "ana");

  peer_open (&fixture->peer);
  fixture->session = server_session_new (fixture->peer.stream, "192.0.2.1:1", surroundings);
  server_session_start (fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ServerSurroundings *surroundings = &fixture->surroundings;

  server_session_close (fixture->session, NULL);
  g_assert_cmpuint (fixture->n_closed, ==, 1);
  g_assert_finalize_object (fixture->session);
  peer_close (&fixture->peer);

  server_directory_leave (surroundings->directory, SERVER_MEMBER (fixture->ana));
  g_assert_finalize_object (fixture->ana);
  g_assert_finalize_object (surroundings->directory);
  g_assert_finalize_object (surroundings->dialect);
  g_assert_finalize_object (surroundings->epoll);
  charla_deadlines_free (surroundings->deadlines);
}

static void
post_from_ana (Fixture *fixture, const char *text)
{
  g_auto (ServerRequest) request = { SERVER_REQUEST_POST, g_bytes_new (text, strlen (text)) };

  server_directory_handle (fixture->surroundings.directory, SERVER_MEMBER (fixture->ana),
                           &request);
}

static void
assert_closed (Fixture *fixture, const char *words)
{
  WAIT_FOR (fixture->n_closed == 1);
  g_assert_cmpuint (log_recorder_count (words), ==, 1);
  g_assert_cmpuint (log_recorder_count ("192.0.2.1:1"), <=, 2);
  g_assert_cmpstr (log_recorder_get_address (), ==, "192.0.2.1:1");
  fake_member_assert_heard (fixture->ana, "");
}

static void
test_talk (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "3         ben");
  WAIT_FOR (log_recorder_count ("\"ben\" joined from 192.0.2.1:1") == 1);
  peer_say (&fixture->peer, "2         hi");
  WAIT_FOR (fixture->ana->heard->len > 0);
  fake_member_assert_heard (fixture->ana, "ben: hi\n");
  post_from_ana (fixture, "hello");
  peer_hear (&fixture->peer, "3         ana5         hello");
  g_assert_cmpuint (log_recorder_count ("hello"), ==, 0);
}

/* The deadline is over once it has said its name. */
static void
test_no_deadline_after_the_name (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 2 * TIMEOUT_MS * 1000;

  peer_say (&fixture->peer, "3         ben");
  WAIT_FOR (g_get_monotonic_time () > end);
  post_from_ana (fixture, "hello");
  peer_hear (&fixture->peer, "3         ana5         hello");
}

static void
test_name_taken (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "3         ANA");
  WAIT_FOR (log_recorder_count ("\"ANA 2\" joined") == 1);
  g_assert_cmpstr (server_member_get_name (SERVER_MEMBER (fixture->session)), ==, "ANA 2");
}

static void
test_leave (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "3         ben");
  WAIT_FOR (log_recorder_count ("joined") == 1);
  peer_close (&fixture->peer);
  assert_closed (fixture, "\"ben\" from 192.0.2.1:1 left");
  post_from_ana (fixture, "ben?");
}

static void
test_leave_without_a_word (Fixture *fixture, gconstpointer data)
{
  peer_close (&fixture->peer);
  assert_closed (fixture, "ended without a name");
}

static void
test_reset_without_a_word (Fixture *fixture, gconstpointer data)
{
  peer_reset (&fixture->peer);
  assert_closed (fixture, "closed a connection");
}

static void
test_silence (Fixture *fixture, gconstpointer data)
{
  assert_closed (fixture, "in time");
  peer_hear_end (&fixture->peer);
}

static void
test_half_a_header (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "3   ");
  assert_closed (fixture, "in time");
  peer_hear_end (&fixture->peer);
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "\x16\x03\x01");
  assert_closed (fixture, "TLS");
  peer_hear_end (&fixture->peer);
}

static void
test_first_byte (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "GET / HTTP/1.1");
  assert_closed (fixture, "does not begin a frame");
  peer_hear_end (&fixture->peer);
}

static void
test_bad_name (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "0         2         hi");
  assert_closed (fixture, "closed a connection");
  peer_hear_end (&fixture->peer);
}

static void
test_bad_text (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "3         ben3         \xff\xfe\xfd");
  assert_closed (fixture, "closed the connection of \"ben\" from 192.0.2.1:1");
  peer_hear_end (&fixture->peer);
}

/* Is let go at the first event for which there is no room, and then out of the room. */
static void
test_too_slow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');

  peer_say (&fixture->peer, "3         ben");
  WAIT_FOR (log_recorder_count ("joined") == 1);
  while (fixture->n_closed == 0)
    post_from_ana (fixture, text);
  assert_closed (fixture, "does not read");
  post_from_ana (fixture, "and nobody is there");
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  peer_say (&fixture->peer, "3         ben");
  WAIT_FOR (log_recorder_count ("joined") == 1);
  server_session_close (fixture->session, NULL);
  server_session_close (fixture->session, NULL);
  assert_closed (fixture, "left");
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

  add ("/session/talk", test_talk);
  add ("/session/no-deadline-after-the-name", test_no_deadline_after_the_name);
  add ("/session/name-taken", test_name_taken);
  add ("/session/leave", test_leave);
  add ("/session/leave-without-a-word", test_leave_without_a_word);
  add ("/session/reset-without-a-word", test_reset_without_a_word);
  add ("/session/silence", test_silence);
  add ("/session/half-a-header", test_half_a_header);
  add ("/session/tls", test_tls);
  add ("/session/first-byte", test_first_byte);
  add ("/session/bad-name", test_bad_name);
  add ("/session/bad-text", test_bad_text);
  add ("/session/too-slow", test_too_slow);
  add ("/session/close", test_close);

  return g_test_run ();
}
