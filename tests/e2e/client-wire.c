/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The wire of the client with a real server: each request, what others see of it, and
 * coming back to a server that was killed.
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "../client/folder.h"
#include "../client/wait.h"
#include "client-error.h"
#include "client-history.h"
#include "client-reconnector.h"

static double
random_most (void)
{
  return 1;
}

static const ClientBackoff quick = { .first_ms = 5, .longest_ms = 50, .random = random_most };

/* A server, on a port of its own, and where it keeps what it knows. */
typedef struct
{
  Folder *folder;
  GSubprocess *process;
  GDataInputStream *output;
  guint port;
} Server;

/* Somebody who uses the client, and what they know. */
typedef struct
{
  ClientReconnector *reconnector;
  ClientHello *hello;
  ClientWelcome *welcome;
  GPtrArray *events; /* durable ones */
  guint n_live;
  guint n_answers;
  CharlaMessage *ok;
  GError *error;
} Person;

static void
server_start (Server *self, const char *join_word)
{
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  const char *const arguments[] = { g_getenv ("CHARLA_SERVER"), "--port", port, "--data-dir",
                                    self->folder, "--address", "127.0.0.1",
                                    join_word != NULL ? "--join-word" : NULL, join_word,
                                    NULL };

  self->process = g_subprocess_newv (
    arguments, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->port = (guint) g_ascii_strtoull (strrchr (line, ':') + 1, NULL, 10);
}

static void
server_end (Server *self, int number)
{
  g_subprocess_send_signal (self->process, number);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
}

static void
server_set_up (Server *self, gconstpointer data)
{
  self->folder = folder_new ();
  server_start (self, data);
}

static void
server_tear_down (Server *self, gconstpointer data)
{
  server_end (self, SIGTERM);
  g_clear_pointer (&self->folder, folder_free);
}

static void
person_tell (Person *self, ClientSpeech speech)
{
  client_reconnector_set_hello (self->reconnector, self->hello, speech);
}

/* What is known from now on goes into the next hello. */
static void
on_welcomed (Person *self, ClientWelcome *welcome)
{
  g_clear_pointer (&self->welcome, client_welcome_unref);
  self->welcome = client_welcome_ref (welcome);
  if (welcome->is_classic)
    return;

  if (welcome->token != NULL)
    {
      g_free (self->hello->token);
      self->hello->token = g_strdup (welcome->token);
    }
  if (self->hello->since == CLIENT_HELLO_NOTHING_SEEN)
    self->hello->since = welcome->head;
  person_tell (self, CLIENT_SPEECH_CHARLA);
}

static void
on_event (Person *self, ClientEvent *event)
{
  self->n_live += event->kind == CLIENT_EVENT_LIVE;
  if (event->seq == 0)
    return;

  g_assert_cmpint (event->seq, >, self->hello->since);
  self->hello->since = event->seq;
  g_ptr_array_add (self->events, client_event_ref (event));
  if (!self->welcome->is_classic)
    person_tell (self, CLIENT_SPEECH_CHARLA);
}

static Person *
person_new (Server *server, const char *name, ClientSpeech speech)
{
  Person *self = g_new0 (Person, 1);
  g_autofree char *text = g_strdup_printf ("127.0.0.1:%u", server->port);
  g_autoptr (ClientAddress) address = client_address_parse (text, NULL);
  ClientTiming timing;

  client_timing_init (&timing);
  self->hello = client_hello_new (name);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
  self->reconnector = client_reconnector_new (address, self->hello, speech,
                                              g_network_monitor_get_default (), &quick, &timing);
  g_signal_connect_swapped (self->reconnector, "welcomed", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->reconnector, "event", G_CALLBACK (on_event), self);
  return self;
}

static void
person_free (Person *self)
{
  g_assert_finalize_object (g_steal_pointer (&self->reconnector));
  wait_settle ();
  client_hello_free (self->hello);
  g_clear_pointer (&self->welcome, client_welcome_unref);
  g_clear_pointer (&self->ok, charla_message_unref);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->events);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Person, person_free)

static Person *
person_join (Server *server, const char *name, ClientSpeech speech)
{
  Person *self = person_new (server, name, speech);

  client_reconnector_open (self->reconnector);
  WAIT_FOR (self->n_live == 1);
  g_assert_cmpint (client_reconnector_get_state (self->reconnector), ==, CLIENT_SESSION_ONLINE);
  return self;
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Person *self = user_data;

  self->n_answers++;
  self->ok = client_reconnector_request_finish (result, &self->error);
}

