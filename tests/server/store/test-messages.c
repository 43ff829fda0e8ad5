/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

static CharlaMessage *
history (Fixture *fixture, gint64 user, gint64 room)
{
  return fixture_read (fixture, server_query_new_history (user, room, 0, 0, 0, 0));
}

static CharlaMessage *
message_at (CharlaMessage *page, gsize index)
{
  CharlaMessage *message = charla_message_get_object_at (page, "messages", index);

  g_assert_nonnull (message);

  return message;
}

static void
test_post (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (ServerResult) result = fixture_change (
    fixture, server_change_new_post (ana, SERVER_LOBBY, "hello, “world”\n", "n1", 0));
  ServerRecord *record = fixture_last (fixture);
  g_autoptr (CharlaMessage) event = parse_frame (record->frame);
  g_autoptr (CharlaMessage) from = charla_message_get_object (event, "from");
  gint64 seq = 0;
  gint64 time = 0;

  g_assert_no_error (result->error);
  g_assert_cmpint (result->seq, ==, 2);
  g_assert_cmpint (result->time, ==, test_time);
  g_assert_true (result->has_changed);

  g_assert_cmpint (record->kind, ==, SERVER_RECORD_MESSAGE);
  g_assert_cmpint (record->seq, ==, result->seq);
  g_assert_cmpint (record->room, ==, SERVER_LOBBY);
  g_assert_cmpstr (record->user->name, ==, "ana");
  g_assert_cmpstr (record->text, ==, "hello, “world”\n");

  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "message");
  g_assert_true (charla_message_get_int (event, "seq", &seq));
  g_assert_true (charla_message_get_int (event, "time", &time));
  g_assert_cmpint (seq, ==, result->seq);
  g_assert_cmpint (time, ==, result->time);
  g_assert_cmpstr (charla_message_get_string (event, "room"), ==, "r1");
  g_assert_cmpstr (charla_message_get_string (from, "id"), ==, "u1");
  g_assert_cmpstr (charla_message_get_string (event, "text"), ==, "hello, “world”\n");
  g_assert_false (charla_message_has (event, "reply"));
  g_assert_false (charla_message_has (event, "mentions"));
  g_assert_false (charla_message_has (event, "nonce"));
}

static void
test_nonce (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, bob, "tea", SERVER_ROOM_PUBLIC);
  g_autoptr (ServerResult) first
    = fixture_change (fixture, server_change_new_post (ana, SERVER_LOBBY, "one", "n", 0));
  guint n_records = fixture->records->len;
  g_autoptr (ServerResult) again = NULL;
  g_autoptr (ServerResult) elsewhere = NULL;
  g_autoptr (ServerResult) other = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autofree char *texts = NULL;

  test_time += 1000;
  again = fixture_change (fixture, server_change_new_post (ana, SERVER_LOBBY, "one", "n", 0));
  g_assert_no_error (again->error);
  g_assert_cmpint (again->seq, ==, first->seq);
  g_assert_cmpint (again->time, ==, first->time);
  g_assert_false (again->has_changed);
  g_assert_null (again->records);

  /* Even where one may not post by now. */
  elsewhere = fixture_change (fixture, server_change_new_post (ana, tea, "other", "n", 0));
  g_assert_no_error (elsewhere->error);
  g_assert_cmpint (elsewhere->seq, ==, first->seq);
  g_assert_cmpuint (fixture->records->len, ==, n_records);

  other = fixture_change (fixture, server_change_new_post (bob, SERVER_LOBBY, "two", "n", 0));
  g_assert_no_error (other->error);
  g_assert_cmpint (other->seq, >, first->seq);

  page = history (fixture, ana, SERVER_LOBBY);
  texts = texts_of (page);
  g_assert_cmpstr (texts, ==, "one two");
}

/* After a restart too. */
static void
test_nonce_later (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (ServerResult) first
    = fixture_change (fixture, server_change_new_post (ana, SERVER_LOBBY, "one", "n", 0));
  g_autoptr (ServerResult) again = NULL;

  fixture_reopen (fixture);
  again = fixture_change (fixture, server_change_new_post (ana, SERVER_LOBBY, "one", "n", 0));
  g_assert_no_error (again->error);
  g_assert_cmpint (again->seq, ==, first->seq);
  g_assert_null (again->records);
}

