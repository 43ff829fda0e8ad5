/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-objects.h"

static void
assert_json (CharlaBuilder *builder, const char *expected)
{
  g_autoptr (GBytes) json = charla_builder_to_bytes (builder);
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_user (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  ServerUserInfo ana = { 1, "ana", SERVER_USER_PERSON, SERVER_STATE_AWAY, "out" };
  ServerUserInfo bob = { -10, "bob", SERVER_USER_GUEST, SERVER_STATE_ACTIVE, NULL };

  server_objects_add_user (builder, "a", &ana, TRUE);
  server_objects_add_user (builder, "b", &bob, FALSE);
  assert_json (builder, "{\"a\":{\"id\":\"u1\",\"name\":\"ana\",\"kind\":\"user\",\"online\":true,"
                        "\"status\":\"out\",\"state\":\"away\"},"
                        "\"b\":{\"id\":\"ga\",\"name\":\"bob\",\"kind\":\"guest\",\"online\":false,"
                        "\"state\":\"active\"}}");
}

static void
test_member (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  ServerUserInfo ana = { 1, "ana", SERVER_USER_PERSON, SERVER_STATE_ACTIVE, NULL };
  ServerMemberInfo member = { &ana, SERVER_ROLE_MODERATOR };

  charla_builder_begin_array (builder, "members");
  server_objects_add_member (builder, &member, FALSE);
  charla_builder_end (builder);
  assert_json (builder, "{\"members\":[{\"user\":{\"id\":\"u1\",\"name\":\"ana\",\"kind\":\"user\","
                        "\"online\":false,\"state\":\"active\"},\"role\":\"moderator\"}]}");
}

static void
test_room (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  ServerRoomInfo room = { .id = 3,
                          .kind = SERVER_ROOM_PRIVATE,
                          .name = "tea",
                          .topic = "green",
                          .members = 4,
                          .role = SERVER_ROLE_OWNER,
                          .seq = 12,
                          .seen = 10,
                          .unread = 2,
                          .mentions = 1 };

  server_objects_add_room (builder, "room", &room, FALSE);
  assert_json (builder, "{\"room\":{\"id\":\"r3\",\"kind\":\"private\",\"name\":\"tea\","
                        "\"topic\":\"green\",\"members\":4,\"member\":true,\"role\":\"owner\","
                        "\"seq\":12,\"read\":10,\"unread\":2,\"mentions\":1}}");

  room.role = SERVER_ROLE_NONE;
  server_objects_put_room (builder, &room);
  assert_json (builder,
               "{\"id\":\"r3\",\"kind\":\"private\",\"name\":\"tea\",\"topic\":\"green\"}");
}

static void
test_direct_room (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GBytes) last = g_bytes_new_static ("{\"seq\":9}", 9);
  ServerUserInfo bob = { 2, "bob", SERVER_USER_PERSON, SERVER_STATE_BUSY, NULL };
  ServerRoomInfo room = { .id = 4,
                          .kind = SERVER_ROOM_DIRECT,
                          .name = "",
                          .topic = "",
                          .role = SERVER_ROLE_NONE,
                          .with = &bob,
                          .with_seen = 7,
                          .last = last };

  server_objects_add_room (builder, "room", &room, TRUE);
  assert_json (builder, "{\"room\":{\"id\":\"r4\",\"kind\":\"direct\",\"name\":\"\",\"topic\":\"\","
                        "\"members\":0,\"member\":false,\"role\":null,\"seq\":0,\"read\":0,"
                        "\"unread\":0,\"mentions\":0,\"with\":{\"id\":\"u2\",\"name\":\"bob\","
                        "\"kind\":\"user\",\"online\":true,\"state\":\"busy\"},"
                        "\"with_read\":7,\"last\":{\"seq\":9}}}");
}

static void
test_message (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  ServerMessageInfo message
    = { .seq = 5, .time = 1000, .room = 1, .user = 1, .name = "ana", .text = "hi" };

  server_objects_add_message (builder, "last", &message);
  assert_json (builder, "{\"last\":{\"seq\":5,\"time\":1000,\"room\":\"r1\","
                        "\"from\":{\"id\":\"u1\",\"name\":\"ana\"},\"text\":\"hi\"}}");
}

static void
test_whole_message (void)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GArray) mentions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) reactions = g_ptr_array_new ();
  ServerReactionInfo reaction = { "👍", 2, TRUE };
  gint64 bob = 2;
  ServerMessageInfo message = { .seq = 5,
                                .time = 1000,
                                .room = 1,
                                .user = 1,
                                .name = "ana",
                                .text = "",
                                .reply = 4,
                                .reply_name = "bob",
                                .reply_excerpt = "what?",
                                .mentions = mentions,
                                .edited = 1001,
                                .is_deleted = TRUE,
                                .reactions = reactions };

  g_array_append_val (mentions, bob);
  g_ptr_array_add (reactions, &reaction);
  server_objects_put_message (builder, &message);
  assert_json (builder, "{\"seq\":5,\"time\":1000,\"room\":\"r1\","
                        "\"from\":{\"id\":\"u1\",\"name\":\"ana\"},\"text\":\"\","
                        "\"reply\":{\"seq\":4,\"name\":\"bob\",\"excerpt\":\"what?\"},"
                        "\"mentions\":[\"u2\"],\"edited\":1001,\"deleted\":true,"
                        "\"reactions\":[{\"emoji\":\"👍\",\"count\":2,\"mine\":true}]}");
}

static void
test_excerpt (void)
{
  g_autofree char *hundred = g_strnfill (100, 'x');
  g_autofree char *longer = g_strdup_printf ("%sñandú", hundred);
  g_autofree char *accents = g_strdup_printf ("ñ%s", hundred);
  g_autofree char *same = server_message_info_excerpt (hundred);
  g_autofree char *cut = server_message_info_excerpt (longer);
  g_autofree char *whole = server_message_info_excerpt (accents);

  g_assert_cmpstr (same, ==, hundred);
  g_assert_cmpstr (cut, ==, hundred);
  g_assert_cmpuint (g_utf8_strlen (whole, -1), ==, 100);
  g_assert_true (g_utf8_validate (whole, -1, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/objects/user", test_user);
  g_test_add_func ("/objects/member", test_member);
  g_test_add_func ("/objects/room", test_room);
  g_test_add_func ("/objects/direct-room", test_direct_room);
  g_test_add_func ("/objects/message", test_message);
  g_test_add_func ("/objects/whole-message", test_whole_message);
  g_test_add_func ("/objects/excerpt", test_excerpt);

  return g_test_run ();
}
