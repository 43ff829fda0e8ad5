/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-charla.h"

#include <string.h>

#include "charla-config.h"
#include "charla-error.h"
#include "client-error.h"
#include "client-sentence.h"

#define WELCOME                                                                                \
  "{'re': 1, 'ok': {'charla': 1, 'server': {'id': 's1', 'name': 'Lab'},"                       \
  " 'you': {'id': 'u1', 'name': 'ana'}, 'token': 'key', 'seq': 7, 'rooms': []}}"

static void
assert_frame (GBytes *frame, const char *expected)
{
  g_autoptr (GBytes) owned = frame;
  g_autofree char *text = g_strndup (g_bytes_get_data (owned, NULL), g_bytes_get_size (owned));
  g_autofree char *header = g_strdup_printf ("%-10zu", strlen (expected));

  g_assert_true (g_str_has_prefix (text, header));
  g_assert_cmpstr (g_strdelimit (text + 10, "\"", '\''), ==, expected);
}

/* What a frame says, with ' in place of "; NULL if it is nothing that a server says. */
static ClientInput *
read_frame (ClientDialect *dialect, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  GQueue inputs = G_QUEUE_INIT;

  if (!client_dialect_read (dialect, payload, &inputs, &error))
    {
      g_assert_true (error->domain == CHARLA_ERROR);
      g_assert_cmpuint (inputs.length, ==, 0);
      return NULL;
    }

  g_assert_no_error (error);
  g_assert_cmpuint (inputs.length, ==, 1);
  return g_queue_pop_head (&inputs);
}

static ClientDialect *
welcomed (void)
{
  ClientDialect *dialect = client_charla_new ();
  g_autoptr (ClientInput) input = read_frame (dialect, WELCOME);

  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_WELCOME);
  g_assert_false (input->welcome->is_classic);
  g_assert_cmpstr (input->welcome->token, ==, "key");
  return dialect;
}

static void
test_hello (void)
{
  ClientDialect *dialect = client_charla_new ();
  g_autoptr (ClientHello) hello = client_hello_new ("ana");

  g_assert_true (client_dialect_has_pings (dialect));
  assert_frame (client_dialect_hello (dialect, hello),
                "{'charla':1,'id':1,'name':'ana','agent':'charla/" CHARLA_VERSION "'}");

  hello->token = g_strdup ("t");
  hello->password = g_strdup ("p");
  hello->join = g_strdup ("j");
  hello->since = 0;
  assert_frame (client_dialect_hello (dialect, hello),
                "{'charla':1,'id':1,'name':'ana','agent':'charla/" CHARLA_VERSION
                "','token':'t','password':'p','join':'j','since':0}");
  g_assert_finalize_object (dialect);
}

