/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timeline-fixture.h"

static void
test_sent (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;
  ClientMessage *two = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5 6");
  one = write_one (self, "a", "one");
  two = write_one (self, "b", "two");
  assert_list (self->timeline, "5 6 a? b?");
  g_assert_true (client_message_get_own (one));
  g_assert_cmpuint (self->shadow.n_told, ==, 3);

  report (self, one, 8);
  come (self, 7);
  assert_list (self->timeline, "5 6 7 a8 b?");
  g_assert_cmpuint (self->shadow.n_told, ==, 4);

  /* The row does not move. */
  apply (self, said (8, ME, "one"));
  assert_list (self->timeline, "5 6 7 a8 b?");
  g_assert_cmpuint (self->shadow.n_told, ==, 4);
  g_assert_true (client_timeline_find (self->timeline, 8, NULL) == one);

  come (self, 9);
  assert_list (self->timeline, "5 6 7 a8 9 b?");
  report (self, two, 10);
  apply (self, said (10, ME, "two"));
  assert_list (self->timeline, "5 6 7 a8 9 b10");
  g_assert_cmpuint (self->shadow.n_removed, ==, 0);
}

static void
test_failed_before_sent (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;
  ClientMessage *two = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  one = write_one (self, "a", "one");
  two = write_one (self, "b", "two");
  client_timeline_report (self->timeline, one, CLIENT_MESSAGE_FAILED, 0, "No.");
  g_assert_cmpstr (client_message_get_error (one), ==, "No.");
  report (self, two, 6);
  apply (self, said (6, ME, "two"));
  assert_list (self->timeline, "5 b6 a!");

  client_timeline_report (self->timeline, one, CLIENT_MESSAGE_QUEUED, 0, NULL);
  g_assert_null (client_message_get_error (one));
  assert_list (self->timeline, "5 b6 a?");
  client_timeline_remove_outgoing (self->timeline, one);
  assert_list (self->timeline, "5 b6");
}

/* The line was lost between the post and its answer: the event comes first. */
static void
test_event_before_answer (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  one = write_one (self, "a", "ok");
  apply (self, said (6, ME, "ok"));
  assert_list (self->timeline, "5 a?");
  apply (self, said (6, ME, "ok, then"));
  take (self, CLIENT_PLACE_NEWEST, 0, "5 6");
  assert_list (self->timeline, "5 a?");

  report (self, one, 6);
  assert_list (self->timeline, "5 a6");
  g_assert_cmpstr (client_message_get_text (one), ==, "hi");
}

/* Another device has said the same. */
static void
test_not_the_event (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  one = write_one (self, "a", "ok");
  apply (self, said (6, ME, "ok"));
  apply (self, said (7, ME, "ok"));
  assert_list (self->timeline, "5 7 a?");
  report (self, one, 8);
  assert_list (self->timeline, "5 6 7 a8");
  apply (self, said (8, ME, "ok"));
  assert_list (self->timeline, "5 6 7 a8");
}

static void
test_not_the_event_of_failed (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  one = write_one (self, "a", "ok");
  apply (self, said (6, ME, "ok"));
  client_timeline_report (self->timeline, one, CLIENT_MESSAGE_FAILED, 0, "No.");
  assert_list (self->timeline, "5 6 a!");
  apply (self, said (7, ME, "ok"));
  assert_list (self->timeline, "5 6 7 a!");
}

/* The answer comes when the event has long come. */
static void
test_answer_after_all (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  one = write_one (self, "a", "what I wrote");
  apply (self, said (6, ME, "what it was edited to"));
  come (self, 7);
  assert_list (self->timeline, "5 6 7 a?");
  g_object_ref (one);
  report (self, one, 6);
  assert_list (self->timeline, "5 6 7");
  g_assert_cmpint (client_message_get_state (one), ==, CLIENT_MESSAGE_SENT);
  g_object_unref (one);
}

/* Its event does not come, as too much was missed. */
static void
test_sent_in_a_hole (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5");
  one = write_one (self, "a", "one");
  report (self, one, 7);
  assert_list (self->timeline, "5 a7");
  client_timeline_pass (self->timeline, 100, 0);
  assert_list (self->timeline, "5 | a7");
  come (self, 101);
  assert_list (self->timeline, "5 | a7 101");

  take (self, CLIENT_PLACE_NEWEST, 0, "5 6 7 101");
  assert_list (self->timeline, "5 6 a7 101");
  g_assert_true (client_timeline_find (self->timeline, 7, NULL) == one);
}

static void
test_written_elsewhere (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "… 80");
  take (self, CLIENT_PLACE_AROUND, 20, "… 20 …");
  one = write_one (self, "a", "one");
  write_one (self, "b", "two");
  assert_list (self->timeline, "20");
  report (self, one, 81);
  apply (self, said (81, ME, "one"));
  assert_list (self->timeline, "20");
  take (self, CLIENT_PLACE_NEWEST, 0, "… 80 81");
  assert_list (self->timeline, "80 81 b?");
}

static void
test_clear (Fixture *self, gconstpointer data)
{
  ClientMessage *one = NULL;

  take (self, CLIENT_PLACE_NEWEST, 0, "5 6");
  one = write_one (self, "a", "one");
  write_one (self, "b", "two");
  report (self, one, 9);
  client_timeline_clear (self->timeline);
  assert_list (self->timeline, "b?");
  g_assert_false (client_timeline_is_loaded (self->timeline));
  take (self, CLIENT_PLACE_NEWEST, 0, "1");
  assert_list (self->timeline, "1 b?");
}

static void
post_while_told (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  gboolean *is_done = user_data;

  if (!*is_done)
    {
      g_autoptr (ClientMessage) message = written ("x", "while told");

      *is_done = TRUE;
      client_timeline_add_outgoing (CLIENT_TIMELINE (model), message);
    }
}

static void
test_post_while_told (Fixture *self, gconstpointer data)
{
  gboolean is_done = FALSE;

  g_signal_connect (self->timeline, "items-changed", G_CALLBACK (post_while_told), &is_done);
  take (self, CLIENT_PLACE_NEWEST, 0, "5 6");
  come (self, 7);
  assert_list (self->timeline, "5 6 7 x?");
}

#define ADD(name)                                                                                  \
  g_test_add ("/client/timeline-outgoing/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (sent);
  ADD (failed_before_sent);
  ADD (event_before_answer);
  ADD (not_the_event);
  ADD (not_the_event_of_failed);
  ADD (answer_after_all);
  ADD (sent_in_a_hole);
  ADD (written_elsewhere);
  ADD (clear);
  ADD (post_while_told);

  return g_test_run ();
}
