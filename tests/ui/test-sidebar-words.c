/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "client-room-private.h"
#include "said.h"
#include "ui-sidebar-words.h"

#define DAY (G_GINT64_CONSTANT (86400) * 1000)

static ClientRoom *
make_room (ClientRoomKind kind, ClientMessageInfo *last, gint64 unread, gint64 mentions)
{
  g_autoptr (ClientRoomInfo) info = client_room_info_new ();

  info->id = g_strdup ("r1");
  info->kind = kind;
  info->name = g_strdup ("Kitchen");
  info->topic = g_strdup ("");
  info->members = 3;
  info->role = CLIENT_ROLE_MEMBER;
  info->unread = unread;
  info->mentions = mentions;
  info->last = last;
  return client_room_new_with (info);
}

static void
assert_time (gint64 time, gint64 now, const char *expected)
{
  g_autofree char *text = ui_sidebar_words_time (time, now);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_time (void)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 3, 4, 12, 0, 0);
  gint64 now = g_date_time_to_unix (noon) * 1000;

  assert_time (0, now, "");
  assert_time (-5, now, "");
  assert_time (now - 60000, now, "11:59");
  assert_time (now + DAY, now, "12:00");
  assert_time (now - DAY, now, "Tue");
  assert_time (now - 6 * DAY, now, "Thu");
  assert_time (now - 7 * DAY, now, "Feb 25");
  assert_time (now - 100 * DAY, now, "Nov 2025");
  assert_time (G_MAXINT64, now, "");
}

static void
assert_preview (ClientRoom *room, const char *expected, UiSidebarPreview expected_kind)
{
  g_autoptr (UiSidebarItem) item = ui_sidebar_item_new_room (room);
  UiSidebarPreview kind = UI_SIDEBAR_PREVIEW_QUIET;
  g_autofree char *text = ui_sidebar_words_preview (item, ME, &kind);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpint (kind, ==, expected_kind);
}

static void
test_preview (void)
{
  g_autoptr (ClientRoom) quiet = make_room (CLIENT_ROOM_PUBLIC, NULL, 0, 0);
  g_autoptr (ClientRoom) own = make_room (CLIENT_ROOM_PUBLIC, said (1, ME, "a\n\nb"), 0, 0);
  g_autoptr (ClientRoom) other = make_room (CLIENT_ROOM_PUBLIC, said (1, "bea", "**a**"), 0, 0);
  g_autoptr (ClientRoom) direct = make_room (CLIENT_ROOM_DIRECT, said (1, "bea", "a"), 0, 0);

  assert_preview (own, "You: a  b", UI_SIDEBAR_PREVIEW_MESSAGE);
  assert_preview (quiet, "3 members", UI_SIDEBAR_PREVIEW_QUIET);
  assert_preview (other, "\u2068bea\u2069: a", UI_SIDEBAR_PREVIEW_MESSAGE);
  assert_preview (direct, "a", UI_SIDEBAR_PREVIEW_MESSAGE);

  client_room_set_draft (other, "not yet");
  assert_preview (other, "not yet", UI_SIDEBAR_PREVIEW_DRAFT);
  client_room_set_typing (other, "bea", "bea", TRUE);
  assert_preview (other, "\u2068bea\u2069 is typing…", UI_SIDEBAR_PREVIEW_TYPING);
  client_room_set_typing (other, "carl", "carl", TRUE);
  assert_preview (other, "2 people are typing…", UI_SIDEBAR_PREVIEW_TYPING);
  client_room_set_typing (direct, "bea", "bea", TRUE);
  assert_preview (direct, "Typing…", UI_SIDEBAR_PREVIEW_TYPING);
}

/* Of a long message only what can be seen is looked at, and nothing is cut in two. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (ClientMessageInfo) last = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "€");
  last = said (1, "bea", text->str);
  words = ui_sidebar_words_last (last, ME, TRUE);
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_cmpuint (strlen (words), <, 500);
}

static void
assert_described (UiSidebarItem *item, const char *expected)
{
  g_autofree char *text = ui_sidebar_words_describe (item);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_describe (void)
{
  g_autoptr (ClientRoom) room = make_room (CLIENT_ROOM_PUBLIC, NULL, 3, 1);
  g_autoptr (UiSidebarItem) item = ui_sidebar_item_new_room (room);
  g_autoptr (UiSidebarItem) create = ui_sidebar_item_new_words (UI_SIDEBAR_CREATE, "x");
  g_autoptr (UiSidebarItem) heading = ui_sidebar_item_new_words (UI_SIDEBAR_HEADING, "People");

  client_room_set_draft (room, "not yet");
  assert_described (item, "Kitchen, 3 unread, 1 mention, draft");
  ui_sidebar_item_set_is_open (item, TRUE);
  client_room_set_flags (room, CLIENT_ROOM_PINNED | CLIENT_ROOM_MUTED);
  assert_described (item, "Kitchen, 3 unread, 1 mention, pinned, muted");
  assert_described (create, "Create Room “\u2068x\u2069”…");
  assert_described (heading, "People");
}

static void
test_outgoing (void)
{
  g_autoptr (ClientRoom) room = make_room (CLIENT_ROOM_PUBLIC, said (1, "bea", "a"), 0, 0);
  g_autoptr (UiSidebarItem) item = ui_sidebar_item_new_room (room);
  g_autoptr (ClientMessage) message = written ("n1", "on its way");

  g_assert_cmpint (ui_sidebar_words_state (room), ==, CLIENT_MESSAGE_SENT);
  client_room_add_outgoing (room, message);
  g_assert_cmpint (ui_sidebar_words_state (room), ==, CLIENT_MESSAGE_QUEUED);
  assert_preview (room, "You: on its way", UI_SIDEBAR_PREVIEW_MESSAGE);
  assert_described (item, "Kitchen, waiting to be sent");
  client_message_report (message, CLIENT_MESSAGE_FAILED, 0, "No.");
  g_assert_cmpint (ui_sidebar_words_state (room), ==, CLIENT_MESSAGE_FAILED);
  assert_described (item, "Kitchen, not sent");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sidebar-words/time", test_time);
  g_test_add_func ("/sidebar-words/preview", test_preview);
  g_test_add_func ("/sidebar-words/long", test_long);
  g_test_add_func ("/sidebar-words/describe", test_describe);
  g_test_add_func ("/sidebar-words/outgoing", test_outgoing);

  return g_test_run ();
}