static void
test_post_refused (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  gint64 secret = fixture_post (fixture, ana, den, "secret");

  fixture_refuse (fixture, server_change_new_post (bob, tea, "x", NULL, 0), CHARLA_CODE_NOT_MEMBER);
  fixture_refuse (fixture, server_change_new_post (bob, den, "x", NULL, 0),
                  CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse (fixture, server_change_new_post (bob, 99, "x", NULL, 0),
                  CHARLA_CODE_UNKNOWN_ROOM);
  fixture_refuse (fixture, server_change_new_post (99, SERVER_LOBBY, "x", NULL, 0),
                  CHARLA_CODE_NOT_MEMBER);
  fixture_refuse (fixture, server_change_new_post (bob, SERVER_LOBBY, "x", NULL, secret),
                  CHARLA_CODE_NOT_FOUND);
  fixture_refuse (fixture, server_change_new_post (bob, SERVER_LOBBY, "x", NULL, 9999),
                  CHARLA_CODE_NOT_FOUND);
}

static void
test_guest (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (CharlaMessage) from = NULL;
  g_autofree char *texts = NULL;
  char id[SERVER_ID_SIZE];

  fixture_do (fixture, server_change_new_guest_post ("ana 2", "hello @ana"));
  g_assert_cmpint (fixture_last (fixture)->user->kind, ==, SERVER_USER_GUEST);
  page = history (fixture, ana, SERVER_LOBBY);
  message = message_at (page, 0);
  from = charla_message_get_object (message, "from");
  server_user_id_write (server_user_id_guest ("ana 2"), id);
  g_assert_cmpstr (charla_message_get_string (from, "id"), ==, id);
  g_assert_cmpstr (charla_message_get_string (from, "name"), ==, "ana 2");
  g_assert_cmpstr (charla_message_get_string_at (message, "mentions", 0), ==, "u1");
}

static void
test_reply (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 question = fixture_post (fixture, ana, SERVER_LOBBY, "what time is it?");
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) reply = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (CharlaMessage) later = NULL;
  gint64 seq = 0;

  fixture_do (fixture, server_change_new_post (ana, SERVER_LOBBY, "late", NULL, question));
  event = parse_frame (fixture_last (fixture)->frame);
  reply = charla_message_get_object (event, "reply");
  g_assert_true (charla_message_get_int (reply, "seq", &seq));
  g_assert_cmpint (seq, ==, question);
  g_assert_cmpstr (charla_message_get_string (reply, "name"), ==, "ana");
  g_assert_cmpstr (charla_message_get_string (reply, "excerpt"), ==, "what time is it?");

  /* What is deleted is not kept alive by who has answered it, and may be answered. */
  fixture_do (fixture, server_change_new_delete (ana, question));
  page = history (fixture, ana, SERVER_LOBBY);
  message = message_at (page, 1);
  later = charla_message_get_object (message, "reply");
  g_assert_cmpstr (charla_message_get_string (later, "excerpt"), ==, "");
  fixture_do (fixture, server_change_new_post (ana, SERVER_LOBBY, "very", NULL, question));
}

static void
test_edit (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 seq = fixture_post (fixture, ana, SERVER_LOBBY, "helo");
  g_autoptr (ServerResult) result = NULL;
  g_autoptr (ServerResult) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  gint64 value = 0;

  test_time += 1000;
  result = fixture_change (fixture, server_change_new_edit (ana, seq, "hello"));
  g_assert_no_error (result->error);
  g_assert_cmpint (result->seq, ==, seq + 1);
  g_assert_cmpint (result->time, ==, test_time);

  event = parse_frame (fixture_last (fixture)->frame);
  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "edit");
  g_assert_cmpstr (charla_message_get_string (event, "room"), ==, "r1");
  g_assert_cmpstr (charla_message_get_string (event, "text"), ==, "hello");
  g_assert_true (charla_message_get_int (event, "target", &value));
  g_assert_cmpint (value, ==, seq);
  g_assert_cmpstr (fixture_last (fixture)->user->name, ==, "ana");
  g_assert_cmpstr (fixture_last (fixture)->text, ==, "hello");

  again = fixture_change (fixture, server_change_new_edit (ana, seq, "hello"));
  g_assert_cmpint (again->seq, ==, result->seq);
  g_assert_cmpint (again->time, ==, result->time);
  g_assert_null (again->records);

  page = history (fixture, ana, SERVER_LOBBY);
  message = message_at (page, 0);
  g_assert_cmpstr (charla_message_get_string (message, "text"), ==, "hello");
  g_assert_true (charla_message_get_int (message, "edited", &value));
  g_assert_cmpint (value, ==, test_time);
  g_assert_true (charla_message_get_int (message, "time", &value));
  g_assert_cmpint (value, ==, test_time - 1000);
}

