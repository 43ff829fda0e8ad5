/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "made.h"
#include "ui-message-content.h"

static void
test_kept (void)
{
  g_autoptr (ClientMessage) message = made ("bea", "Hello", 0, FALSE, CLIENT_MESSAGE_SENT);
  g_autoptr (UiMentions) mentions = ui_mentions_new ("ana");
  g_autofree char *text = g_strnfill (300, 'a');
  g_autofree char *other = g_strnfill (300, 'b');
  g_autoptr (GPtrArray) first = ui_message_content_dup_blocks (message, text, NULL);
  g_autoptr (GPtrArray) again = ui_message_content_dup_blocks (message, text, NULL);
  g_autoptr (GPtrArray) edited = ui_message_content_dup_blocks (message, other, NULL);
  g_autoptr (GPtrArray) named = ui_message_content_dup_blocks (message, other, mentions);

  g_assert_true (first == again);
  g_assert_true (first != edited);
  g_assert_true (edited != named);
  g_assert_cmpstr (((UiBlock *) edited->pdata[0])->text, ==, other);
}

/* What is short is not worth memory. */
static void
test_not_kept (void)
{
  g_autoptr (ClientMessage) message = made ("bea", "Hello", 0, FALSE, CLIENT_MESSAGE_SENT);
  g_autoptr (GPtrArray) first = ui_message_content_dup_blocks (message, "Hello", NULL);
  g_autoptr (GPtrArray) again = ui_message_content_dup_blocks (message, "Hello", NULL);

  g_assert_true (first != again);
  g_assert_cmpstr (((UiBlock *) again->pdata[0])->text, ==, "Hello");
}

static void
test_unfolded (void)
{
  g_autoptr (ClientMessage) message = made ("bea", "Hello", 0, FALSE, CLIENT_MESSAGE_SENT);

  g_assert_false (ui_message_content_is_unfolded (message));
  ui_message_content_set_unfolded (message, TRUE);
  g_assert_true (ui_message_content_is_unfolded (message));
  ui_message_content_set_unfolded (message, FALSE);
  g_assert_false (ui_message_content_is_unfolded (message));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/message-content/kept", test_kept);
  g_test_add_func ("/message-content/not-kept", test_not_kept);
  g_test_add_func ("/message-content/unfolded", test_unfolded);

  return g_test_run ();
}
