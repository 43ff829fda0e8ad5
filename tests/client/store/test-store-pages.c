/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-pages.h"

#include "client-store-messages.h"
#include "stored.h"

#define OLD(seq) "{" SAID (seq, "r1", BERTA, "old " #seq) "}"
#define ANSWER(messages, more) "{'messages': [" messages "], 'more': " more "}"

typedef struct
{
  Folder *folder;
  ClientDatabase *database;
} Fixture;

/* Ana is in the Lobby, and what comes begins with 101; nothing from before is here. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->database = stored_open (self->folder);
  stored_begin (self->database, 100);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
}

static void
assert_page (Fixture *self, ClientPlace place, gint64 anchor, guint limit, const char *expected)
{
  stored_assert_page (self->database, "r1", place, anchor, limit, expected);
}

static void
merge (Fixture *self, ClientPlace place, gint64 anchor, gint64 cursor, const char *answer,
       const char *expected)
{
  g_autoptr (ClientHistory) history = stored_history ("r1", place, anchor, cursor, answer);
  g_autoptr (ClientPage) page = stored_merge (self->database, history);
  g_autofree char *text = stored_describe (page);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "| ?");
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER ("", "false"), "");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "");
  assert_page (self, CLIENT_PLACE_BEFORE, 50, 10, "");
  assert_page (self, CLIENT_PLACE_AFTER, 50, 10, "");
}

static void
test_newest_then_older (Fixture *self, gconstpointer data)
{
  stored_do (self->database, MESSAGE (101, "r1", BERTA, "new"), NULL);
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 3, "| 101 ?");
  merge (self, CLIENT_PLACE_NEWEST, 0, 101, ANSWER (OLD (90) ", " OLD (95) ", " OLD (101), "true"),
         "| 90 95 101");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 3, "| 90 95 101");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 2, "… 95 101");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 4, "| 90 95 101 ?");

  assert_page (self, CLIENT_PLACE_BEFORE, 90, 3, "| … ?");
  merge (self, CLIENT_PLACE_BEFORE, 90, 101, ANSWER (OLD (20) ", " OLD (30), "false"), "20 30 …");
  assert_page (self, CLIENT_PLACE_BEFORE, 90, 3, "20 30 …");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "20 30 90 95 101");
}

static void
test_after (Fixture *self, gconstpointer data)
{
  stored_do (self->database, MESSAGE (101, "r1", BERTA, "new"), NULL);
  merge (self, CLIENT_PLACE_AFTER, 40, 101, ANSWER (OLD (41) ", " OLD (50), "true"), "| 41 50 | …");
  assert_page (self, CLIENT_PLACE_AFTER, 40, 2, "| 41 50 | …");
  assert_page (self, CLIENT_PLACE_AFTER, 40, 3, "| 41 50 | 101 ?");
  merge (self, CLIENT_PLACE_AFTER, 50, 101, ANSWER (OLD (60) ", " OLD (101), "false"), "… 60 101");
  assert_page (self, CLIENT_PLACE_AFTER, 40, 10, "| 41 50 60 101");
  assert_page (self, CLIENT_PLACE_AFTER, 101, 10, "…");
}

static void
test_around (Fixture *self, gconstpointer data)
{
  stored_do (self->database, MESSAGE (101, "r1", BERTA, "new"), NULL);
  assert_page (self, CLIENT_PLACE_AROUND, 50, 4, "| 101 ?");
  merge (self, CLIENT_PLACE_AROUND, 50, 101,
         ANSWER (OLD (40) ", " OLD (50) ", " OLD (60) ", " OLD (70), "true"), "| 40 50 60 70 | …");
  assert_page (self, CLIENT_PLACE_AROUND, 50, 3, "| 40 50 60 …");
  assert_page (self, CLIENT_PLACE_AROUND, 55, 2, "… 50 60 …");

  merge (self, CLIENT_PLACE_AROUND, 50, 101, ANSWER (OLD (40) ", " OLD (50) ", " OLD (101), "false"),
         "40 50 101");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "40 50 101");
}

/* Pages in any order meet without a seam. */
static void
test_out_of_order (Fixture *self, gconstpointer data)
{
  merge (self, CLIENT_PLACE_BEFORE, 30, 100, ANSWER (OLD (10) ", " OLD (20), "true"), "| 10 20 |");
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "true"), "… | 80 90");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 4, "| 10 20 | 80 90 ?");
  merge (self, CLIENT_PLACE_BEFORE, 80, 100, ANSWER (OLD (20) ", " OLD (50), "true"),
         "… 20 50 …");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 4, "… 20 50 80 90");
  merge (self, CLIENT_PLACE_BEFORE, 10, 100, ANSWER ("", "false"), "…");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "10 20 50 80 90");
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "false"), "80 90");
}

