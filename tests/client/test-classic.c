/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-classic.h"

#include <string.h>

#include "charla-limits.h"
#include "client-error.h"

static void
assert_frames (GBytes *frames, const char *expected)
{
  g_autoptr (GBytes) owned = frames;

  g_assert_cmpmem (g_bytes_get_data (owned, NULL),
                   g_bytes_get_size (owned),
                   expected,
                   strlen (expected));
}

/* What was said, when the frame completes something. */
static ClientInput *
read_frame (ClientDialect *dialect, const char *data, gsize length)
{
  g_autoptr (GBytes) payload = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  GQueue inputs = G_QUEUE_INIT;

  client_dialect_read (dialect, payload, &inputs, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inputs.length, <=, 1);
  return g_queue_pop_head (&inputs);
}

/* Reads a pair, and takes the message apart. NULL for one that is dropped. */
static char *
read_pair (ClientDialect *dialect,
           const char *name,
           gssize name_length,
           const char *text,
           gssize text_length)
{
  g_autoptr (ClientInput) input = NULL;
  ClientMessageInfo *message = NULL;

  g_assert_null (read_frame (dialect, name, name_length < 0 ? strlen (name) : (gsize) name_length));
  input = read_frame (dialect, text, text_length < 0 ? strlen (text) : (gsize) text_length);
  if (input == NULL)
    return NULL;

  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_EVENT);
  g_assert_cmpint (input->event->kind, ==, CLIENT_EVENT_MESSAGE);
  g_assert_cmpstr (input->event->room, ==, CLIENT_CLASSIC_LOBBY);
  message = input->event->message;
  g_assert_cmpint (message->seq, ==, input->event->seq);
  g_assert_cmpint (message->seq, ==, input->event->prev + 1);
  g_assert_cmpint (message->time, ==, input->event->time);
  g_assert_cmpstr (message->room, ==, CLIENT_CLASSIC_LOBBY);
  g_assert_cmpstr (message->user + 1, ==, message->name);
  return g_strdup_printf ("%s: %s", message->name, message->text);
}

static void
say_hello (ClientDialect *dialect, const char *name, gint64 since)
{
  g_autoptr (ClientHello) hello = client_hello_new (name);
  g_autofree char *expected = g_strdup_printf ("%-10zu%s", strlen (name), name);

  hello->since = since;
  hello->token = g_strdup ("nobody's business");
  assert_frames (client_dialect_hello (dialect, hello), expected);
}

static void
test_hello (void)
{
  ClientDialect *dialect = client_classic_new ();
  GQueue inputs = G_QUEUE_INIT;
  ClientInput *input = NULL;
  ClientRoomInfo *lobby = NULL;

  g_assert_false (client_dialect_has_pings (dialect));
  say_hello (dialect, "ana", 7);
  client_dialect_drained (dialect, &inputs);
  g_assert_cmpuint (inputs.length, ==, 2);

  input = g_queue_pop_head (&inputs);
  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_WELCOME);
  g_assert_true (input->welcome->is_classic);
  g_assert_cmpstr (input->welcome->server_id, ==, CLIENT_CLASSIC_SERVER);
  g_assert_cmpstr (input->welcome->you->name, ==, "ana");
  g_assert_cmpint (input->welcome->head, ==, 7);
  g_assert_cmpuint (input->welcome->rooms->len, ==, 1);
  lobby = g_ptr_array_index (input->welcome->rooms, 0);
  g_assert_cmpstr (lobby->id, ==, CLIENT_CLASSIC_LOBBY);
  g_assert_cmpstr (lobby->name, ==, "Lobby");
  g_assert_cmpint (lobby->role, ==, CLIENT_ROLE_MEMBER);
  client_input_free (input);

  input = g_queue_pop_head (&inputs);
  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_EVENT);
  g_assert_cmpint (input->event->kind, ==, CLIENT_EVENT_LIVE);
  g_assert_cmpint (input->event->target, ==, 7);
  client_input_free (input);

  client_dialect_drained (dialect, &inputs);
  g_assert_cmpuint (inputs.length, ==, 0);
  g_assert_finalize_object (dialect);
}

