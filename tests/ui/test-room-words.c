/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-words.h"

#include "client-user-info.h"

static void
assert_takes (char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, expected);
}

static void
test_about (void)
{
  g_autoptr (ClientUserInfo) bea = client_user_info_new ("u1", "bea");

  assert_takes (ui_room_words_about ("Lunch\nand more ", "Home", 3, NULL), "Lunch and more");
  assert_takes (ui_room_words_about ("  ", NULL, 1, NULL), "1 member");
  assert_takes (ui_room_words_about (NULL, NULL, 1000, NULL), "1000 members");
  assert_takes (ui_room_words_about ("", NULL, 0, NULL), "");
  assert_takes (ui_room_words_about ("", "Home", 3, NULL), "Home");

  bea->is_online = TRUE;
  bea->state = CLIENT_USER_AWAY;
  bea->status = g_strdup ("Lunch");
  assert_takes (ui_room_words_about ("", "Home", 2, bea), "Away · \u2068Lunch\u2069");
}

static void
test_typing (void)
{
  const char *const names[] = { "Ana", "Luis", "Zoe", NULL };
  const char *const none[] = { NULL };
  const char *const one[] = { "Ana\n", NULL };
  const char *const two[] = { "Ana", "Luis", NULL };

  assert_takes (ui_room_words_typing (none), "");
  assert_takes (ui_room_words_typing (two),
                "\u2068Ana\u2069 and \u2068Luis\u2069 are writing…");
  assert_takes (ui_room_words_typing (names), "Several people are writing…");

  {
    g_autofree char *sentence = ui_room_words_typing (one);

    g_assert_true (g_str_has_suffix (sentence, " is writing…"));
  }
}

static void
test_offline (void)
{
  assert_takes (ui_room_words_offline (0), "Offline");
  assert_takes (ui_room_words_offline (1), "Offline, 1 message waits");
  assert_takes (ui_room_words_offline (3), "Offline, 3 messages wait");
}

static void
test_attempt (void)
{
  assert_takes (ui_room_words_attempt (CLIENT_SESSION_OFFLINE, 0), "");
  assert_takes (ui_room_words_attempt (CLIENT_SESSION_CONNECTING, 8 * G_USEC_PER_SEC),
                "Connecting…");
  assert_takes (ui_room_words_attempt (CLIENT_SESSION_WAITING, 8 * G_USEC_PER_SEC),
                "Next attempt in 8 s");
  assert_takes (ui_room_words_attempt (CLIENT_SESSION_WAITING, 1), "Next attempt in 1 s");
  assert_takes (ui_room_words_attempt (CLIENT_SESSION_WAITING, -5), "Connecting…");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/room-words/about", test_about);
  g_test_add_func ("/room-words/typing", test_typing);
  g_test_add_func ("/room-words/offline", test_offline);
  g_test_add_func ("/room-words/attempt", test_attempt);

  return g_test_run ();
}
