/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-welcome.h"

#include "client-store-outbox.h"
#include "client-store-search.h"
#include "client-store.h"
#include "stored.h"

typedef struct
{
  Folder *folder;
  ClientDatabase *database;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->database = stored_open (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
}

static void
assert_unread (Fixture *self, gint64 unread, gint64 mentions)
{
  g_autoptr (ClientRoomInfo) room = stored_room (self->database, "r1");

  g_assert_cmpint (room->unread, ==, unread);
  g_assert_cmpint (room->mentions, ==, mentions);
}

static void
test_first (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = stored_welcome (
    self->database,
    -1,
    WELCOME (50, "'gap': false",
             LOBBY (48, "'read': 40, 'unread': 3, 'mentions': 1, 'last': {" SAID (
                          47, "r1", BERTA, "tea?") "}") ", "
             ROOM ("r2", "direct", "", "'role': 'member', 'seq': 5, 'with': " BERTA)));
  g_autofree char *me = client_store_get_me (self->database);
  g_autoptr (ClientRoomInfo) lobby = stored_room (self->database, "r1");
  g_autoptr (ClientRoomInfo) direct = stored_room (self->database, "r2");

  g_assert_cmpint (changes->cursor, ==, 50);
  g_assert_false (changes->was_reset);
  g_assert_cmpuint (changes->rooms->len, ==, 2);
  g_assert_cmpstr (me, ==, "u1");
  g_assert_cmpstr (lobby->name, ==, "Lobby");
  g_assert_cmpint (lobby->members, ==, 9);
  g_assert_cmpint (lobby->role, ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpint (lobby->unread, ==, 3);
  g_assert_cmpstr (lobby->last->text, ==, "tea?");
  g_assert_cmpstr (direct->with->name, ==, "Berta");

  /* What came before has to be asked for. */
  stored_assert_page (self->database, "r1", CLIENT_PLACE_NEWEST, 0, 10, "| 47 | ?");
  stored_do (self->database, MESSAGE (51, "r1", BERTA, "hi"), NULL);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 50, 10, "… | 51");
  assert_unread (self, 4, 1);
}

/* The counts of the welcome are those after all that is still to be replayed. */
static void
test_replay (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;

  stored_begin (self->database, 10);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);
  changes = stored_welcome (self->database,
                            11,
                            WELCOME (14, "'gap': false",
                                     LOBBY (14, "'read': 12, 'unread': 1, 'topic': 'New', 'last': {"
                                                SAID (13, "r1", BERTA, "three!") ", 'edited': 5}")));
  g_assert_cmpint (changes->cursor, ==, 11);
  assert_unread (self, 1, 0);

  stored_do (self->database,
             MESSAGE (12, "r1", BERTA, "two"),
             MESSAGE (13, "r1", BERTA, "three"),
             EDIT (14, "r1", 13, "three!"),
             "{'ev': 'live', 'seq': 14}",
             NULL);
  assert_unread (self, 1, 0);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_NEWEST, 0, 3, "| 11 12 13");
  room = stored_room (self->database, "r1");
  g_assert_cmpstr (room->topic, ==, "New");
  g_assert_cmpstr (room->last->text, ==, "three!");

  stored_do (self->database, MESSAGE (15, "r1", BERTA, "four"), NULL);
  assert_unread (self, 2, 0);
}

static void
test_gap (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;

  stored_begin (self->database, 10);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);
  changes = stored_welcome (self->database, 11,
                            WELCOME (20000, "'gap': true", LOBBY (19999, "'unread': 1000")));
  g_assert_cmpint (changes->cursor, ==, 20000);
  stored_do (self->database, MESSAGE (20001, "r1", BERTA, "two"), NULL);

  stored_assert_page (self->database, "r1", CLIENT_PLACE_NEWEST, 0, 10, "| 11 | 20001 ?");
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 20000, 10, "… | 20001");
  stored_assert_page (self->database, "r1", CLIENT_PLACE_BEFORE, 12, 1, "| 11 | … ?");
}

