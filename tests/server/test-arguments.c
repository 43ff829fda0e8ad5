/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "server-arguments.h"

#define FIELD(name, type, limit, member)                                                           \
  { name, SERVER_FIELD_##type, FALSE, limit, G_STRUCT_OFFSET (ServerArguments, member) }

static const ServerField all_fields[] = {
  FIELD ("seq", SEQ, 0, seq),       FIELD ("limit", COUNT, 200, limit),
  FIELD ("room", ROOM, 0, room),    FIELD ("after", USER, 0, after),
  FIELD ("user", WHO, 0, user),     FIELD ("text", TEXT, 8, text),
  FIELD ("topic", LINE, 4, topic),  FIELD ("nonce", WORD, 4, nonce),
  FIELD ("name", NAME, 0, name),    FIELD ("on", BOOL, 0, on),
  FIELD ("kind", KIND, 0, kind),    FIELD ("role", ROLE, 0, role),
  FIELD ("state", STATE, 0, state), { NULL },
};

static CharlaMessage *
parse (const char *json)
{
  g_autoptr (GBytes) payload = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  CharlaMessage *message = charla_message_parse (payload, &error);

  g_assert_no_error (error);
  return message;
}

static void
assert_refused (const char *json, int code)
{
  g_autoptr (CharlaMessage) message = parse (json);
  g_autoptr (GError) error = NULL;
  ServerArguments arguments;

  if (server_arguments_read (&arguments, all_fields, message, &error))
    g_error ("taken: %s", json);
  g_assert_error (error, CHARLA_CODE_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
assert_taken (const char *json)
{
  g_autoptr (CharlaMessage) message = parse (json);
  g_autoptr (GError) error = NULL;
  ServerArguments arguments;

  server_arguments_read (&arguments, all_fields, message, &error);
  if (error != NULL)
    g_error ("refused: %s: %s", json, error->message);
}

static void
test_all (void)
{
  g_autoptr (CharlaMessage) message
    = parse ("{\"seq\":5,\"limit\":7,\"room\":\"r12\",\"after\":\"u3\",\"user\":\"ana\","
             "\"text\":\"a\\nb\",\"topic\":\"\",\"nonce\":\"n\",\"name\":\"ana\",\"on\":true,"
             "\"kind\":\"private\",\"role\":\"owner\",\"state\":\"busy\",\"more\":[]}");
  g_autoptr (GError) error = NULL;
  ServerArguments arguments;

  g_assert_true (server_arguments_read (&arguments, all_fields, message, &error));
  g_assert_cmpint (arguments.seq, ==, 5);
  g_assert_cmpint (arguments.limit, ==, 7);
  g_assert_cmpint (arguments.room, ==, 12);
  g_assert_cmpint (arguments.after, ==, 3);
  g_assert_cmpstr (arguments.user, ==, "ana");
  g_assert_cmpstr (arguments.text, ==, "a\nb");
  g_assert_cmpstr (arguments.topic, ==, "");
  g_assert_cmpstr (arguments.nonce, ==, "n");
  g_assert_cmpstr (arguments.name, ==, "ana");
  g_assert_true (arguments.on);
  g_assert_cmpint (arguments.kind, ==, SERVER_ROOM_PRIVATE);
  g_assert_cmpint (arguments.role, ==, SERVER_ROLE_OWNER);
  g_assert_true (arguments.has_state);
  g_assert_cmpint (arguments.state, ==, SERVER_STATE_BUSY);
}

static void
test_none (void)
{
  g_autoptr (CharlaMessage) message = parse ("{\"seq\":null}");
  ServerArguments arguments;

  g_assert_true (server_arguments_read (&arguments, all_fields, message, NULL));
  g_assert_cmpint (arguments.seq, ==, -1);
  g_assert_cmpint (arguments.room, ==, -1);
  g_assert_cmpint (arguments.limit, ==, -1);
  g_assert_null (arguments.text);
  g_assert_true (arguments.on);
  g_assert_false (arguments.has_state);
}

static void
test_required (void)
{
  static const ServerField fields[] = {
    { "text", SERVER_FIELD_TEXT, TRUE, 8, G_STRUCT_OFFSET (ServerArguments, text) },
    { NULL },
  };
  g_autoptr (CharlaMessage) message = parse ("{\"text\":null}");
  g_autoptr (GError) error = NULL;
  ServerArguments arguments;

  g_assert_false (server_arguments_read (&arguments, fields, message, &error));
  g_assert_error (error, CHARLA_CODE_ERROR, CHARLA_CODE_BAD_REQUEST);
  g_assert_nonnull (strstr (error->message, "text"));
}

/* Nothing is taken for what it is not. */
static void
test_types (void)
{
  static const char *const values[] = { "true", "\"x\"", "1", "1.5", "[]", "{}", "-1" };

  for (const ServerField *field = all_fields; field->name != NULL; field++)
    {
      guint n_taken = 0;

      for (guint i = 0; i < G_N_ELEMENTS (values); i++)
        {
          g_autofree char *json = g_strdup_printf ("{\"%s\":%s}", field->name, values[i]);
          g_autoptr (CharlaMessage) message = parse (json);
          g_autoptr (GError) error = NULL;
          ServerArguments arguments;

          n_taken += server_arguments_read (&arguments, all_fields, message, &error);
          g_assert_true (error == NULL || error->domain == CHARLA_CODE_ERROR);
        }
      g_assert_cmpuint (n_taken, <=, 1);
    }
}

static void
test_numbers (void)
{
  assert_taken ("{\"seq\":0}");
  assert_taken ("{\"seq\":9007199254740991}");
  assert_refused ("{\"seq\":9007199254740992}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"seq\":-1}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"limit\":0}", CHARLA_CODE_BAD_REQUEST);
}

/* More than there may be is as much as there may be. */
static void
test_count (void)
{
  g_autoptr (CharlaMessage) message = parse ("{\"limit\":1000000}");
  ServerArguments arguments;

  g_assert_true (server_arguments_read (&arguments, all_fields, message, NULL));
  g_assert_cmpint (arguments.limit, ==, 200);
}

static void
test_ids (void)
{
  assert_refused ("{\"room\":\"12\"}", CHARLA_CODE_UNKNOWN_ROOM);
  assert_refused ("{\"room\":\"\"}", CHARLA_CODE_UNKNOWN_ROOM);
  assert_refused ("{\"room\":\"u1\"}", CHARLA_CODE_UNKNOWN_ROOM);
  assert_refused ("{\"room\":\"r999999999999999999999999999999999999\"}", CHARLA_CODE_UNKNOWN_ROOM);
  assert_refused ("{\"after\":\"ana\"}", CHARLA_CODE_UNKNOWN_USER);
  assert_taken ("{\"user\":\"12345678901234567890123456789012\"}");
  assert_refused ("{\"user\":\"123456789012345678901234567890123\"}", CHARLA_CODE_UNKNOWN_USER);
}

static void
test_texts (void)
{
  assert_taken ("{\"text\":\"12345678\"}");
  assert_taken ("{\"text\":\"ññññ\"}");
  assert_refused ("{\"text\":\"ñññññ\"}", CHARLA_CODE_TOO_LARGE);
  assert_refused ("{\"text\":\"\"}", CHARLA_CODE_BAD_REQUEST);

  assert_taken ("{\"topic\":\"ññññ\"}");
  assert_refused ("{\"topic\":\"ñññññ\"}", CHARLA_CODE_TOO_LARGE);
  assert_refused ("{\"topic\":\"a\\nb\"}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"nonce\":\"\"}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"nonce\":\"12345\"}", CHARLA_CODE_TOO_LARGE);
}

static void
test_names (void)
{
  assert_taken ("{\"name\":\"ana maría\"}");
  assert_refused ("{\"name\":\"\"}", CHARLA_CODE_NAME_INVALID);
  assert_refused ("{\"name\":\" ana\"}", CHARLA_CODE_NAME_INVALID);
  assert_refused ("{\"name\":\"ana\\u00a0\"}", CHARLA_CODE_NAME_INVALID);
  assert_refused ("{\"name\":\"a\\u0085b\"}", CHARLA_CODE_NAME_INVALID);
  assert_refused ("{\"name\":\"123456789012345678901234567890123\"}", CHARLA_CODE_NAME_INVALID);
}

static void
test_words (void)
{
  assert_taken ("{\"kind\":\"public\",\"role\":\"member\",\"state\":\"active\"}");
  assert_refused ("{\"kind\":\"direct\"}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"kind\":\"Public\"}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"role\":\"none\"}", CHARLA_CODE_BAD_REQUEST);
  assert_refused ("{\"state\":\"asleep\"}", CHARLA_CODE_BAD_REQUEST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arguments/all", test_all);
  g_test_add_func ("/arguments/none", test_none);
  g_test_add_func ("/arguments/required", test_required);
  g_test_add_func ("/arguments/types", test_types);
  g_test_add_func ("/arguments/numbers", test_numbers);
  g_test_add_func ("/arguments/count", test_count);
  g_test_add_func ("/arguments/ids", test_ids);
  g_test_add_func ("/arguments/texts", test_texts);
  g_test_add_func ("/arguments/names", test_names);
  g_test_add_func ("/arguments/words", test_words);

  return g_test_run ();
}