/* Asks, and waits for the answer. */
static CharlaMessage *
try (Person *self, ClientRequest *request)
{
  guint n_answers = self->n_answers;

  g_clear_pointer (&self->ok, charla_message_unref);
  g_clear_error (&self->error);
  client_reconnector_request_async (self->reconnector, request, on_answer, self);
  WAIT_FOR (self->n_answers > n_answers);
  return self->ok;
}

static CharlaMessage *
ask (Person *self, ClientRequest *request)
{
  try (self, request);
  g_assert_no_error (self->error);
  return self->ok;
}

static void
refused (Person *self, CharlaCode code, ClientRequest *request)
{
  g_assert_null (try (self, request));
  g_assert_error (self->error, CHARLA_CODE_ERROR, (int) code);
  g_assert_cmpuint (strlen (self->error->message), >, 5);
}

static char *
ask_room (Person *self, ClientRequest *request)
{
  g_autoptr (CharlaMessage) object = charla_message_get_object (ask (self, request), "room");
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoomInfo) room = client_room_info_parse (object, &error);

  g_assert_no_error (error);
  return g_strdup (room->id);
}

static gint64
ask_post (Person *self, const char *room, const char *text, const char *nonce)
{
  gint64 seq = 0;

  ask (self, client_request_new_post (room, text, nonce, 0));
  g_assert_true (charla_message_get_int (self->ok, "seq", &seq));
  return seq;
}

/* Waits for the newest event, and takes a look at it. */
static ClientEvent *
see (Person *self, ClientEventKind kind)
{
  ClientEvent *last = NULL;

  WAIT_FOR (self->events->len > 0
            && (last = g_ptr_array_index (self->events, self->events->len - 1))->kind == kind);
  return last;
}

static gsize
ask_page (Person *self, const char *member, ClientRequest *request)
{
  gsize length = 0;

  g_assert_true (charla_message_get_length (ask (self, request), member, &length));
  return length;
}

static void
test_messages (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_join (server, "ana", CLIENT_SPEECH_ANY);
  g_autofree char *room =
    ask_room (ana, client_request_new_create ("Tea", CLIENT_ROOM_PUBLIC, "Mint"));
  gint64 seq = ask_post (ana, room, "¡Hola! 👋", "one");
  g_autoptr (ClientHistory) history = NULL;

  g_assert_false (ana->welcome->is_classic);
  g_assert_nonnull (ana->welcome->token);
  g_assert_cmpint (see (ana, CLIENT_EVENT_MESSAGE)->seq, ==, seq);
  g_assert_cmpint (ask_post (ana, room, "¡Hola! 👋", "one"), ==, seq);
  ask (ana, client_request_new_edit (seq, "¡Adiós!"));
  g_assert_cmpint (see (ana, CLIENT_EVENT_EDIT)->target, ==, seq);
  ask (ana, client_request_new_react (seq, "👍", TRUE));
  g_assert_cmpstr (see (ana, CLIENT_EVENT_REACT)->emoji, ==, "👍");
  ask (ana, client_request_new_post (room, "An answer", "two", seq));
  g_assert_cmpint (see (ana, CLIENT_EVENT_MESSAGE)->message->reply, ==, seq);
  ask (ana, client_request_new_read (room, seq));
  ask (ana, client_request_new_typing (room, TRUE));

  ask (ana, client_request_new_history (room, CLIENT_PLACE_NEWEST, 0, 50));
  history = client_history_parse (ana->ok, room, CLIENT_PLACE_NEWEST, 0, 0, &ana->error);
  g_assert_no_error (ana->error);
  g_assert_cmpuint (history->messages->len, ==, 2);
  g_assert_cmpuint (
    ask_page (ana, "messages", client_request_new_history (room, CLIENT_PLACE_BEFORE, seq + 1, 0)),
    ==, 1);
  g_assert_cmpuint (
    ask_page (ana, "messages", client_request_new_history (room, CLIENT_PLACE_AFTER, seq, 0)), ==, 1);
  g_assert_cmpuint (
    ask_page (ana, "messages", client_request_new_history (room, CLIENT_PLACE_AROUND, seq, 0)), ==,
    2);
  g_assert_cmpuint (
    ask_page (ana, "messages", client_request_new_search ("adios", room, "ana", 0, 10)), ==, 1);

  ask (ana, client_request_new_delete (seq));
  g_assert_cmpint (see (ana, CLIENT_EVENT_DELETE)->target, ==, seq);
  refused (ana, CHARLA_CODE_NOT_FOUND, client_request_new_edit (seq + 1000, "No"));
}