static void
assert_answer (ClientInput *taken, gint64 id, gint64 seq)
{
  g_autoptr (ClientInput) input = taken;
  gint64 number = 0;

  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_ANSWER);
  g_assert_cmpint (input->id, ==, id);
  g_assert_no_error (input->error);
  charla_message_get_int (input->ok, "seq", &number);
  g_assert_cmpint (number, ==, seq);
}

static void
assert_own (ClientInput *taken, gint64 seq, const char *text)
{
  g_autoptr (ClientInput) input = taken;

  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_EVENT);
  g_assert_cmpint (input->event->seq, ==, seq);
  g_assert_cmpstr (input->event->message->user, ==, "ana");
  g_assert_cmpstr (input->event->message->name, ==, "ana");
  g_assert_cmpstr (input->event->message->text, ==, text);
}

static GBytes *
ask (ClientDialect *dialect, gint64 id, ClientRequest *request, GQueue *inputs)
{
  g_autoptr (ClientRequest) owned = request;

  return client_dialect_request (dialect, id, request, inputs);
}

/* What is posted is answered when it has left, and is then in the log with the rest. */
static void
test_posts (void)
{
  ClientDialect *dialect = client_classic_new ();
  GQueue inputs = G_QUEUE_INIT;
  ClientInput *heard = NULL;

  say_hello (dialect, "ana", CLIENT_HELLO_NOTHING_SEEN);
  client_dialect_drained (dialect, &inputs);
  g_queue_clear_full (&inputs, (GDestroyNotify) client_input_free);

  assert_frames (ask (dialect, 2, client_request_new_post ("lobby", "¡Hola! 👋", "n", 0), &inputs),
                 "12        ¡Hola! 👋");
  assert_frames (ask (dialect, 3, client_request_new_post ("lobby", "two", "o", 0), &inputs),
                 "3         two");
  g_assert_null (read_frame (dialect, "ana", 3));
  heard = read_frame (dialect, "me too", 6);
  g_assert_cmpint (heard->event->seq, ==, 1);
  g_assert_cmpstr (heard->event->message->user, !=, "ana");
  client_input_free (heard);
  g_assert_cmpuint (inputs.length, ==, 0);

  client_dialect_drained (dialect, &inputs);
  g_assert_cmpuint (inputs.length, ==, 4);
  assert_answer (g_queue_pop_head (&inputs), 2, 2);
  assert_own (g_queue_pop_head (&inputs), 2, "¡Hola! 👋");
  assert_answer (g_queue_pop_head (&inputs), 3, 3);
  assert_own (g_queue_pop_head (&inputs), 3, "two");

  g_assert_null (ask (dialect, 4, client_request_new_ping (), &inputs));
  assert_answer (g_queue_pop_head (&inputs), 4, 0);

  /* What has not left when it ends. */
  assert_frames (ask (dialect, 5, client_request_new_post ("lobby", "x", "p", 0), &inputs),
                 "1         x");
  g_assert_finalize_object (dialect);
}

static void
test_cannot (void)
{
  g_autoptr (ClientDialect) dialect = client_classic_new ();
  ClientRequest *const requests[] = {
    client_request_new_post ("r1", "hi", "n", 0), client_request_new_edit (1, "ho"),
    client_request_new_direct ("bob"),            client_request_new_history ("lobby", 0, 0, 0),
    client_request_new_rooms (NULL, NULL, 0),     client_request_new_logout (TRUE),
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      GQueue inputs = G_QUEUE_INIT;
      g_autoptr (ClientInput) input = NULL;

      g_assert_null (ask (dialect, i, requests[i], &inputs));
      g_assert_cmpuint (inputs.length, ==, 1);
      input = g_queue_pop_head (&inputs);
      g_assert_cmpint (input->kind, ==, CLIENT_INPUT_ANSWER);
      g_assert_cmpint (input->id, ==, i);
      g_assert_error (input->error, CLIENT_ERROR, CLIENT_ERROR_CLASSIC);
    }
}

