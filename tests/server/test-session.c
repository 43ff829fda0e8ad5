/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fake-member.h"
#include "log-recorder.h"
#include "peer.h"
#include "server-charla.h"
#include "server-classic.h"
#include "server-session.h"
#include "services.h"

static const ServerTimes times = {
  .first_frame_ms = 100,
  .quiet_ms = 60,
  .silence_ms = 300,
  .farewell_ms = 200,
};

static const ServerTimes long_times = {
  .first_frame_ms = 100,
  .quiet_ms = 20000,
  .silence_ms = 20000,
  .farewell_ms = 20000,
};

typedef struct
{
  TestServices house;
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
  test_services_open (&fixture->house);
  surroundings->epoll = server_epoll_new (&error);
  g_assert_no_error (error);
  server_surroundings_set_times (surroundings, data != NULL ? data : &times);
  surroundings->services = &fixture->house.services;
  surroundings->dialects = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (surroundings->dialects, server_charla_new ());
  g_ptr_array_add (surroundings->dialects, server_classic_new ());
  surroundings->closed = on_closed;
  surroundings->user_data = fixture;

  fixture->ana = fake_member_new ();
  fixture->ana->user = server_directory_join_guest (fixture->house.services.directory,
                                                    SERVER_MEMBER (fixture->ana), "ana");

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
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->session);
  peer_close (&fixture->peer);

  server_directory_leave (fixture->house.services.directory, SERVER_MEMBER (fixture->ana));
  g_assert_finalize_object (fixture->ana);
  test_services_close (&fixture->house);
  server_surroundings_clear (surroundings);
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
  g_assert_cmpuint (log_recorder_count ("192.0.2.1:1"), <=, 2);
  g_assert_cmpstr (log_recorder_get_address (), ==, "192.0.2.1:1");
}

static void
say (Fixture *fixture, const char *payload)
{
  g_autofree char *frame = g_strdup_printf ("%-10" G_GSIZE_FORMAT "%s", strlen (payload), payload);

  peer_say (&fixture->peer, frame);
}

static void
hear (Fixture *fixture, const char *payload)
{
  g_autofree char *frame = g_strdup_printf ("%-10" G_GSIZE_FORMAT "%s", strlen (payload), payload);

  peer_hear (&fixture->peer, frame);
}

/* Hears one frame, whatever it is, and returns its payload. */
static char *
hear_any (Fixture *fixture)
{
  char header[CHARLA_HEADER_SIZE + 1] = "";
  g_autofree char *payload = NULL;
  gsize length = 0;

  peer_read (&fixture->peer, header, CHARLA_HEADER_SIZE);
  length = g_ascii_strtoull (header, NULL, 10);
  payload = g_malloc0 (length + 1);
  peer_read (&fixture->peer, payload, length);

  return g_steal_pointer (&payload);
}

static void
skip_to (Fixture *fixture, const char *words)
{
  g_autofree char *payload = NULL;

  do
    {
      g_free (payload);
      payload = hear_any (fixture);
    }
  while (strstr (payload, words) == NULL);
}

static void
enter (Fixture *fixture)
{
  say (fixture, "{\"charla\":1,\"name\":\"ben\",\"id\":0}");
  skip_to (fixture, "{\"re\":0,\"ok\":{\"charla\":1,");
  skip_to (fixture, "{\"ev\":\"live\",");
}

/* The classic dialect */

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

/* Neither deadlines nor pings once it has said its name. */
static void
test_silent_guest (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 2 * times.silence_ms * 1000;

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
  fake_member_assert_heard (fixture->ana, "");
}

/* Is let go at the first event for which there is no room, and then out of the room. */
static void
test_too_slow (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');

  peer_say (&fixture->peer, "3         ben");
  WAIT_FOR (log_recorder_count ("joined") == 1);
  while (log_recorder_count ("does not read") == 0)
    post_from_ana (fixture, text);
  post_from_ana (fixture, "and nobody is there");
  WAIT_FOR (fixture->n_closed == 1);
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

/* A guest that says more than the disk can take is not read for a while. */
static void
test_burst (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) frames = g_string_new ("3         ben");
  g_autoptr (GString) heard = g_string_new (NULL);

  for (guint i = 0; i < 1000; i++)
    {
      g_string_append_printf (frames, "5         hi%03u", i);
      g_string_append_printf (heard, "ben: hi%03u\n", i);
    }
  peer_say (&fixture->peer, frames->str);
  WAIT_FOR (fixture->ana->heard->len == heard->len);
  fake_member_assert_heard (fixture->ana, heard->str);
}

/* The Charla dialect */

static void
test_hello (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  say (fixture, "{\"id\":1,\"do\":\"ping\"}");
  hear (fixture, "{\"re\":1,\"ok\":{}}");
  say (fixture, "{\"id\":2,\"do\":\"dance\"}");
  skip_to (fixture, "{\"re\":2,\"error\":{\"code\":\"bad-request\",");
  peer_close (&fixture->peer);
  assert_closed (fixture, "\"ben\" from 192.0.2.1:1 left");
}

