/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "said.h"

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *count = user_data;

  *count += 1;
}

static ClientMessage *
watched (ClientMessage *message, const char *property, guint *notified)
{
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);

  *notified = 0;
  g_signal_connect (message, signal, G_CALLBACK (count_notify), notified);
  return message;
}

static void
test_members (void)
{
  ClientMessage *message = written ("n1", "¿Qué tal? 👋");
  g_autofree char *sender = NULL;
  g_autofree char *sender_id = NULL;
  g_autofree char *text = NULL;
  g_autofree char *nonce = NULL;
  g_autofree char *room = NULL;
  g_autofree char *error = NULL;
  ClientMessageState state = CLIENT_MESSAGE_FAILED;
  gint64 seq = -1;
  gint64 time = 0;
  gboolean own = FALSE;

  g_object_get (message, "sender", &sender, "sender-id", &sender_id, "text", &text,
                "nonce", &nonce, "room", &room, "error", &error, "seq", &seq, "time", &time,
                "own", &own, "state", &state, NULL);
  g_assert_cmpstr (sender, ==, "Ana");
  g_assert_cmpstr (sender_id, ==, ME);
  g_assert_cmpstr (text, ==, "¿Qué tal? 👋");
  g_assert_cmpstr (nonce, ==, "n1");
  g_assert_cmpstr (room, ==, "r1");
  g_assert_null (error);
  g_assert_cmpint (seq, ==, 0);
  g_assert_cmpint (time, ==, 5);
  g_assert_true (own);
  g_assert_cmpint (state, ==, CLIENT_MESSAGE_QUEUED);

  g_assert_finalize_object (message);
}

/* Nobody is told of what is so already. */
static void
test_report (void)
{
  guint n_states = 0;
  guint n_errors = 0;
  guint n_seqs = 0;
  ClientMessage *message = written ("n1", "hi");

  watched (message, "state", &n_states);
  watched (message, "error", &n_errors);
  watched (message, "seq", &n_seqs);
  client_message_report (message, CLIENT_MESSAGE_QUEUED, 0, NULL);
  g_assert_cmpuint (n_states + n_errors + n_seqs, ==, 0);

  client_message_report (message, CLIENT_MESSAGE_FAILED, 0, "No.");
  client_message_report (message, CLIENT_MESSAGE_FAILED, 0, "No.");
  g_assert_cmpstr (client_message_get_error (message), ==, "No.");
  g_assert_cmpuint (n_states, ==, 1);
  g_assert_cmpuint (n_errors, ==, 1);
  g_assert_cmpuint (n_seqs, ==, 0);

  client_message_report (message, CLIENT_MESSAGE_SENT, 7, NULL);
  g_assert_null (client_message_get_error (message));
  g_assert_cmpint (client_message_get_seq (message), ==, 7);
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_SENT);
  g_assert_cmpuint (n_states, ==, 2);
  g_assert_cmpuint (n_errors, ==, 2);
  g_assert_cmpuint (n_seqs, ==, 1);

  g_assert_finalize_object (message);
}

/* What others do to a message, and the arrival of one that was on its way. */
static void
test_update (void)
{
  guint n_texts = 0;
  guint n_reactions = 0;
  guint n_senders = 0;
  gboolean deleted = FALSE;
  ClientMessage *message = written ("n1", "hi");
  g_autoptr (ClientMessageInfo) arrived = said (7, ME, "hi");
  g_autoptr (ClientMessageInfo) edited = said (7, ME, "hi!");
  g_autoptr (ClientMessageInfo) gone = said (7, ME, "");

  client_message_update (message, arrived, ME);
  g_assert_cmpint (client_message_get_state (message), ==, CLIENT_MESSAGE_SENT);
  g_assert_cmpint (client_message_get_seq (message), ==, 7);

  watched (message, "text", &n_texts);
  watched (message, "reactions", &n_reactions);
  watched (message, "sender", &n_senders);
  edited->mentions = g_strsplit (ME, " ", -1);
  client_message_info_add_reaction (edited, "👍", 1, FALSE);
  client_message_update (message, edited, ME);
  g_assert_cmpstr (client_message_get_text (message), ==, "hi!");
  g_assert_true (client_message_get_mentions_me (message));
  g_assert_cmpuint (n_texts, ==, 1);
  g_assert_cmpuint (n_reactions, ==, 1);

  gone->is_deleted = TRUE;
  client_message_update (message, gone, ME);
  g_object_get (message, "deleted", &deleted, NULL);
  g_assert_true (deleted);
  g_assert_cmpuint (n_texts, ==, 2);
  g_assert_cmpuint (n_reactions, ==, 2);
  g_assert_cmpuint (n_senders, ==, 0);

  g_assert_finalize_object (message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/message/members", test_members);
  g_test_add_func ("/client/message/report", test_report);
  g_test_add_func ("/client/message/update", test_update);

  return g_test_run ();
}