/* A hello without the cursor is a gap, too, unless nothing has happened. */
static void
test_without_since (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) same = NULL;
  g_autoptr (ClientChanges) other = NULL;

  stored_begin (self->database, 10);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);

  same = stored_welcome (self->database, -1, WELCOME (11, "'gap': false", LOBBY (11, "'read': 0")));
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11");

  other = stored_welcome (self->database, -1, WELCOME (12, "'gap': false", LOBBY (12, "'read': 0")));
  g_assert_cmpint (other->cursor, ==, 12);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11 | ?");
}

/* What was still being written when the hello was made comes again. */
static void
test_older_since (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;

  stored_begin (self->database, 10);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);

  changes = stored_welcome (self->database, 10, WELCOME (12, "'gap': false", LOBBY (12, "'read': 0")));
  g_assert_cmpint (changes->cursor, ==, 11);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), MESSAGE (12, "r1", BERTA, "two"),
             "{'ev': 'live', 'seq': 12}", NULL);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11 12");
}

static void
test_left_in_a_gap (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;

  stored_begin (self->database, 10);
  changes = stored_welcome (self->database, 10,
                            WELCOME (20000, "'gap': true", ROOM ("r2", "public", "Tea",
                                                                  "'role': 'member', 'seq': 7")));
  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->role, ==, CLIENT_ROLE_NONE);
}

/* A room that one was brought into while away is told of by its event. */
static void
test_joined_while_away (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;

  stored_begin (self->database, 10);
  changes = stored_welcome (self->database, 10,
                            WELCOME (13, "'gap': false",
                                     LOBBY (9, "'read': 9") ", "
                                     ROOM ("r2", "private", "Tea",
                                           "'role': 'member', 'members': 2, 'seq': 13, 'unread': 1")));
  stored_do (self->database, MEMBER (12, "r2", ANA, "'member'"), MESSAGE (13, "r2", BERTA, "hi"),
             "{'ev': 'live', 'seq': 13}", NULL);

  room = stored_room (self->database, "r2");
  g_assert_cmpint (room->unread, ==, 1);
  g_assert_cmpint (room->members, ==, 2);
  stored_assert_page (self->database, "r2", CLIENT_PLACE_AFTER, 11, 10, "| 13");
}

/* Of a member's room everything comes from “live” on, whatever was missing before. */
static void
test_live_opens (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;

  stored_begin (self->database, 10);
  changes = stored_welcome (self->database, 10,
                            WELCOME (13, "'gap': false",
                                     LOBBY (9, "'read': 9") ", "
                                     ROOM ("r2", "private", "Tea", "'role': 'member', 'seq': 13")));
  stored_do (self->database, "{'ev': 'live', 'seq': 13}", MESSAGE (14, "r2", BERTA, "hi"), NULL);
  stored_assert_page (self->database, "r2", CLIENT_PLACE_AFTER, 13, 10, "| 14");
}

static void
keep_something (Fixture *self)
{
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new ("n1", "r1", "mine", 0, 1);

  stored_begin (self->database, 10);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);
  client_store_outbox_add (self->database, outgoing);
  client_store_set_draft (self->database, "r1", "half a");
}

static void
assert_reset (Fixture *self, ClientChanges *changes)
{
  g_autoptr (GPtrArray) outbox = client_store_outbox_list (self->database);
  g_autoptr (GHashTable) drafts = client_store_list_drafts (self->database);
  g_autoptr (ClientPage) found = client_store_search (self->database, "one", NULL, 0, 10);

  g_assert_true (changes->was_reset);
  g_assert_null (stored_message (self->database, 11));
  g_assert_cmpuint (found->messages->len, ==, 0);
  g_assert_cmpint (client_store_get_weight (self->database), ==, 0);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpuint (g_hash_table_size (drafts), ==, 1);
}

/* The server's disk was lost, and an older copy is there now. */
static void
test_log_went_back (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;

  keep_something (self);
  changes = stored_welcome (self->database, 11, WELCOME (5, "'gap': false", LOBBY (5, "'read': 5")));
  assert_reset (self, changes);
  g_assert_cmpint (changes->cursor, ==, 5);
}