static void
test_edit_refused (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 public = fixture_post (fixture, ana, SERVER_LOBBY, "x");
  gint64 private = fixture_post (fixture, ana, den, "x");
  gint64 left = 0;

  fixture_refuse (fixture, server_change_new_edit (bob, public, "y"), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_edit (bob, private, "y"), CHARLA_CODE_NOT_FOUND);
  fixture_refuse (fixture, server_change_new_edit (ana, 9999, "y"), CHARLA_CODE_NOT_FOUND);
  fixture_refuse (fixture, server_change_new_edit (ana, 1, "y"), CHARLA_CODE_NOT_FOUND);

  fixture_do (fixture, server_change_new_delete (ana, public));
  fixture_refuse (fixture, server_change_new_edit (ana, public, "y"), CHARLA_CODE_CONFLICT);

  fixture_do (fixture, server_change_new_join (bob, tea));
  left = fixture_post (fixture, bob, tea, "z");
  fixture_do (fixture, server_change_new_leave (bob, tea));
  fixture_refuse (fixture, server_change_new_edit (bob, left, "y"), CHARLA_CODE_NOT_MEMBER);
  fixture_refuse (fixture, server_change_new_delete (bob, left), CHARLA_CODE_NOT_MEMBER);
}

static void
test_delete (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 own = 0;
  gint64 moderated = 0;
  g_autoptr (ServerResult) result = NULL;
  g_autoptr (ServerResult) again = NULL;
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  gboolean deleted = FALSE;

  fixture_do (fixture, server_change_new_join (bob, tea));
  own = fixture_post (fixture, bob, tea, "mine @ana");
  moderated = fixture_post (fixture, bob, tea, "also mine");
  fixture_do (fixture, server_change_new_react (ana, own, "👍", TRUE));

  result = fixture_change (fixture, server_change_new_delete (bob, own));
  g_assert_no_error (result->error);
  event = parse_frame (fixture_last (fixture)->frame);
  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "delete");
  again = fixture_change (fixture, server_change_new_delete (bob, own));
  g_assert_no_error (again->error);
  g_assert_cmpint (again->seq, ==, result->seq);
  g_assert_null (again->records);

  fixture_do (fixture, server_change_new_delete (ana, moderated));
  page = history (fixture, bob, tea);
  message = message_at (page, 0);
  g_assert_cmpstr (charla_message_get_string (message, "text"), ==, "");
  g_assert_true (charla_message_get_bool (message, "deleted", &deleted));
  g_assert_true (deleted);
  g_assert_false (charla_message_has (message, "mentions"));
  g_assert_false (charla_message_has (message, "reactions"));
  g_assert_false (charla_message_has (message, "edited"));
}

static void
test_delete_refused (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 lobby = fixture_post (fixture, ana, SERVER_LOBBY, "x");
  g_autoptr (ServerResult) direct = fixture_change (fixture, server_change_new_direct (ana, "bob"));
  gint64 told = fixture_post (fixture, ana, direct->room->id, "x");

  fixture_refuse (fixture, server_change_new_delete (bob, lobby), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_delete (bob, told), CHARLA_CODE_FORBIDDEN);
  fixture_refuse (fixture, server_change_new_delete (bob, 9999), CHARLA_CODE_NOT_FOUND);
}

static void
test_react (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 seq = fixture_post (fixture, ana, SERVER_LOBBY, "tea?");
  g_autoptr (ServerResult) first
    = fixture_change (fixture, server_change_new_react (bob, seq, "👍", TRUE));
  g_autoptr (ServerResult) again
    = fixture_change (fixture, server_change_new_react (bob, seq, "👍", TRUE));
  g_autoptr (ServerResult) never
    = fixture_change (fixture, server_change_new_react (bob, seq, "👎", FALSE));
  g_autoptr (CharlaMessage) event = parse_frame (fixture_last (fixture)->frame);
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  g_autoptr (CharlaMessage) reaction = NULL;
  gsize length = 0;
  gint64 count = 0;
  gboolean mine = TRUE;

  g_assert_cmpint (first->seq, ==, seq + 1);
  g_assert_cmpint (again->seq, ==, first->seq);
  g_assert_null (again->records);
  g_assert_no_error (never->error);
  g_assert_null (never->records);
  g_assert_cmpstr (charla_message_get_string (event, "ev"), ==, "react");
  g_assert_cmpstr (charla_message_get_string (event, "user"), ==, "u2");
  g_assert_cmpstr (charla_message_get_string (event, "emoji"), ==, "👍");

  fixture_do (fixture, server_change_new_react (ana, seq, "🎉", TRUE));
  fixture_do (fixture, server_change_new_react (ana, seq, "👍", TRUE));
  page = history (fixture, ana, SERVER_LOBBY);
  message = message_at (page, 0);
  g_assert_true (charla_message_get_length (message, "reactions", &length));
  g_assert_cmpuint (length, ==, 2);
  reaction = charla_message_get_object_at (message, "reactions", 0);
  g_assert_cmpstr (charla_message_get_string (reaction, "emoji"), ==, "👍");
  g_assert_true (charla_message_get_int (reaction, "count", &count));
  g_assert_cmpint (count, ==, 2);
  g_assert_true (charla_message_get_bool (reaction, "mine", &mine));
  g_assert_true (mine);
}

