/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"
#include "ui-describe-message.h"

#define NOON G_GINT64_CONSTANT (1772452800000)

static ClientMessageInfo *
info_of (gint64 seq, const char *text)
{
  ClientMessageInfo *info = client_message_info_new ();

  info->seq = seq;
  info->time = NOON;
  info->room = g_strdup ("r1");
  info->user = g_strdup ("u1");
  info->name = g_strdup ("bea");
  info->text = g_strdup (text);
  return info;
}

static void
assert_spoken (ClientMessageInfo *info, const char *expected)
{
  g_autoptr (ClientMessage) message = client_message_new_received (info, "u2");
  g_autofree char *spoken = ui_describe_message (message, UI_MESSAGE_PROGRESS_NONE);

  g_assert_cmpstr (spoken, ==, expected);
}

static void
test_spoken (void)
{
  g_autoptr (ClientMessageInfo) plain = info_of (1, "Hello");
  g_autoptr (ClientMessageInfo) bold = info_of (1, "**Hello** you");
  g_autoptr (ClientMessageInfo) reply = info_of (2, "Yes");
  g_autoptr (ClientMessageInfo) later = info_of (3, "Yes");
  g_autoptr (ClientMessageInfo) gone = info_of (4, "");

  assert_spoken (plain, "bea: Hello, 12:00");
  assert_spoken (bold, "bea: Hello you, 12:00");

  reply->reply = 1;
  assert_spoken (reply, "bea. In reply to an earlier message. Yes, 12:00");
  reply->reply_name = g_strdup ("ana");
  assert_spoken (reply, "bea. In reply to ana. Yes, 12:00");
  reply->reply_excerpt = g_strdup ("**Shall** we?");
  assert_spoken (reply, "bea. In reply to ana: “Shall we?”. Yes, 12:00");

  later->edited = NOON + 1;
  client_message_info_add_reaction (later, "👍", 3, TRUE);
  client_message_info_add_reaction (later, "🎉", 1, FALSE);
  assert_spoken (later, "bea: Yes, 12:00, edited, 👍 by you and 2 others, 🎉 by 1 person");

  gone->is_deleted = TRUE;
  gone->edited = NOON + 1;
  assert_spoken (gone, "bea: Message deleted, 12:00");
}

static void
test_reactions (void)
{
  const struct
  {
    ClientReactionInfo reaction;
    const char *spoken;
  } cases[] = {
    { { (char *) "👍", 1, FALSE }, "👍 by 1 person" },
    { { (char *) "👍", 2, FALSE }, "👍 by 2 people" },
    { { (char *) "👍", 1, TRUE }, "👍 by you" },
    { { (char *) "👍", 2, TRUE }, "👍 by you and 1 other" },
    { { (char *) "👍", 0, TRUE }, "👍 by you" },
    { { (char *) "👍", -7, FALSE }, "👍 by 0 people" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *spoken = ui_describe_reaction (&cases[i].reaction);

      g_assert_cmpstr (spoken, ==, cases[i].spoken);
    }
}

static void
test_progress (void)
{
  g_autoptr (ClientMessage) mine = made ("ana", "Hi", NOON, TRUE, CLIENT_MESSAGE_QUEUED);
  g_autoptr (ClientMessage) theirs = made ("bea", "Hi", NOON, FALSE, CLIENT_MESSAGE_SENT);

  g_assert_cmpint (ui_describe_get_progress (mine, TRUE, 9), ==, UI_MESSAGE_PROGRESS_QUEUED);
  g_assert_cmpint (ui_describe_get_progress (theirs, TRUE, 9), ==, UI_MESSAGE_PROGRESS_NONE);

  client_message_report (mine, CLIENT_MESSAGE_FAILED, 0, NULL);
  g_assert_cmpint (ui_describe_get_progress (mine, FALSE, 9), ==, UI_MESSAGE_PROGRESS_FAILED);

  client_message_report (mine, CLIENT_MESSAGE_SENT, 5, NULL);
  g_assert_cmpint (ui_describe_get_progress (mine, FALSE, 9), ==, UI_MESSAGE_PROGRESS_NONE);
  g_assert_cmpint (ui_describe_get_progress (mine, TRUE, 0), ==, UI_MESSAGE_PROGRESS_SENT);
  g_assert_cmpint (ui_describe_get_progress (mine, TRUE, 4), ==, UI_MESSAGE_PROGRESS_SENT);
  g_assert_cmpint (ui_describe_get_progress (mine, TRUE, 5), ==, UI_MESSAGE_PROGRESS_READ);
}

static ClientMessage *
at (gint64 seq)
{
  g_autoptr (ClientMessageInfo) info = info_of (seq, "Hello");

  return client_message_new_received (info, "u2");
}

static void
test_new_line (void)
{
  g_autoptr (ClientMessage) fourth = at (4);
  g_autoptr (ClientMessage) fifth = at (5);
  g_autoptr (ClientMessage) sixth = at (6);
  g_autoptr (ClientMessage) mine = made ("ana", "Hi", NOON, TRUE, CLIENT_MESSAGE_QUEUED);

  g_assert_true (ui_describe_has_new_line (fourth, fifth, 4));
  g_assert_true (ui_describe_has_new_line (NULL, fifth, 4));
  g_assert_false (ui_describe_has_new_line (fourth, fifth, 0));
  g_assert_false (ui_describe_has_new_line (fourth, fifth, 5));
  g_assert_false (ui_describe_has_new_line (fifth, sixth, 4));
  g_assert_false (ui_describe_has_new_line (fourth, mine, 4));
  g_assert_false (ui_describe_has_new_line (mine, fifth, 4));
}

static void
test_failure (void)
{
  g_autofree char *unknown = ui_describe_failure (NULL);
  g_autofree char *known = ui_describe_failure ("You are not here.");

  g_assert_cmpstr (unknown, ==, "Not sent");
  g_assert_cmpstr (known, ==, "Not sent · You are not here.");
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/describe-message/spoken", test_spoken);
  g_test_add_func ("/describe-message/reactions", test_reactions);
  g_test_add_func ("/describe-message/progress", test_progress);
  g_test_add_func ("/describe-message/new-line", test_new_line);
  g_test_add_func ("/describe-message/failure", test_failure);

  return g_test_run ();
}
