/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outbox.h"

#include "charla-limits.h"
#include "client-error.h"

static ClientMessage *
push (ClientOutbox *outbox, const char *text)
{
  g_autoptr (ClientMessage) message =
    client_message_new ("me", text, 0, TRUE, CLIENT_MESSAGE_QUEUED);
  g_autoptr (GError) error = NULL;

  g_assert_true (client_outbox_push (outbox, message, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&message);
}

static void
assert_next (ClientOutbox *outbox, const char *text)
{
  ClientMessage *message = client_outbox_next (outbox);

  g_assert_nonnull (message);
  g_assert_cmpstr (client_message_get_text (message), ==, text);
}

static void
test_order (void)
{
  g_autoptr (ClientOutbox) outbox = client_outbox_new ();
  g_autoptr (ClientMessage) one = push (outbox, "one");
  g_autoptr (ClientMessage) two = push (outbox, "two");
  g_autoptr (ClientMessage) three = NULL;

  assert_next (outbox, "one");
  client_outbox_sent (outbox);
  g_assert_cmpint (client_message_get_state (one), ==, CLIENT_MESSAGE_SENT);
  g_assert_cmpint (client_message_get_state (two), ==, CLIENT_MESSAGE_QUEUED);

  assert_next (outbox, "two");
  g_assert_null (client_outbox_next (outbox));
  three = push (outbox, "three");
  assert_next (outbox, "three");
  client_outbox_sent (outbox);
  g_assert_cmpint (client_message_get_state (three), ==, CLIENT_MESSAGE_SENT);
  g_assert_null (client_outbox_next (outbox));
}

static void
test_rewind (void)
{
  g_autoptr (ClientOutbox) outbox = client_outbox_new ();
  g_autoptr (ClientMessage) one = push (outbox, "one");
  g_autoptr (ClientMessage) two = push (outbox, "two");
  g_autoptr (ClientMessage) three = push (outbox, "three");

  assert_next (outbox, "one");
  client_outbox_sent (outbox);
  assert_next (outbox, "two");

  client_outbox_rewind (outbox);
  g_assert_cmpint (client_message_get_state (two), ==, CLIENT_MESSAGE_QUEUED);
  assert_next (outbox, "two");
  assert_next (outbox, "three");
  g_assert_null (client_outbox_next (outbox));
}

static void
test_fail (void)
{
  g_autoptr (ClientOutbox) outbox = client_outbox_new ();
  g_autoptr (ClientMessage) one = push (outbox, "one");
  g_autoptr (ClientMessage) two = push (outbox, "two");

  assert_next (outbox, "one");
  client_outbox_fail (outbox);
  g_assert_cmpint (client_message_get_state (one), ==, CLIENT_MESSAGE_FAILED);
  g_assert_cmpint (client_message_get_state (two), ==, CLIENT_MESSAGE_FAILED);
  g_assert_null (client_outbox_next (outbox));
}

static void
assert_full (ClientOutbox *outbox, const char *text)
{
  g_autoptr (ClientMessage) message =
    client_message_new ("me", text, 0, TRUE, CLIENT_MESSAGE_QUEUED);
  g_autoptr (GError) error = NULL;

  g_assert_false (client_outbox_push (outbox, message, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_FULL);
  g_assert_finalize_object (g_steal_pointer (&message));
}

static void
test_bounded_count (void)
{
  g_autoptr (ClientOutbox) outbox = client_outbox_new ();

  for (guint i = 0; i < CLIENT_OUTBOX_MAX_MESSAGES; i++)
    g_object_unref (push (outbox, "x"));
  assert_full (outbox, "x");

  /* What is under way counts; what is sent does not. */
  assert_next (outbox, "x");
  assert_full (outbox, "x");
  client_outbox_sent (outbox);
  g_object_unref (push (outbox, "x"));
}

static void
test_bounded_bytes (void)
{
  g_autoptr (ClientOutbox) outbox = client_outbox_new ();
  g_autofree char *text = g_strnfill (CHARLA_TEXT_MAX, 'x');

  for (guint i = 0; i < CLIENT_OUTBOX_MAX_BYTES / CHARLA_TEXT_MAX; i++)
    g_object_unref (push (outbox, text));
  assert_full (outbox, "x");

  client_outbox_fail (outbox);
  g_object_unref (push (outbox, text));
}

static void
push_another (ClientMessage *message, GParamSpec *pspec, gpointer user_data)
{
  g_object_unref (push (user_data, "another"));
}

static void
test_post_while_told (void)
{
  g_autoptr (ClientOutbox) outbox = client_outbox_new ();
  g_autoptr (ClientMessage) one = push (outbox, "one");

  g_signal_connect (one, "notify::state", G_CALLBACK (push_another), outbox);
  assert_next (outbox, "one");
  client_outbox_sent (outbox);
  assert_next (outbox, "another");
}

static void
test_messages_released (void)
{
  ClientOutbox *outbox = client_outbox_new ();
  ClientMessage *one = push (outbox, "one");

  client_outbox_free (outbox);
  g_assert_finalize_object (one);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/outbox/order", test_order);
  g_test_add_func ("/client/outbox/rewind", test_rewind);
  g_test_add_func ("/client/outbox/fail", test_fail);
  g_test_add_func ("/client/outbox/bounded-count", test_bounded_count);
  g_test_add_func ("/client/outbox/bounded-bytes", test_bounded_bytes);
  g_test_add_func ("/client/outbox/post-while-told", test_post_while_told);
  g_test_add_func ("/client/outbox/messages-released", test_messages_released);

  return g_test_run ();
}
