/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-message.h"

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *count = user_data;

  *count += 1;
}

static void
test_members (void)
{
  ClientMessage *message =
    client_message_new ("ana", "¿Qué tal? 👋", 1700000000123, TRUE, CLIENT_MESSAGE_QUEUED);
  g_autofree char *sender = NULL;
  g_autofree char *text = NULL;
  ClientMessageState state = CLIENT_MESSAGE_FAILED;
  gint64 time = 0;
  gboolean own = FALSE;

  g_assert_cmpstr (client_message_get_sender (message), ==, "ana");
  g_assert_cmpstr (client_message_get_text (message), ==, "¿Qué tal? 👋");
  g_assert_cmpint (client_message_get_time (message), ==, 1700000000123);
  g_assert_true (client_message_get_own (message));
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_QUEUED);

  g_object_get (message, "sender", &sender, "text", &text, "time", &time, "own", &own, "state",
                &state, NULL);
  g_assert_cmpstr (sender, ==, "ana");
  g_assert_cmpstr (text, ==, "¿Qué tal? 👋");
  g_assert_cmpint (time, ==, 1700000000123);
  g_assert_true (own);
  g_assert_cmpint (state, ==, CLIENT_MESSAGE_QUEUED);

  g_assert_finalize_object (message);
}

static void
test_state (void)
{
  ClientMessage *message = client_message_new ("ana", "hi", 0, TRUE, CLIENT_MESSAGE_QUEUED);
  guint notified = 0;

  g_signal_connect (message, "notify::state", G_CALLBACK (count_notify), &notified);

  client_message_set_state (message, CLIENT_MESSAGE_QUEUED);
  g_assert_cmpuint (notified, ==, 0);

  client_message_set_state (message, CLIENT_MESSAGE_SENT);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_SENT);

  g_assert_finalize_object (message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/message/members", test_members);
  g_test_add_func ("/client/message/state", test_state);

  return g_test_run ();
}
