/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-format.h"

#include <string.h>

#include "../client/json.h"
#include "cli-colors.h"
#include "cli-json.h"

/* 2026-01-05 12:34:56 UTC, and the tests are there. */
#define NOON G_GINT64_CONSTANT (1767616496000)

static const CliFormat plain = { .seqs = TRUE };
static const CliFormat dated = { .dates = TRUE };
static const CliFormat colored = { .colors = TRUE };

static ClientMessageInfo *
message_new (const char *name, const char *text)
{
  ClientMessageInfo *message = client_message_info_new ();

  message->seq = 42;
  message->time = NOON;
  message->room = g_strdup ("r1");
  message->user = g_strdup ("u1");
  message->name = g_strdup (name);
  message->text = g_strdup (text);
  return message;
}

static void
assert_message (const CliFormat *format, ClientMessageInfo *message, const char *room,
                const char *expected)
{
  g_autofree char *line = cli_format_message (format, message, room);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_message (void)
{
  g_autoptr (ClientMessageInfo) message = message_new ("ana", "hello");

  assert_message (&plain, message, NULL, "12:34 #42 ana: hello");
  assert_message (&dated, message, "Lobby", "2026-01-05 12:34:56 [Lobby] ana: hello");

  message->time = G_MAXINT64;
  assert_message (&plain, message, NULL, "#42 ana: hello");
}

static void
test_states (void)
{
  g_autoptr (ClientMessageInfo) message = message_new ("ana", "hello");

  message->edited = NOON;
  client_message_info_add_reaction (message, "👍", 2, FALSE);
  message->reply = 7;
  message->reply_name = g_strdup ("ben");
  message->reply_excerpt = g_strdup ("one\ntwo");
  assert_message (&plain, message, NULL,
                  "12:34 #42 ana: (to ben: “one two”) hello (edited)  👍 2");

  message->is_deleted = TRUE;
  assert_message (&plain, message, NULL, "12:34 #42 ana: (to ben: “one two”) (deleted)  👍 2");
}

/* Nobody puts words into another's mouth, nor moves the cursor. */
static void
test_hostile (void)
{
  g_autoptr (ClientMessageInfo) message
    = message_new ("a\033[2J\nben: no", "hi\n12:35 #43 boss: yes\r\n\033]0;x\007");

  assert_message (&plain, message, "r\nx",
                  "12:34 #42 [r x] a\uFFFD[2J ben: no: hi\n│ 12:35 #43 boss: yes\n"
                  "│ \uFFFD]0;x\uFFFD");
}

static void
test_long (void)
{
  const CliFormat shortened = { .max_lines = 2 };
  g_autoptr (ClientMessageInfo) message = message_new ("ana", "1\n2\n3\n4");

  assert_message (&plain, message, NULL, "12:34 #42 ana: 1\n│ 2\n│ 3\n│ 4");
  assert_message (&shortened, message, NULL, "12:34 ana: 1\n│ 2\n│ … and 2 more lines");
}

static void
test_colors (void)
{
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);
  g_autoptr (GString) none = g_string_new (NULL);
  g_autoptr (ClientMessageInfo) message = message_new ("ana", "hello");
  g_autofree char *line = cli_format_message (&colored, message, NULL);

  cli_colors_append_name (first, TRUE, "ana");
  cli_colors_append_name (second, TRUE, "ANA");
  cli_colors_append_name (none, FALSE, "ana");
  g_assert_cmpint (strcspn (first->str, "a"), ==, strcspn (second->str, "A"));
  g_assert_cmpint (strncmp (first->str, second->str, strcspn (first->str, "a")), ==, 0);
  g_assert_cmpstr (none->str, ==, "ana");
  g_assert_nonnull (strstr (line, first->str));
}

static ClientEvent *
parse (const char *json)
{
  g_autoptr (CharlaMessage) message = json_parse (json);
  g_autoptr (GError) error = NULL;
  ClientEvent *event = client_event_parse (message, &error);

  g_assert_no_error (error);
  return event;
}

#define ANA "{'id':'u1','name':'ana','kind':'user','online':true}"
#define BEN "{'id':'u2','name':'ben','kind':'user','online':true}"

static void
assert_member (const char *members, const char *expected)
{
  g_autofree char *json
    = g_strdup_printf ("{'ev':'member','seq':9,'time':1767616496000,'room':'r1',%s}", members);
  g_autoptr (ClientEvent) event = parse (json);
  g_autofree char *line = cli_format_member (&plain, event);

  g_assert_cmpstr (line, ==, expected);
}

static void
test_member (void)
{
  assert_member ("'user':" ANA ",'role':'member'", "12:34 ana joined");
  assert_member ("'user':" ANA ",'role':null", "12:34 ana left");
  assert_member ("'user':" ANA ",'role':'owner'", "12:34 ana is owner now");
}

static void
test_by_somebody (void)
{
  ClientEvent event = { .kind = CLIENT_EVENT_MEMBER, .time = NOON, .role = CLIENT_ROLE_MEMBER };
  g_autoptr (ClientUserInfo) ana = client_user_info_new ("u1", "ana");
  g_autoptr (ClientUserInfo) ben = client_user_info_new ("u2", "ben");
  g_autofree char *invited = NULL;
  g_autofree char *kicked = NULL;

  event.user = ana;
  event.by = ben;
  invited = cli_format_member (&plain, &event);
  g_assert_cmpstr (invited, ==, "12:34 ana was brought in by ben");

  event.role = CLIENT_ROLE_NONE;
  event.text = (char *) "too loud";
  kicked = cli_format_member (&plain, &event);
  g_assert_cmpstr (kicked, ==, "12:34 ana was removed by ben: too loud");
}