/* Nothing but an answer to the hello comes first. */
static void
test_before_the_welcome (void)
{
  g_autoptr (ClientDialect) dialect = client_charla_new ();
  const char *const nonsense[] = {
    "",
    "ana",
    "[]",
    "{}",
    "{'re': 1}",
    "{'re': 1, 'ok': true}",
    "{'re': 1, 'ok': {}}",
    "{'re': 1, 'error': {}}",
    "{'re': 1, 'error': 'no'}",
    "{'re': 2, 'ok': {}}",
    "{'re': 'x', 'ok': {}}",
    "{'ev': 'delete', 'seq': 9, 'time': 1, 'room': 'r1', 'target': 3}",
    "{'ev': 7}",
    "{'do': 'post'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (nonsense); i++)
    g_assert_null (read_frame (dialect, nonsense[i]));
}

static void
test_refused (void)
{
  g_autoptr (ClientDialect) dialect = client_charla_new ();
  g_autoptr (ClientInput) input = read_frame (
    dialect, "{'re': 1, 'error': {'code': 'auth-required', 'text': 'No', 'needs': 'join'}}");
  g_autoptr (ClientInput) nameless = NULL;

  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_REFUSAL);
  g_assert_error (input->error, CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED);
  g_assert_cmpstr (input->needs, ==, "join");

  nameless = read_frame (dialect, "{'error': {'code': 'bad-request'}}");
  g_assert_cmpint (nameless->kind, ==, CLIENT_INPUT_REFUSAL);
  g_assert_error (nameless->error, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
  g_assert_cmpstr (nameless->error->message, ==, "bad-request");
}

static void
assert_answer (ClientDialect *dialect, const char *json, gint64 id, int code, const char *text)
{
  g_autoptr (ClientInput) input = read_frame (dialect, json);

  g_assert_cmpint (input->kind, ==, CLIENT_INPUT_ANSWER);
  g_assert_cmpint (input->id, ==, id);
  g_assert_true ((input->ok != NULL) == (text == NULL));
  if (text == NULL)
    return;

  g_assert_error (input->error, CHARLA_CODE_ERROR, code);
  g_assert_cmpstr (input->error->message, ==, text);
}

static void
test_answers (void)
{
  g_autoptr (ClientDialect) dialect = welcomed ();

  assert_answer (dialect, "{'re': 9, 'ok': {'seq': 8}}", 9, 0, NULL);
  assert_answer (dialect, "{'re': 1, 'ok': {}}", 1, 0, NULL);
  assert_answer (dialect, "{'re': 3, 'error': {'code': 'forbidden', 'text': 'Not you.'}}", 3,
                 CHARLA_CODE_FORBIDDEN, "You may not do that.");
  assert_answer (dialect, "{'re': 3, 'error': {'code': 'of-tomorrow', 'text': 'No.'}}", 3,
                 CHARLA_CODE_INTERNAL, "No.");
  assert_answer (dialect, "{'re': 3, 'error': {'code': 'conflict', 'text': 'a\\nb\\u001b[1m'}}", 3,
                 CHARLA_CODE_CONFLICT, "a b [1m");
  g_assert_null (read_frame (dialect, "{'re': 3}"));
  g_assert_null (read_frame (dialect, "{'re': 3, 'ok': []}"));
  g_assert_null (read_frame (dialect, "{'re': 3, 'error': {'text': 'No.'}}"));
  g_assert_null (read_frame (dialect, "{'re': 3.5, 'ok': {}}"));
}

static void
test_retry (void)
{
  g_autoptr (ClientDialect) dialect = welcomed ();
  const struct
  {
    const char *json;
    guint retry_ms;
  } cases[] = {
    { "{'re': 3, 'error': {'code': 'rate-limited'}}", 0 },
    { "{'re': 3, 'error': {'code': 'rate-limited', 'retry_ms': 250}}", 250 },
    { "{'re': 3, 'error': {'code': 'rate-limited', 'retry_ms': -1}}", 0 },
    { "{'re': 3, 'error': {'code': 'rate-limited', 'retry_ms': 9007199254740991}}", 60000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ClientInput) input = read_frame (dialect, cases[i].json);

      g_assert_cmpuint (input->retry_ms, ==, cases[i].retry_ms);
    }
}

/* A sentence is as long as a sentence, whatever the server has to say. */
static void
test_long_sentence (void)
{
  g_autoptr (ClientDialect) dialect = welcomed ();
  g_autofree char *text = g_strnfill (2 * CLIENT_SENTENCE_MAX, 'x');
  g_autofree char *json =
    g_strdup_printf ("{'re': 3, 'error': {'code': 'conflict', 'text': '%s'}}", text);
  g_autoptr (ClientInput) input = read_frame (dialect, json);

  g_assert_cmpuint (strlen (input->error->message), ==, CLIENT_SENTENCE_MAX);
}

static void
test_events (void)
{
  g_autoptr (ClientDialect) dialect = welcomed ();
  g_autoptr (ClientInput) durable =
    read_frame (dialect, "{'ev': 'delete', 'seq': 9, 'time': 1, 'room': 'r1', 'target': 3}");
  g_autoptr (ClientInput) ping = read_frame (dialect, "{'ev': 'ping'}");

  g_assert_cmpint (durable->kind, ==, CLIENT_INPUT_EVENT);
  g_assert_cmpint (durable->event->kind, ==, CLIENT_EVENT_DELETE);
  g_assert_cmpint (ping->event->kind, ==, CLIENT_EVENT_PING);
  g_assert_null (read_frame (dialect, "{'ev': 'delete', 'seq': 9}"));
}

static GBytes *
ask (ClientDialect *dialect, gint64 id, ClientRequest *request, GQueue *inputs)
{
  g_autoptr (ClientRequest) owned = request;

  return client_dialect_request (dialect, id, request, inputs);
}

static void
test_requests (void)
{
  g_autoptr (ClientDialect) dialect = welcomed ();
  g_autofree char *controls = g_strnfill (CHARLA_TEXT_MAX, 1);
  GQueue inputs = G_QUEUE_INIT;
  ClientInput *input = NULL;

  assert_frame (ask (dialect, 7, client_request_new_post ("r1", "¡Hola! 👋", "n", 0), &inputs),
                "{'id':7,'do':'post','room':'r1','text':'¡Hola! 👋','nonce':'n'}");
  assert_frame (ask (dialect, 8, client_request_new_ping (), &inputs), "{'id':8,'do':'ping'}");
  g_assert_cmpuint (inputs.length, ==, 0);

  /* What does not fit into a frame is not sent, and breaks nothing. */
  g_assert_null (ask (dialect, 9, client_request_new_post ("r1", controls, "n", 0), &inputs));
  g_assert_cmpuint (inputs.length, ==, 1);
  input = g_queue_pop_head (&inputs);
  g_assert_cmpint (input->id, ==, 9);
  g_assert_error (input->error, CLIENT_ERROR, CLIENT_ERROR_TEXT);
  client_input_free (input);
  assert_frame (ask (dialect, 10, client_request_new_ping (), &inputs), "{'id':10,'do':'ping'}");
}

static const char *const sayings[] = {
  WELCOME,
  "{'re': 2, 'ok': {'seq': 8, 'time': 1}}",
  "{'re': 3, 'error': {'code': 'rate-limited', 'text': 'Slow!', 'needs': 'x', 'retry_ms': 9}}",
  ("{'ev': 'message', 'seq': 9, 'time': 1, 'prev': 8, 'room': 'r1', 'from': {'id': 'u1',"
   " 'name': 'ana'}, 'text': 'hi', 'reply': {'seq': 3, 'name': 'bob', 'excerpt': 'ho'},"
   " 'mentions': ['u1']}"),
  ("{'ev': 'member', 'seq': 9, 'time': 1, 'room': 'r1', 'user': {'id': 'u1', 'name': 'ana',"
   " 'kind': 'user', 'online': true}, 'role': 'owner'}"),
  "{'ev': 'presence', 'on': ['u1'], 'off': ['u2']}",
  "{'ev': 'bye', 'code': 'too-slow', 'text': 'Bye'}",
};

/* Some bytes of it are others, of which most have a meaning in JSON. */
static GBytes *
vary (const char *saying)
{
  static const char meaning[] = "\"\"{}[]:,0123456789-.eE\\ntu \xff";
  char *text = g_strdelimit (g_strdup (saying), "'", '"');
  gsize length = strlen (text);

  for (int n = g_test_rand_int_range (1, 4); n > 0; n--)
    text[g_test_rand_int_range (0, (int) length)] =
      meaning[g_test_rand_int_range (0, G_N_ELEMENTS (meaning))];
  if (g_test_rand_bit ())
    length = g_test_rand_int_range (0, (int) length);

  return g_bytes_new_take (text, length);
}

/* Whatever comes is something that a server says, or an error. */
static void
test_varied (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (ClientDialect) dialect = i % 2 == 0 ? welcomed () : client_charla_new ();
      g_autoptr (GBytes) payload = vary (sayings[i % G_N_ELEMENTS (sayings)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (ClientInput) input = NULL;
      GQueue inputs = G_QUEUE_INIT;
      gboolean is_good = client_dialect_read (dialect, payload, &inputs, &error);

      g_assert_cmpuint (inputs.length, ==, is_good ? 1 : 0);
      input = g_queue_pop_head (&inputs);
      g_assert_true (is_good || error->domain == CHARLA_ERROR);
      if (is_good && input->kind == CLIENT_INPUT_ANSWER)
        g_assert_true ((input->ok != NULL) != (input->error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/charla/hello", test_hello);
  g_test_add_func ("/client/charla/before-the-welcome", test_before_the_welcome);
  g_test_add_func ("/client/charla/refused", test_refused);
  g_test_add_func ("/client/charla/answers", test_answers);
  g_test_add_func ("/client/charla/retry", test_retry);
  g_test_add_func ("/client/charla/long-sentence", test_long_sentence);
  g_test_add_func ("/client/charla/events", test_events);
  g_test_add_func ("/client/charla/requests", test_requests);
  g_test_add_func ("/client/charla/varied", test_varied);

  return g_test_run ();
}