static void
test_rooms (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_join (server, "ana", CLIENT_SPEECH_CHARLA);
  g_autoptr (Person) bob = person_join (server, "bob", CLIENT_SPEECH_CHARLA);
  g_autofree char *tea = ask_room (ana, client_request_new_create ("Tea", CLIENT_ROOM_PUBLIC, NULL));
  g_autofree char *secret =
    ask_room (ana, client_request_new_create ("Secret", CLIENT_ROOM_PRIVATE, NULL));
  g_autofree char *both = NULL;
  g_autofree char *same = NULL;

  g_assert_cmpuint (ask_page (bob, "rooms", client_request_new_rooms ("te", NULL, 10)), ==, 1);
  refused (bob, CHARLA_CODE_UNKNOWN_ROOM, client_request_new_join (secret));
  ask (bob, client_request_new_join (tea));
  refused (bob, CHARLA_CODE_FORBIDDEN, client_request_new_topic (tea, "Mate"));
  ask (ana, client_request_new_role (tea, "bob", CLIENT_ROLE_MODERATOR));
  ask (bob, client_request_new_topic (tea, "Mate"));
  g_assert_cmpstr (see (ana, CLIENT_EVENT_ROOM)->about->topic, ==, "Mate");
  ask (ana, client_request_new_rename (tea, "Mate"));
  g_assert_cmpuint (ask_page (ana, "members", client_request_new_members (tea, NULL, 10)), ==, 2);

  ask (ana, client_request_new_invite (secret, "bob", "Come in"));
  g_assert_cmpstr (see (bob, CLIENT_EVENT_MEMBER)->room, ==, secret);
  ask (ana, client_request_new_kick (secret, "bob", "Go away"));
  WAIT_FOR (see (bob, CLIENT_EVENT_MEMBER)->role == CLIENT_ROLE_NONE);
  ask (bob, client_request_new_leave (tea));

  both = ask_room (ana, client_request_new_direct ("bob"));
  same = ask_room (bob, client_request_new_direct ("ana"));
  g_assert_cmpstr (both, ==, same);
}

/* Returns why one is not let in. */
static void
assert_not_let_in (Server *server, const char *name, const char *token, const char *password,
                   const char *join, ClientError expected)
{
  g_autoptr (Person) stranger = person_new (server, name, CLIENT_SPEECH_ANY);

  stranger->hello->token = g_strdup (token);
  stranger->hello->password = g_strdup (password);
  stranger->hello->join = g_strdup (join);
  person_tell (stranger, CLIENT_SPEECH_ANY);
  client_reconnector_open (stranger->reconnector);
  WAIT_FOR (client_reconnector_get_state (stranger->reconnector) == CLIENT_SESSION_OFFLINE);
  g_assert_error (client_reconnector_get_error (stranger->reconnector), CLIENT_ERROR,
                  (int) expected);
  g_assert_cmpuint (stranger->n_live, ==, 0);
}

static void
test_people (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_join (server, "ana", CLIENT_SPEECH_ANY);
  g_autoptr (Person) device = NULL;

  ask (ana, client_request_new_whois ("ana"));
  refused (ana, CHARLA_CODE_UNKNOWN_USER, client_request_new_whois ("nobody"));
  ask (ana, client_request_new_status (CLIENT_USER_AWAY, "At tea"));
  ask (ana, client_request_new_ping ());
  ask (ana, client_request_new_password ("correct horse", NULL));

  assert_not_let_in (server, "ana", NULL, NULL, NULL, CLIENT_ERROR_AUTH_REQUIRED);
  assert_not_let_in (server, "ana", "wrong", NULL, NULL, CLIENT_ERROR_AUTH_FAILED);
  assert_not_let_in (server, "ana", NULL, "wrong", NULL, CLIENT_ERROR_AUTH_FAILED);

  device = person_new (server, "Ana", CLIENT_SPEECH_CHARLA);
  device->hello->password = g_strdup ("correct horse");
  person_tell (device, CLIENT_SPEECH_CHARLA);
  client_reconnector_open (device->reconnector);
  WAIT_FOR (device->n_live == 1);
  g_assert_cmpstr (device->welcome->token, !=, ana->welcome->token);
  ask (device, client_request_new_logout (FALSE));
}