static void
test_react_off (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 seq = fixture_post (fixture, ana, SERVER_LOBBY, "tea?");
  g_autoptr (CharlaMessage) event = NULL;
  g_autoptr (CharlaMessage) page = NULL;
  g_autoptr (CharlaMessage) message = NULL;
  gboolean on = TRUE;

  fixture_do (fixture, server_change_new_react (ana, seq, "👍", TRUE));
  fixture_do (fixture, server_change_new_react (ana, seq, "👍", FALSE));
  event = parse_frame (fixture_last (fixture)->frame);
  g_assert_true (charla_message_get_bool (event, "on", &on));
  g_assert_false (on);
  page = history (fixture, ana, SERVER_LOBBY);
  message = message_at (page, 0);
  g_assert_false (charla_message_has (message, "reactions"));
}

static void
test_react_refused (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 den = fixture_create (fixture, ana, "den", SERVER_ROOM_PRIVATE);
  gint64 public = fixture_post (fixture, ana, tea, "x");
  gint64 private = fixture_post (fixture, ana, den, "x");

  fixture_refuse (fixture, server_change_new_react (bob, public, "👍", TRUE),
                  CHARLA_CODE_NOT_MEMBER);
  fixture_refuse (fixture, server_change_new_react (bob, private, "👍", TRUE),
                  CHARLA_CODE_NOT_FOUND);
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *emoji = g_strdup_printf ("%d", i);

      fixture_do (fixture, server_change_new_react (ana, public, emoji, TRUE));
    }
  fixture_refuse (fixture, server_change_new_react (ana, public, "one more", TRUE),
                  CHARLA_CODE_CONFLICT);
  fixture_do (fixture, server_change_new_join (bob, tea));
  fixture_do (fixture, server_change_new_react (bob, public, "7", TRUE));
  fixture_do (fixture, server_change_new_delete (ana, public));
  fixture_refuse (fixture, server_change_new_react (ana, public, "👍", TRUE),
                  CHARLA_CODE_CONFLICT);
}

static void
test_read (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 bob = fixture_claim (fixture, "bob");
  gint64 tea = fixture_create (fixture, ana, "tea", SERVER_ROOM_PUBLIC);
  gint64 seq = fixture_post (fixture, ana, SERVER_LOBBY, "x");
  g_autoptr (ServerResult) first
    = fixture_change (fixture, server_change_new_read (bob, SERVER_LOBBY, seq));
  g_autoptr (ServerResult) back
    = fixture_change (fixture, server_change_new_read (bob, SERVER_LOBBY, 1));
  g_autoptr (ServerResult) beyond
    = fixture_change (fixture, server_change_new_read (bob, SERVER_LOBBY, 9999));

  g_assert_cmpint (first->seq, ==, seq);
  g_assert_true (first->has_changed);
  g_assert_null (first->records);
  g_assert_cmpint (back->seq, ==, seq);
  g_assert_false (back->has_changed);
  g_assert_cmpint (beyond->seq, ==, seq);
  fixture_refuse (fixture, server_change_new_read (bob, tea, 1), CHARLA_CODE_NOT_MEMBER);
}

/* Events are in the same order by time as by seq, and without holes. */
static void
test_clock (Fixture *fixture)
{
  gint64 ana = fixture_claim (fixture, "ana");
  gint64 start = test_time;
  static const gint64 steps[] = { 10, -100000, 5, 200000, -7 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      test_time += steps[i];
      fixture_post (fixture, ana, SERVER_LOBBY, "x");
    }
  test_time = 1000;
  fixture_reopen (fixture);
  fixture_post (fixture, ana, SERVER_LOBBY, "x");

  for (guint i = 1; i < fixture->records->len; i++)
    {
      ServerRecord *before = fixture->records->pdata[i - 1];
      ServerRecord *record = fixture->records->pdata[i];

      g_assert_cmpint (record->seq, ==, before->seq + 1);
      g_assert_cmpint (record->time, >=, before->time);
      g_assert_cmpint (record->time, >=, start);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  fixture_add ("/messages/post", test_post);
  fixture_add ("/messages/nonce", test_nonce);
  fixture_add ("/messages/nonce-later", test_nonce_later);
  fixture_add ("/messages/post-refused", test_post_refused);
  fixture_add ("/messages/guest", test_guest);
  fixture_add ("/messages/reply", test_reply);
  fixture_add ("/messages/edit", test_edit);
  fixture_add ("/messages/edit-refused", test_edit_refused);
  fixture_add ("/messages/delete", test_delete);
  fixture_add ("/messages/delete-refused", test_delete_refused);
  fixture_add ("/messages/react", test_react);
  fixture_add ("/messages/react-off", test_react_off);
  fixture_add ("/messages/react-refused", test_react_refused);
  fixture_add ("/messages/read", test_read);
  fixture_add ("/messages/clock", test_clock);

  return g_test_run ();
}
