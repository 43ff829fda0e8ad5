/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"
#include "client-room-private.h"
#include "ui-attention.h"

static const UiAttention reads = { .active = TRUE, .room_shown = TRUE, .at_end = TRUE };
static const UiAttention reads_above = { .active = TRUE, .room_shown = TRUE, .at_end = FALSE };
static const UiAttention elsewhere = { .active = FALSE, .room_shown = TRUE, .at_end = TRUE };
static const UiAttention other_page = { .active = TRUE, .room_shown = FALSE, .at_end = TRUE };
static const UiAttention no_window = { 0 };

static void
test_sees (void)
{
  g_assert_true (ui_attention_sees (reads));
  g_assert_false (ui_attention_sees (reads_above));
  g_assert_false (ui_attention_sees (elsewhere));
  g_assert_false (ui_attention_sees (other_page));
  g_assert_false (ui_attention_sees (no_window));
}

static ClientRoom *
make_room (ClientRoomKind kind)
{
  g_autoptr (ClientRoomInfo) info = client_room_info_new ();

  info->id = g_strdup ("r1");
  info->kind = kind;
  info->name = g_strdup (kind == CLIENT_ROOM_DIRECT ? "" : "Kitchen");
  info->topic = g_strdup ("");
  info->role = CLIENT_ROLE_MEMBER;
  return client_room_new_with (info);
}

static void
test_notifies (void)
{
  g_autoptr (ClientRoom) room = make_room (CLIENT_ROOM_PUBLIC);
  g_autoptr (ClientMessage) message =
    made ("bea", "hello", 0, FALSE, CLIENT_MESSAGE_SENT);

  g_assert_false (ui_attention_may_notify (reads, UI_NOTIFY_ALL, room, message));
  g_assert_false (ui_attention_may_notify (reads_above, UI_NOTIFY_ALL, room, message));
  g_assert_true (ui_attention_may_notify (elsewhere, UI_NOTIFY_ALL, room, message));
  g_assert_true (ui_attention_may_notify (other_page, UI_NOTIFY_ALL, room, message));
  g_assert_true (ui_attention_may_notify (no_window, UI_NOTIFY_ALL, room, message));
  g_assert_false (ui_attention_may_notify (no_window, UI_NOTIFY_MENTIONS, room, message));
  g_assert_false (ui_attention_may_notify (no_window, UI_NOTIFY_NONE, room, message));
}

static void
test_notifies_of_what_is_for_one_alone (void)
{
  g_autoptr (ClientRoom) direct = make_room (CLIENT_ROOM_DIRECT);
  g_autoptr (ClientMessage) message =
    made ("bea", "hello", 0, FALSE, CLIENT_MESSAGE_SENT);

  g_assert_true (ui_attention_may_notify (no_window, UI_NOTIFY_MENTIONS, direct, message));
  g_assert_false (ui_attention_may_notify (no_window, UI_NOTIFY_NONE, direct, message));
  g_assert_false (ui_attention_may_notify (reads, UI_NOTIFY_ALL, direct, message));
}

static void
test_never_for_own (void)
{
  g_autoptr (ClientRoom) room = make_room (CLIENT_ROOM_PUBLIC);
  g_autoptr (ClientMessage) own = made ("ana", "hi", 0, TRUE, CLIENT_MESSAGE_SENT);

  g_assert_false (ui_attention_may_notify (elsewhere, UI_NOTIFY_ALL, room, own));
  g_assert_false (ui_attention_may_notify (no_window, UI_NOTIFY_ALL, room, own));
}

static void
check_title (ClientRoomKind kind, const char *chat, const char *expected)
{
  g_autoptr (ClientRoom) room = make_room (kind);
  g_autoptr (ClientMessage) message = made ("bea", "hello", 0, FALSE, CLIENT_MESSAGE_SENT);
  g_autofree char *title = ui_attention_title (room, message, chat);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  check_title (CLIENT_ROOM_PUBLIC, NULL, "bea in Kitchen");
  check_title (CLIENT_ROOM_PRIVATE, "Lab", "bea in Kitchen (Lab)");
  check_title (CLIENT_ROOM_DIRECT, NULL, "bea");
  check_title (CLIENT_ROOM_DIRECT, "Lab", "bea (Lab)");
}

static void
test_body (void)
{
  g_autoptr (ClientMessage) message =
    made ("bea", "hello\x01", 0, FALSE, CLIENT_MESSAGE_SENT);
  g_autofree char *shown = ui_attention_body (message, TRUE);
  g_autofree char *hidden = ui_attention_body (message, FALSE);

  g_assert_cmpstr (shown, ==, "hello\uFFFD");
  g_assert_cmpstr (hidden, ==, "New message");
}

static void
test_body_is_bounded (void)
{
  g_autofree char *text = g_strnfill (1024 * 1024, 'a');
  g_autoptr (ClientMessage) message =
    made ("bea", text, 0, FALSE, CLIENT_MESSAGE_SENT);
  g_autofree char *body = ui_attention_body (message, TRUE);

  g_assert_cmpint (g_utf8_strlen (body, -1), ==, 2001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attention/sees", test_sees);
  g_test_add_func ("/attention/notifies", test_notifies);
  g_test_add_func ("/attention/alone", test_notifies_of_what_is_for_one_alone);
  g_test_add_func ("/attention/title", test_title);
  g_test_add_func ("/attention/own", test_never_for_own);
  g_test_add_func ("/attention/body", test_body);
  g_test_add_func ("/attention/body/bounded", test_body_is_bounded);

  return g_test_run ();
}