/* Who does not wait for the answer to the hello is answered all the same, after it. */
static void
test_hurry (Fixture *fixture, gconstpointer data)
{
  say (fixture, "{\"charla\":1,\"name\":\"ben\",\"id\":0}");
  say (fixture, "{\"id\":1,\"do\":\"post\",\"room\":\"r1\",\"text\":\"hi\",\"nonce\":\"1\"}");
  say (fixture, "{\"id\":2,\"do\":\"ping\"}");
  skip_to (fixture, "{\"re\":0,\"ok\":{\"charla\":1,");
  skip_to (fixture, "{\"re\":2,\"ok\":{}}");
  skip_to (fixture, "{\"re\":1,\"ok\":{\"seq\":2,");
  skip_to (fixture, "{\"ev\":\"message\",\"seq\":2,");
  fake_member_assert_heard (fixture->ana, "member\nben: hi\n");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  test_services_claim (&fixture->house, "ben", NULL);
  say (fixture, "{\"charla\":1,\"name\":\"ben\",\"id\":9}");
  hear (fixture, "{\"re\":9,\"error\":{\"code\":\"auth-required\",\"text\":\"Somebody has that "
                 "name: it takes a token or a password\",\"needs\":\"password\"}}");
  peer_hear_end (&fixture->peer);
  assert_closed (fixture, "closed a connection from");
}

static void
test_bad_hello (Fixture *fixture, gconstpointer data)
{
  say (fixture, "{\"charla\":1,\"name\":\"\",\"id\":9}");
  skip_to (fixture, "{\"re\":9,\"error\":{\"code\":\"name-invalid\",");
  peer_hear_end (&fixture->peer);
  assert_closed (fixture, "closed a connection from");
}

static void
test_no_json (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  say (fixture, "hello");
  skip_to (fixture, "{\"error\":{\"code\":\"bad-request\",");
  peer_hear_end (&fixture->peer);
  assert_closed (fixture, "closed the connection of \"ben\"");
}

static void
test_pings (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 2 * times.silence_ms * 1000;
  gint64 id = 1;

  enter (fixture);
  while (g_get_monotonic_time () < end)
    {
      g_autofree char *request
        = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"do\":\"ping\"}", id++);

      skip_to (fixture, "{\"ev\":\"ping\"}");
      say (fixture, request);
      skip_to (fixture, "\"ok\":{}");
    }
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  skip_to (fixture, "ping");
  skip_to (fixture, "ping");
  assert_closed (fixture, "silent for too long");
}

/* A reader that is too slow is told so, where it still reads that. */
static void
test_too_slow_for_events (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');

  enter (fixture);
  while (log_recorder_count ("does not read") == 0)
    post_from_ana (fixture, text);
  skip_to (fixture, "{\"ev\":\"bye\",\"code\":\"too-slow\",");
  peer_hear_end (&fixture->peer);
  WAIT_FOR (fixture->n_closed == 1);
}

/* What has been asked for is answered before the end. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  enter (fixture);
  say (fixture, "{\"id\":1,\"do\":\"post\",\"room\":\"r1\",\"text\":\"hi\",\"nonce\":\"1\"}");
  WAIT_FOR (fixture->house.turns.begun == 1);
  server_session_stop (fixture->session);
  skip_to (fixture, "{\"re\":1,\"ok\":{\"seq\":2,");
  hear (fixture, "{\"ev\":\"bye\",\"code\":\"shutting-down\",\"text\":\"The server stops\"}");
  peer_hear_end (&fixture->peer);
  assert_closed (fixture, "left");
  fake_member_assert_heard (fixture->ana, "member\nben: hi\n");
}

static void
test_stop_early (Fixture *fixture, gconstpointer data)
{
  server_session_stop (fixture->session);
  assert_closed (fixture, "ended without a name");
  peer_hear_end (&fixture->peer);
}

/* Whoever has said hello is answered that first. */
static void
test_stop_while_entering (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;

  say (fixture, "{\"charla\":1,\"name\":\"ben\",\"id\":0}");
  WAIT_FOR (server_directory_find_user (fixture->house.services.directory, "ben") != NULL);
  server_session_stop (fixture->session);
  first = hear_any (fixture);
  g_assert_true (g_str_has_prefix (first, "{\"re\":0,\"ok\":{\"charla\":1,"));
  skip_to (fixture, "{\"ev\":\"bye\",\"code\":\"shutting-down\",");
  peer_hear_end (&fixture->peer);
  assert_closed (fixture, "left");
}

static void
test_close_while_entering (Fixture *fixture, gconstpointer data)
{
  say (fixture, "{\"charla\":1,\"name\":\"ben\",\"id\":0}");
  for (guint i = 0; i < 3; i++)
    peer_turn ();
  server_session_close (fixture->session, NULL);
  g_assert_cmpuint (fixture->n_closed, ==, 1);
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
  add ("/session/silent-guest", test_silent_guest);
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
  add ("/session/burst", test_burst);
  add ("/session/hello", test_hello);
  add ("/session/hurry", test_hurry);
  add ("/session/refused", test_refused);
  add ("/session/bad-hello", test_bad_hello);
  add ("/session/no-json", test_no_json);
  add ("/session/pings", test_pings);
  add ("/session/gone", test_gone);
  g_test_add ("/session/too-slow-for-events", Fixture, &long_times, set_up,
              test_too_slow_for_events, tear_down);
  add ("/session/stop", test_stop);
  add ("/session/stop-early", test_stop_early);
  add ("/session/stop-while-entering", test_stop_while_entering);
  add ("/session/close-while-entering", test_close_while_entering);

  return g_test_run ();
}
