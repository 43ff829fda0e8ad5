/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-event.h"

#include "charla-error.h"
#include "json.h"

#define PLACE "'seq': 9, 'time': 1000"
#define ANA "{'id': 'u1', 'name': 'Ana'}"

static ClientEvent *
parse (const char *text)
{
  g_autoptr (CharlaMessage) message = json_parse (text);
  g_autoptr (GError) error = NULL;
  ClientEvent *event = client_event_parse (message, &error);

  if (event == NULL)
    g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  else
    g_assert_no_error (error);

  return event;
}

static ClientEvent *
parse_durable (const char *text, ClientEventKind kind)
{
  ClientEvent *event = parse (text);

  g_assert_cmpint (event->kind, ==, kind);
  g_assert_cmpint (event->seq, ==, 9);
  g_assert_cmpint (event->time, ==, 1000);
  g_assert_cmpint (event->prev, ==, -1);
  g_assert_cmpstr (event->room, ==, "r1");

  return event;
}

static ClientEvent *
parse_ephemeral (const char *text, ClientEventKind kind)
{
  ClientEvent *event = parse (text);

  g_assert_cmpint (event->kind, ==, kind);
  g_assert_cmpint (event->seq, ==, 0);

  return event;
}

static void
test_message (void)
{
  g_autoptr (ClientEvent) event =
    parse_durable ("{'ev': 'message', " PLACE ", 'room': 'r1', 'from': " ANA ", 'text': 'hi'}",
                   CLIENT_EVENT_MESSAGE);

  g_assert_cmpstr (event->message->text, ==, "hi");
  g_assert_cmpint (event->message->seq, ==, 9);
}

static void
test_changes (void)
{
  g_autoptr (ClientEvent) edit =
    parse_durable ("{'ev': 'edit', " PLACE ", 'room': 'r1', 'target': 3, 'text': 'ho'}",
                   CLIENT_EVENT_EDIT);
  g_autoptr (ClientEvent) delete =
    parse_durable ("{'ev': 'delete', " PLACE ", 'room': 'r1', 'target': 3}", CLIENT_EVENT_DELETE);
  g_autoptr (ClientEvent) react =
    parse_durable ("{'ev': 'react', " PLACE ", 'room': 'r1', 'target': 3, 'user': 'u1', "
                   "'emoji': '👍', 'on': true}",
                   CLIENT_EVENT_REACT);

  g_assert_cmpint (edit->target, ==, 3);
  g_assert_cmpstr (edit->text, ==, "ho");
  g_assert_cmpint (delete->target, ==, 3);
  g_assert_cmpint (react->target, ==, 3);
  g_assert_cmpstr (react->user->id, ==, "u1");
  g_assert_null (react->user->name);
  g_assert_cmpstr (react->emoji, ==, "👍");
  g_assert_true (react->is_on);
}

static void
test_room (void)
{
  g_autoptr (ClientEvent) room =
    parse_durable ("{'ev': 'room', " PLACE ", 'room': {'id': 'r1', 'kind': 'private', "
                   "'name': 'Tea', 'topic': 'Green'}}",
                   CLIENT_EVENT_ROOM);
  g_autoptr (ClientEvent) direct =
    parse_durable ("{'ev': 'room', " PLACE ", 'room': {'id': 'r1', 'kind': 'direct', 'name': '', "
                   "'users': [" ANA ", {'id': 'u2', 'name': 'Berta'}]}}",
                   CLIENT_EVENT_ROOM);
  ClientUserInfo *second = g_ptr_array_index (direct->people, 1);

  g_assert_cmpstr (room->about->topic, ==, "Green");
  g_assert_null (room->people);
  g_assert_cmpuint (direct->people->len, ==, 2);
  g_assert_cmpstr (second->name, ==, "Berta");
}