static void
test_pairs (void)
{
  ClientDialect *dialect = client_classic_new ();
  gint64 before = g_get_real_time () / 1000;
  g_autofree char *first = read_pair (dialect, "ana", -1, "hello", -1);
  g_autofree char *second = read_pair (dialect, "Íñigo 2", -1, "two\nlines 👋", -1);
  g_autoptr (ClientInput) input = NULL;

  g_assert_cmpstr (first, ==, "ana: hello");
  g_assert_cmpstr (second, ==, "Íñigo 2: two\nlines 👋");

  g_assert_null (read_frame (dialect, "ana", 3));
  input = read_frame (dialect, "now", 3);
  g_assert_cmpint (input->event->time, >=, before);
  g_assert_cmpint (input->event->time, <=, g_get_real_time () / 1000);

  g_assert_finalize_object (dialect);
}

static void
test_half_a_pair (void)
{
  ClientDialect *dialect = client_classic_new ();

  g_assert_null (read_frame (dialect, "ana", 3));

  g_assert_finalize_object (dialect);
}

static void
test_lenient (void)
{
  g_autoptr (ClientDialect) dialect = client_classic_new ();
  g_autofree char *latin1 = read_pair (dialect, "I\xf1igo", -1, "ma\xf1" "ana", -1);
  g_autofree char *nul = read_pair (dialect, "a\0b", 3, "c\0d", 3);
  g_autofree char *control = read_pair (dialect, " a\nb\x1b ", -1, "e", -1);
  g_autofree char *nobody = read_pair (dialect, "", 0, "f", -1);
  g_autofree char *blank = read_pair (dialect, " \t ", -1, "g", -1);
  g_autofree char *invisible = read_pair (dialect, "\u200b\u2060\ufe0f", -1, "h", -1);
  g_autofree char *lines = read_pair (dialect, "a\u2028b\u2029c", -1, "i", -1);
  g_autofree char *turned = read_pair (dialect, "\u202ea\u2066b", -1, "j", -1);

  g_assert_cmpstr (latin1, ==, "I\ufffdigo: ma\ufffdana");
  g_assert_cmpstr (nul, ==, "a\ufffdb: c\ufffdd");
  g_assert_cmpstr (control, ==, "a b: e");
  g_assert_cmpstr (nobody, ==, "Somebody: f");
  g_assert_cmpstr (blank, ==, "Somebody: g");
  g_assert_cmpstr (invisible, ==, "Somebody: h");
  g_assert_cmpstr (lines, ==, "a b c: i");
  g_assert_cmpstr (turned, ==, "ab: j");

  /* Nothing was said, but the pair is complete. */
  g_assert_null (read_pair (dialect, "ana", -1, "", 0));
}

static void
test_bounded (void)
{
  g_autoptr (ClientDialect) dialect = client_classic_new ();
  ClientInput *input = NULL;
  g_autofree char *huge = g_malloc (CHARLA_FRAME_MAX_FROM_SERVER);

  /* "€" has three bytes, of which the limit cuts one off. */
  for (gsize i = 0; i < CHARLA_FRAME_MAX_FROM_SERVER; i++)
    huge[i] = "€"[i % 3];
  g_assert_null (read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER));
  input = read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER);
  g_assert_cmpuint (strlen (input->event->message->name), <=, 256);
  g_assert_cmpuint (strlen (input->event->message->text), ==, CHARLA_TEXT_MAX / 3 * 3);
  g_assert_true (g_utf8_validate (input->event->message->name, -1, NULL));
  g_assert_null (strstr (input->event->message->text, "\ufffd"));
  client_input_free (input);

  memset (huge, 0x80, CHARLA_FRAME_MAX_FROM_SERVER);
  g_assert_null (read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER));
  input = read_frame (dialect, huge, CHARLA_FRAME_MAX_FROM_SERVER);
  g_assert_cmpuint (strlen (input->event->message->text), <=, 3 * CHARLA_TEXT_MAX);
  client_input_free (input);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/classic/hello", test_hello);
  g_test_add_func ("/client/classic/posts", test_posts);
  g_test_add_func ("/client/classic/cannot", test_cannot);
  g_test_add_func ("/client/classic/pairs", test_pairs);
  g_test_add_func ("/client/classic/half-a-pair", test_half_a_pair);
  g_test_add_func ("/client/classic/lenient", test_lenient);
  g_test_add_func ("/client/classic/bounded", test_bounded);

  return g_test_run ();
}