/* What the server does not have any more is not kept. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (85) ", " OLD (90), "false"),
         "80 85 90");
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "false"), "80 90");
  g_assert_null (stored_message (self->database, 85));
}

/* A message came after the answer was made, and before it was merged. */
static void
test_overtaken_by_message (Fixture *self, gconstpointer data)
{
  stored_do (self->database, MESSAGE (101, "r1", BERTA, "new"), MESSAGE (102, "r1", BERTA, "newer"),
             NULL);
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (90), "false"), "… 102");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "90 101 102");
}

/* An answer that was made before an edit does not undo it. */
static void
test_overtaken_by_edit (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessageInfo) message = NULL;

  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "false"), "80 90");
  stored_do (self->database, EDIT (101, "r1", 90, "edited"), NULL);
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "false"), "80 90");
  message = stored_message (self->database, 90);
  g_assert_cmpstr (message->text, ==, "edited");
}

/* The same, of a message that was not here: the answer has to be asked for again. */
static void
test_overtaken_by_edit_of_unknown (Fixture *self, gconstpointer data)
{
  stored_do (self->database, EDIT (101, "r1", 90, "edited"), NULL);
  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "false"),
         "80 90 ?");
  merge (self, CLIENT_PLACE_NEWEST, 0, 101, ANSWER (OLD (80) ", " OLD (90), "false"), "80 90");
}

/* An answer may know more than what has come: what comes is then no news. */
static void
test_ahead (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessageInfo) message = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;
  ClientReactionInfo *reaction = NULL;

  merge (self, CLIENT_PLACE_NEWEST, 0, 100,
         "{'messages': [{" SAID (90, "r1", BERTA, "edited") ", 'edited': 102000, 'reactions': "
         "[{'emoji': '👍', 'count': 1, 'mine': false}]}, " OLD (103) "], 'more': false, "
         "'seq': 103}",
         "90 103");
  stored_do (self->database, REACT (101, "r1", 90, "u2", "👍", true), EDIT (102, "r1", 90, "edited"),
             MESSAGE (103, "r1", BERTA, "old 103"), REACT (104, "r1", 90, "u3", "👍", true), NULL);

  message = stored_message (self->database, 90);
  reaction = g_ptr_array_index (message->reactions, 0);
  g_assert_cmpint (reaction->count, ==, 2);
  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->unread, ==, 1);
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "90 103");
}

/* After a gap what is here is shown, and asked for again; the answer counts. */
static void
test_stale (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientMessageInfo) message = NULL;

  merge (self, CLIENT_PLACE_NEWEST, 0, 100, ANSWER (OLD (80) ", " OLD (90), "false"), "80 90");
  changes = stored_welcome (self->database, 100,
                            WELCOME (30000, "'gap': true", LOBBY (29000, "'read': 9")));
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "80 90 | ?");
  merge (self, CLIENT_PLACE_NEWEST, 0, 30000,
         ANSWER ("{" SAID (90, "r1", BERTA, "edited in between") "}, " OLD (28000), "true"),
         "… 90 28000");
  message = stored_message (self->database, 90);
  g_assert_cmpstr (message->text, ==, "edited in between");
  assert_page (self, CLIENT_PLACE_NEWEST, 0, 10, "80 90 28000 ?");
}

static void
test_unknown_room (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientHistory) history =
    stored_history ("r9", CLIENT_PLACE_NEWEST, 0, 100, ANSWER ("", "false"));
  g_autoptr (GError) error = NULL;

  g_assert_null (
    client_store_read_page (self->database, "r9", CLIENT_PLACE_NEWEST, 0, 10, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_UNKNOWN_ROOM);
  g_clear_error (&error);
  g_assert_null (client_store_merge (self->database, history, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_UNKNOWN_ROOM);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-pages/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty", test_empty);
  ADD ("newest-then-older", test_newest_then_older);
  ADD ("after", test_after);
  ADD ("around", test_around);
  ADD ("out-of-order", test_out_of_order);
  ADD ("twice", test_twice);
  ADD ("gone", test_gone);
  ADD ("overtaken-by-message", test_overtaken_by_message);
  ADD ("overtaken-by-edit", test_overtaken_by_edit);
  ADD ("overtaken-by-edit-of-unknown", test_overtaken_by_edit_of_unknown);
  ADD ("ahead", test_ahead);
  ADD ("stale", test_stale);
  ADD ("unknown-room", test_unknown_room);

  return g_test_run ();
}