static void
test_other_account (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autofree char *me = NULL;

  keep_something (self);
  changes = stored_welcome (self->database, 11,
                            "{'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " BERTA
                            ", 'seq': 70, 'rooms': [" LOBBY (70, "'read': 5") "]}");
  assert_reset (self, changes);
  me = client_store_get_me (self->database);
  g_assert_cmpstr (me, ==, "u2");
}

static void
test_outbox_after_a_gap (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientOutgoing) one = client_outgoing_new ("n1", "r1", "one", 0, 1);
  g_autoptr (ClientOutgoing) two = client_outgoing_new ("n2", "r1", "two", 0, 1);
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (GPtrArray) outbox = NULL;

  stored_begin (self->database, 10);
  client_store_outbox_add (self->database, one);
  client_store_outbox_add (self->database, two);
  client_store_outbox_update (self->database, "n1", CLIENT_MESSAGE_SENT, 12, NULL);
  changes = stored_welcome (self->database, 10, WELCOME (20000, "'gap': true", LOBBY (9, "'read': 9")));

  outbox = client_store_outbox_list (self->database);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpstr (((ClientOutgoing *) outbox->pdata[0])->nonce, ==, "n2");
}

/* What was read here and the server does not know yet stays read. */
static void
test_read_offline (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) seen = NULL;
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  stored_begin (self->database, 10);
  stored_do (self->database, MESSAGE (11, "r1", BERTA, "one"), NULL);
  assert_unread (self, 1, 0);
  seen = client_store_set_seen (self->database, "r1", 11, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen->rooms->len, ==, 1);
  assert_unread (self, 0, 0);

  changes = stored_welcome (self->database, 11,
                            WELCOME (11, "'gap': false", LOBBY (11, "'read': 10, 'unread': 1")));
  assert_unread (self, 0, 0);
}

static void
test_seen_of_unknown_room (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (client_store_set_seen (self->database, "r9", 11, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_UNKNOWN_ROOM);
}

static ClientChanges *
put_room (Fixture *self, const char *json)
{
  g_autoptr (CharlaMessage) message = json_parse (json);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoomInfo) info = client_room_info_parse (message, &error);

  g_assert_no_error (error);
  return client_store_put_room (self->database, info);
}

/* The answer comes before the event. */
static void
test_put_room (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientChanges) old = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;

  stored_begin (self->database, 10);
  changes = put_room (self, ROOM ("r2", "public", "Tea", "'role': 'member', 'members': 2, "
                                                         "'seq': 11, 'read': 11"));
  g_assert_cmpint (changes->cursor, ==, 10);
  g_assert_cmpuint (changes->rooms->len, ==, 1);
  stored_do (self->database,
             "{'ev': 'member', " PLACE (11) ", 'room': 'r2', 'user': " ANA ", 'role': 'member', "
             "'about': {'id': 'r2', 'kind': 'public', 'name': 'Tea'}}",
             MESSAGE (12, "r2", BERTA, "hi"), NULL);

  /* One that was made before does not count any more. */
  old = put_room (self, ROOM ("r2", "public", "Coffee", "'role': null, 'seq': 9"));
  room = stored_room (self->database, "r2");
  g_assert_cmpstr (room->name, ==, "Tea");
  g_assert_cmpint (room->members, ==, 2);
  g_assert_cmpint (room->role, ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpint (room->unread, ==, 1);
  stored_assert_page (self->database, "r2", CLIENT_PLACE_AFTER, 10, 10, "| 12");
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-welcome/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("first", test_first);
  ADD ("replay", test_replay);
  ADD ("gap", test_gap);
  ADD ("without-since", test_without_since);
  ADD ("older-since", test_older_since);
  ADD ("left-in-a-gap", test_left_in_a_gap);
  ADD ("joined-while-away", test_joined_while_away);
  ADD ("live-opens", test_live_opens);
  ADD ("log-went-back", test_log_went_back);
  ADD ("other-account", test_other_account);
  ADD ("outbox-after-a-gap", test_outbox_after_a_gap);
  ADD ("read-offline", test_read_offline);
  ADD ("seen-of-unknown-room", test_seen_of_unknown_room);
  ADD ("put-room", test_put_room);

  return g_test_run ();
}