static void
test_join_word (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_new (server, "ana", CLIENT_SPEECH_ANY);

  assert_not_let_in (server, "ana", NULL, NULL, NULL, CLIENT_ERROR_JOIN_WORD);
  assert_not_let_in (server, "ana", NULL, NULL, "wrong", CLIENT_ERROR_JOIN_WORD);
  ana->hello->join = g_strdup (data);
  person_tell (ana, CLIENT_SPEECH_ANY);
  client_reconnector_open (ana->reconnector);
  WAIT_FOR (ana->n_live == 1);
}

/* The Lobby is everyone's, in either dialect. */
static void
test_classic (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_join (server, "ana", CLIENT_SPEECH_ANY);
  g_autoptr (Person) old = person_join (server, "old", CLIENT_SPEECH_CLASSIC);
  ClientRoomInfo *lobby = g_ptr_array_index (ana->welcome->rooms, 0);
  ClientRoomInfo *only = g_ptr_array_index (old->welcome->rooms, 0);

  g_assert_true (old->welcome->is_classic);
  ask_post (old, only->id, "good morning", "");
  g_assert_cmpstr (see (ana, CLIENT_EVENT_MESSAGE)->message->text, ==, "good morning");
  ask_post (ana, lobby->id, "hello", "one");
  WAIT_FOR (old->events->len == 2);
  g_assert_cmpstr (see (old, CLIENT_EVENT_MESSAGE)->message->text, ==, "hello");
  g_assert_cmpstr (see (old, CLIENT_EVENT_MESSAGE)->message->name, ==, "ana");
}

/* Nothing is missed, and nothing comes twice: on_event() holds that the log grows. */
static void
test_killed (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_join (server, "ana", CLIENT_SPEECH_ANY);
  g_autoptr (Person) bob = person_join (server, "bob", CLIENT_SPEECH_ANY);
  ClientRoomInfo *lobby = g_ptr_array_index (ana->welcome->rooms, 0);
  g_autofree char *room = g_strdup (lobby->id);

  for (guint round = 1; round <= 5; round++)
    {
      g_autofree char *nonce = g_strdup_printf ("round %u", round);

      ask_post (ana, room, nonce, nonce);
      client_reconnector_request_async (ana->reconnector,
                                        client_request_new_post (room, "?", nonce + 1, 0), NULL,
                                        NULL);
      server_end (server, SIGKILL);
      WAIT_FOR (client_reconnector_get_state (bob->reconnector) != CLIENT_SESSION_ONLINE
                && client_reconnector_get_state (ana->reconnector) != CLIENT_SESSION_ONLINE);
      server_start (server, NULL);
      WAIT_FOR (ana->n_live == round + 1 && bob->n_live == round + 1);
      ask_post (ana, room, "?", nonce + 1);
      WAIT_FOR (ana->hello->since == bob->hello->since);
    }

  /* The room's own beginnings apart, both have heard the same. */
  WAIT_FOR (bob->events->len >= 10);
  for (guint i = 1; i <= 10; i++)
    {
      ClientEvent *one = g_ptr_array_index (ana->events, ana->events->len - i);
      ClientEvent *other = g_ptr_array_index (bob->events, bob->events->len - i);

      g_assert_cmpint (one->kind, ==, CLIENT_EVENT_MESSAGE);
      g_assert_cmpint (one->seq, ==, other->seq);
      g_assert_cmpstr (one->message->text, ==, other->message->text);
    }
}

static void
test_stopped (Server *server, gconstpointer data)
{
  g_autoptr (Person) ana = person_join (server, "ana", CLIENT_SPEECH_ANY);

  g_subprocess_send_signal (server->process, SIGTERM);
  WAIT_FOR (client_reconnector_get_state (ana->reconnector) == CLIENT_SESSION_WAITING);
  g_assert_error (client_reconnector_get_error (ana->reconnector), CLIENT_ERROR,
                  CLIENT_ERROR_BUSY);
}

static void
add (const char *path, const char *join_word, void (*func) (Server *, gconstpointer))
{
  g_test_add (path, Server, join_word, server_set_up, func, server_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/client-wire/messages", NULL, test_messages);
  add ("/client-wire/rooms", NULL, test_rooms);
  add ("/client-wire/people", NULL, test_people);
  add ("/client-wire/join-word", "open sesame", test_join_word);
  add ("/client-wire/classic", NULL, test_classic);
  add ("/client-wire/killed", NULL, test_killed);
  add ("/client-wire/stopped", NULL, test_stopped);

  return g_test_run ();
}