static void
test_member (void)
{
  g_autoptr (ClientEvent) kicked =
    parse_durable ("{'ev': 'member', " PLACE ", 'room': 'r1', 'user': " ANA ", 'role': null, "
                   "'by': {'id': 'u2', 'name': 'Berta'}, 'reason': 'noise'}",
                   CLIENT_EVENT_MEMBER);
  g_autoptr (ClientEvent) invited =
    parse_durable ("{'ev': 'member', " PLACE ", 'room': 'r1', 'user': " ANA ", 'role': 'member', "
                   "'by': 'u2', 'about': {'id': 'r1', 'kind': 'private', 'name': 'Tea'}}",
                   CLIENT_EVENT_MEMBER);

  g_assert_cmpint (kicked->role, ==, CLIENT_ROLE_NONE);
  g_assert_cmpstr (kicked->user->name, ==, "Ana");
  g_assert_cmpstr (kicked->by->name, ==, "Berta");
  g_assert_cmpstr (kicked->text, ==, "noise");
  g_assert_null (kicked->about);
  g_assert_cmpint (invited->role, ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpstr (invited->by->id, ==, "u2");
  g_assert_cmpstr (invited->about->name, ==, "Tea");
}

static void
test_about_people (void)
{
  g_autoptr (ClientEvent) typing =
    parse_ephemeral ("{'ev': 'typing', 'room': 'r1', 'user': " ANA ", 'on': false}",
                     CLIENT_EVENT_TYPING);
  g_autoptr (ClientEvent) user =
    parse_ephemeral ("{'ev': 'user', 'user': " ANA "}", CLIENT_EVENT_USER);
  g_autoptr (ClientEvent) presence =
    parse_ephemeral ("{'ev': 'presence', 'on': ['u1', 'u2'], 'off': []}", CLIENT_EVENT_PRESENCE);
  g_autoptr (ClientEvent) read =
    parse_ephemeral ("{'ev': 'read', 'room': 'r1', 'seq': 7}", CLIENT_EVENT_READ);
  g_autoptr (ClientEvent) other =
    parse_ephemeral ("{'ev': 'read', 'room': 'r1', 'seq': 7, 'user': 'u2'}", CLIENT_EVENT_READ);

  g_assert_cmpstr (typing->user->name, ==, "Ana");
  g_assert_false (typing->is_on);
  g_assert_cmpstr (user->user->name, ==, "Ana");
  g_assert_cmpuint (g_strv_length (presence->came), ==, 2);
  g_assert_cmpuint (g_strv_length (presence->went), ==, 0);
  g_assert_cmpint (read->target, ==, 7);
  g_assert_null (read->user);
  g_assert_cmpstr (other->user->id, ==, "u2");
}

static void
test_about_the_server (void)
{
  g_autoptr (ClientEvent) notice =
    parse_ephemeral ("{'ev': 'notice', 'text': 'Tea is ready'}", CLIENT_EVENT_NOTICE);
  g_autoptr (ClientEvent) live = parse_ephemeral ("{'ev': 'live', 'seq': 0}", CLIENT_EVENT_LIVE);
  g_autoptr (ClientEvent) bye =
    parse_ephemeral ("{'ev': 'bye', 'code': 'too-slow', 'text': ''}", CLIENT_EVENT_BYE);
  g_autoptr (ClientEvent) odd =
    parse_ephemeral ("{'ev': 'bye', 'code': 'no-more-tea'}", CLIENT_EVENT_BYE);
  g_autoptr (ClientEvent) ping = parse_ephemeral ("{'ev': 'ping'}", CLIENT_EVENT_PING);

  g_assert_cmpstr (notice->text, ==, "Tea is ready");
  g_assert_cmpint (live->target, ==, 0);
  g_assert_true (bye->has_code);
  g_assert_cmpint (bye->code, ==, CHARLA_CODE_TOO_SLOW);
  g_assert_false (odd->has_code);
  g_assert_nonnull (ping);
}

static void
test_sanction (void)
{
  g_autoptr (ClientEvent) mute =
    parse ("{'ev': 'mute', " PLACE ", 'room': 'r1', 'user': " ANA ", 'on': true, 'until': 90,"
           " 'by': {'id': 'u2', 'name': 'Berta'}, 'reason': 'noise', 'prev': 8}");
  g_autoptr (ClientEvent) pardon =
    parse ("{'ev': 'ban', " PLACE ", 'room': 'r1', 'user': " ANA ", 'on': false}");

  g_assert_cmpint (mute->kind, ==, CLIENT_EVENT_MUTE);
  g_assert_cmpstr (mute->room, ==, "r1");
  g_assert_cmpstr (mute->user->id, ==, "u1");
  g_assert_true (mute->is_on);
  g_assert_cmpint (mute->until, ==, 90);
  g_assert_cmpstr (mute->by->name, ==, "Berta");
  g_assert_cmpstr (mute->text, ==, "noise");
  g_assert_cmpint (pardon->kind, ==, CLIENT_EVENT_BAN);
  g_assert_false (pardon->is_on);
  g_assert_cmpint (pardon->until, ==, 0);
}

/* A newer server says more; what is durable moves the cursor all the same. */
static void
test_other (void)
{
  g_autoptr (ClientEvent) durable =
    parse ("{'ev': 'poll', " PLACE ", 'room': {'anything': []}, 'prev': 8}");
  g_autoptr (ClientEvent) ephemeral = parse_ephemeral ("{'ev': 'waves'}", CLIENT_EVENT_PING);
  g_autoptr (ClientEvent) empty = parse_ephemeral ("{'ev': ''}", CLIENT_EVENT_PING);

  g_assert_cmpint (durable->kind, ==, CLIENT_EVENT_OTHER);
  g_assert_cmpint (durable->seq, ==, 9);
  g_assert_cmpint (durable->prev, ==, 8);
  g_assert_null (durable->room);
  g_assert_nonnull (ephemeral);
  g_assert_nonnull (empty);
}

static void
test_bad (void)
{
  const char *const bad[] = {
    "{}",
    "{'ev': 7}",
    "{'ev': 'message'}",
    "{'ev': 'message', " PLACE "}",
    "{'ev': 'message', 'seq': -9, 'time': 1, 'room': 'r1', 'from': " ANA ", 'text': ''}",
    "{'ev': 'mute', " PLACE ", 'room': 'r1', 'on': true}",
    "{'ev': 'ban', " PLACE ", 'user': " ANA ", 'on': true}",
    "{'ev': 'ban', " PLACE ", 'room': 'r1', 'user': " ANA "}",
    "{'ev': 'edit', 'seq': 9, 'room': 'r1', 'target': 3, 'text': ''}",
    "{'ev': 'edit', " PLACE ", 'target': 3, 'text': ''}",
    "{'ev': 'edit', " PLACE ", 'room': 'r1', 'target': 3}",
    "{'ev': 'edit', " PLACE ", 'room': 'r1', 'target': 9, 'text': ''}",
    "{'ev': 'delete', " PLACE ", 'room': 'r1'}",
    "{'ev': 'delete', " PLACE ", 'room': 'r1', 'target': 10}",
    "{'ev': 'react', " PLACE ", 'room': 'r1', 'target': 3, 'emoji': '👍', 'on': true}",
    "{'ev': 'react', " PLACE ", 'room': 'r1', 'target': 3, 'user': 'u1', 'on': true}",
    "{'ev': 'react', " PLACE ", 'room': 'r1', 'target': 3, 'user': 'u1', 'emoji': '👍'}",
    "{'ev': 'room', " PLACE ", 'room': 'r1'}",
    "{'ev': 'room', " PLACE ", 'room': {'id': 'r1', 'kind': 'direct', 'name': '', 'users': [1]}}",
    "{'ev': 'member', " PLACE ", 'room': 'r1', 'user': 'u1', 'role': 'member'}",
    "{'ev': 'member', " PLACE ", 'room': 'r1', 'user': " ANA ", 'role': 'king'}",
    "{'ev': 'member', " PLACE ", 'room': 'r1', 'user': " ANA ", 'by': 5}",
    "{'ev': 'member', " PLACE ", 'room': 'r1', 'user': " ANA ", 'about': {}}",
    "{'ev': 'member', " PLACE ", 'room': 'r1', 'user': " ANA ", "
    "'about': {'id': 'r2', 'kind': 'public', 'name': ''}}",
    "{'ev': 'delete', " PLACE ", 'room': 'r1', 'target': 3, 'prev': 9}",
    "{'ev': 'poll', 'seq': 1.5}",
    "{'ev': 'read', 'room': 'r1'}",
    "{'ev': 'typing', 'room': 'r1', 'user': 'u1'}",
    "{'ev': 'typing', 'user': 'u1', 'on': true}",
    "{'ev': 'user', 'user': 'u1'}",
    "{'ev': 'presence', 'on': true}",
    "{'ev': 'presence', 'off': [7]}",
    "{'ev': 'notice', 'text': 7}",
    "{'ev': 'live'}",
    "{'ev': 'bye', 'code': 7}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_null (parse (bad[i]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/event/message", test_message);
  g_test_add_func ("/client/event/changes", test_changes);
  g_test_add_func ("/client/event/room", test_room);
  g_test_add_func ("/client/event/member", test_member);
  g_test_add_func ("/client/event/about-people", test_about_people);
  g_test_add_func ("/client/event/about-the-server", test_about_the_server);
  g_test_add_func ("/client/event/sanction", test_sanction);
  g_test_add_func ("/client/event/other", test_other);
  g_test_add_func ("/client/event/bad", test_bad);

  return g_test_run ();
}
