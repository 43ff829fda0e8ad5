/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-info.h"

#include "charla-error.h"
#include "json.h"

#define LEAST "'id': 'r1', 'kind': 'public', 'name': 'Lobby'"
#define LAST "{'seq': 7, 'time': 1000, 'room': 'r1', 'from': {'id': 'u1', 'name': 'Ana'}, 'text': 'hi'}"

static ClientRoomInfo *
parse (const char *text)
{
  g_autoptr (CharlaMessage) message = json_parse (text);
  g_autoptr (GError) error = NULL;
  ClientRoomInfo *info = client_room_info_parse (message, &error);

  if (info == NULL)
    g_assert_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_MESSAGE);
  else
    g_assert_no_error (error);

  return info;
}

static void
test_least (void)
{
  g_autoptr (ClientRoomInfo) info = parse ("{" LEAST "}");

  g_assert_cmpstr (info->id, ==, "r1");
  g_assert_cmpint (info->kind, ==, CLIENT_ROOM_PUBLIC);
  g_assert_cmpstr (info->name, ==, "Lobby");
  g_assert_cmpstr (info->topic, ==, "");
  g_assert_cmpint (info->role, ==, CLIENT_ROLE_NONE);
  g_assert_null (info->with);
  g_assert_null (info->last);
}

static void
test_whole (void)
{
  g_autoptr (ClientRoomInfo) info =
    parse ("{'id': 'r1', 'kind': 'direct', 'name': '', 'topic': 'one\\ntwo', 'members': 2, "
           "'member': true, 'role': 'owner', 'seq': 9, 'read': 5, 'unread': 3, 'mentions': 1, "
           "'with': {'id': 'u2', 'name': 'Berta'}, 'with_read': 6, 'last': " LAST "}");

  g_assert_cmpint (info->kind, ==, CLIENT_ROOM_DIRECT);
  g_assert_cmpstr (info->topic, ==, "one\ntwo");
  g_assert_cmpint (info->members, ==, 2);
  g_assert_cmpint (info->role, ==, CLIENT_ROLE_OWNER);
  g_assert_cmpint (info->seq, ==, 9);
  g_assert_cmpint (info->seen, ==, 5);
  g_assert_cmpint (info->unread, ==, 3);
  g_assert_cmpint (info->mentions, ==, 1);
  g_assert_cmpstr (info->with->name, ==, "Berta");
  g_assert_cmpint (info->last->seq, ==, 7);
  g_assert_cmpint (info->others, ==, 6);
}

static void
assert_role (const char *members, ClientRole role)
{
  g_autofree char *text = g_strdup_printf ("{" LEAST ", %s}", members);
  g_autoptr (ClientRoomInfo) info = parse (text);

  g_assert_cmpint (info->role, ==, role);
}

static void
test_role (void)
{
  assert_role ("'role': null", CLIENT_ROLE_NONE);
  assert_role ("'role': 'member'", CLIENT_ROLE_MEMBER);
  assert_role ("'role': 'moderator', 'member': true", CLIENT_ROLE_MODERATOR);
  assert_role ("'role': 'owner', 'member': false", CLIENT_ROLE_NONE);
  assert_role ("'role': null, 'member': true", CLIENT_ROLE_MEMBER);
}

static void
test_counts_stop (void)
{
  g_autoptr (ClientRoomInfo) info = parse ("{" LEAST ", 'unread': 5000, 'mentions': 1001}");

  g_assert_cmpint (info->unread, ==, CLIENT_UNREAD_MAX);
  g_assert_cmpint (info->mentions, ==, CLIENT_UNREAD_MAX);
}

static void
test_bad (void)
{
  const char *const bad[] = {
    "'id': ''",
    "'kind': 'secret'",
    "'kind': null",
    "'name': null",
    "'name': 'a\\nb'",
    "'topic': 5",
    "'members': -1",
    "'member': 'yes'",
    "'role': 'king'",
    "'role': 1",
    "'seq': 0.5",
    "'read': '1'",
    "'unread': -1",
    "'mentions': {}",
    "'with': 'Berta'",
    "'with': {'id': 'u2'}",
    "'last': {}",
    "'last': 7",
    "'with_read': -1",
    ("'id': 'r2', 'last': " LAST),
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *text = g_strdup_printf ("{" LEAST ", %s}", bad[i]);

      g_test_message ("%s", bad[i]);
      g_assert_null (parse (text));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/room-info/least", test_least);
  g_test_add_func ("/client/room-info/whole", test_whole);
  g_test_add_func ("/client/room-info/role", test_role);
  g_test_add_func ("/client/room-info/counts-stop", test_counts_stop);
  g_test_add_func ("/client/room-info/bad", test_bad);

  return g_test_run ();
}