static void
test_acts (void)
{
  ClientEvent event = { .time = NOON, .target = 7, .emoji = (char *) "👍", .is_on = TRUE };
  g_autofree char *on = cli_format_reaction (&plain, &event, "ana");
  g_autofree char *edit = cli_format_edit (&plain, NOON, 7, "ana", "new\ntext");
  g_autofree char *outgoing = cli_format_outgoing (&plain, "a\nb", "Waits");
  g_autofree char *off = NULL;

  event.is_on = FALSE;
  off = cli_format_reaction (&plain, &event, "ana");
  g_assert_cmpstr (on, ==, "12:34 ana answers #7 with 👍");
  g_assert_cmpstr (off, ==, "12:34 ana takes back the 👍 from #7");
  g_assert_cmpstr (edit, ==, "12:34 ✎ #7 ana: new\n│ text");
  g_assert_cmpstr (outgoing, ==, "Waits: a\n│ b");
}

static void
test_user (void)
{
  g_autoptr (ClientUserInfo) user = client_user_info_new ("u1", "a\nna");
  g_autofree char *offline = cli_format_user (&plain, user);
  g_autofree char *away = NULL;

  user->is_online = TRUE;
  user->state = CLIENT_USER_AWAY;
  user->status = g_strdup ("at\033 lunch");
  away = cli_format_user (&plain, user);
  g_assert_cmpstr (offline, ==, "a na (offline)");
  g_assert_cmpstr (away, ==, "a na (away) – at\uFFFD lunch");
}

static void
test_days (void)
{
  g_autofree char *day = cli_format_day (&plain, NOON);
  g_autofree char *none = cli_format_day (&plain, G_MAXINT64);

  g_assert_cmpstr (day, ==, "── Monday, 5 January 2026 ──");
  g_assert_cmpstr (none, ==, "──  ──");
  g_assert_true (cli_format_same_day (NOON, NOON + 1000));
  g_assert_false (cli_format_same_day (NOON, NOON + 24 * 3600 * 1000));
  g_assert_false (cli_format_same_day (NOON, G_MAXINT64));
}

static void
assert_json (const char *given, const char *expected)
{
  g_autoptr (ClientEvent) event = parse (given);
  g_autofree char *line = cli_json_event (event, "Lobby", "ana");
  g_autofree char *wanted = g_strdelimit (g_strdup (expected), "'", '"');

  g_assert_cmpstr (line, ==, wanted);
}

#define HEAD "'seq':9,'time':1767616496000,'room':"

static void
test_json (void)
{
  assert_json ("{'ev':'message'," HEAD "'r1','from':{'id':'u1','name':'ana'},'text':'a\\u001bb'}",
               "{'ev':'message'," HEAD "{'id':'r1','name':'Lobby'},"
               "'from':{'id':'u1','name':'ana'},'text':'a\\u001bb'}");
  assert_json ("{'ev':'react'," HEAD "'r1','target':7,'user':'u1','emoji':'👍','on':false}",
               "{'ev':'react'," HEAD "{'id':'r1','name':'Lobby'},'target':7,"
               "'user':{'id':'u1','name':'ana'},'emoji':'👍','on':false}");
  assert_json ("{'ev':'edit'," HEAD "'r1','target':7,'text':'new'}",
               "{'ev':'edit'," HEAD "{'id':'r1','name':'Lobby'},'target':7,'text':'new'}");
  assert_json ("{'ev':'member'," HEAD "'r1','user':" BEN ",'role':null}",
               "{'ev':'member'," HEAD "{'id':'r1','name':'Lobby'},"
               "'user':{'id':'u2','name':'ben'},'role':null}");
}

static void
test_json_of_people_and_rooms (void)
{
  g_autoptr (ClientUserInfo) user = client_user_info_new ("u1", "ana");
  g_autoptr (ClientRoomInfo) room = client_room_info_new ();
  g_autofree char *who = cli_json_user (user, CLIENT_ROLE_OWNER);
  g_autofree char *where = NULL;

  room->id = g_strdup ("r1");
  room->name = g_strdup ("Lobby");
  room->topic = g_strdup ("");
  where = cli_json_room (room);
  g_assert_cmpstr (who, ==,
                   "{\"id\":\"u1\",\"name\":\"ana\",\"kind\":\"user\",\"online\":false,"
                   "\"state\":\"active\",\"role\":\"owner\"}");
  g_assert_cmpstr (where, ==,
                   "{\"id\":\"r1\",\"kind\":\"public\",\"name\":\"Lobby\",\"topic\":\"\","
                   "\"members\":0,\"role\":null,\"unread\":0,\"mentions\":0}");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/message", test_message);
  g_test_add_func ("/format/states", test_states);
  g_test_add_func ("/format/hostile", test_hostile);
  g_test_add_func ("/format/long", test_long);
  g_test_add_func ("/format/colors", test_colors);
  g_test_add_func ("/format/member", test_member);
  g_test_add_func ("/format/by-somebody", test_by_somebody);
  g_test_add_func ("/format/acts", test_acts);
  g_test_add_func ("/format/user", test_user);
  g_test_add_func ("/format/days", test_days);
  g_test_add_func ("/format/json", test_json);
  g_test_add_func ("/format/json-of-people-and-rooms", test_json_of_people_and_rooms);

  return g_test_run ();
}
