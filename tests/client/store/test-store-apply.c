/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-apply.h"

#include "client-store-messages.h"
#include "client-store.h"
#include "stored.h"

typedef struct
{
  Folder *folder;
  ClientDatabase *database;
} Fixture;

/* Ana is in the Lobby; what comes begins with 11. */
static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->database = stored_open (self->folder);
  stored_begin (self->database, 10);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_true (client_database_check (self->database, NULL));
  g_clear_pointer (&self->database, client_database_close);
  g_clear_pointer (&self->folder, folder_free);
}

static ClientMessageInfo *
get_message (ClientChanges *changes, guint i)
{
  g_assert_cmpuint (changes->messages->len, >, i);
  return g_ptr_array_index (changes->messages, i);
}

static void
test_message (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes =
    stored_apply (self->database,
                  MESSAGE (11, "r1", BERTA, "hi"),
                  "{'ev': 'message', " SAID (12, "r1", BERTA, "@Ana, tea?") ", 'mentions': ['u1'], "
                  "'reply': {'seq': 11, 'name': 'Berta', 'excerpt': 'hi'}}",
                  NULL);
  ClientMessageInfo *first = get_message (changes, 0);
  ClientMessageInfo *second = get_message (changes, 1);
  ClientRoomInfo *room = g_ptr_array_index (changes->rooms, 0);

  g_assert_cmpint (changes->cursor, ==, 12);
  g_assert_cmpuint (changes->events->len, ==, 2);
  g_assert_cmpstr (first->text, ==, "hi");
  g_assert_cmpstr (first->room, ==, "r1");
  g_assert_cmpint (first->time, ==, 11000);
  g_assert_cmpint (second->reply, ==, 11);
  g_assert_cmpstr (second->reply_name, ==, "Berta");
  g_assert_true (client_message_info_mentions (second, "u1"));

  g_assert_cmpuint (changes->rooms->len, ==, 1);
  g_assert_cmpint (room->seq, ==, 12);
  g_assert_cmpint (room->unread, ==, 2);
  g_assert_cmpint (room->mentions, ==, 1);
  g_assert_cmpint (room->last->seq, ==, 12);
  g_assert_cmpint (client_store_get_cursor (self->database), ==, 12);
}

/* What comes twice is there once, and nobody is told of it twice. */
static void
test_repeats (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;
  g_autoptr (ClientMessageInfo) message = NULL;

  stored_do (self->database, MESSAGE (11, "r1", BERTA, "hi"),
             REACT (12, "r1", 11, "u2", "👍", true), NULL);
  changes = stored_apply (self->database,
                          MESSAGE (11, "r1", BERTA, "hi"),
                          REACT (12, "r1", 11, "u2", "👍", true),
                          MESSAGE (13, "r1", BERTA, "ho"),
                          MESSAGE (13, "r1", BERTA, "ho"),
                          MESSAGE (9, "r1", BERTA, "from before"),
                          NULL);

  g_assert_cmpuint (changes->events->len, ==, 1);
  g_assert_cmpuint (changes->messages->len, ==, 1);
  g_assert_cmpint (changes->cursor, ==, 13);
  g_assert_null (stored_message (self->database, 9));
  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->unread, ==, 2);
  message = stored_message (self->database, 11);
  g_assert_cmpint (((ClientReactionInfo *) message->reactions->pdata[0])->count, ==, 1);
}

static void
test_edit (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  ClientMessageInfo *message = NULL;
  ClientMessageInfo *answer = NULL;

  stored_do (self->database, MESSAGE (11, "r1", BERTA, "hi"), NULL);
  changes = stored_apply (self->database,
                          EDIT (12, "r1", 11, "ho"),
                          "{'ev': 'message', " SAID (13, "r1", ANA, "yes") ", "
                          "'reply': {'seq': 11, 'name': 'Berta', 'excerpt': 'hi'}}",
                          EDIT (14, "r1", 11, "ha"),
                          NULL);

  g_assert_cmpuint (changes->messages->len, ==, 2);
  message = get_message (changes, 0);
  g_assert_cmpint (message->seq, ==, 11);
  g_assert_cmpstr (message->text, ==, "ha");
  g_assert_cmpint (message->edited, ==, 14000);

  /* An answer shows what it answers as that is now. */
  answer = get_message (changes, 1);
  g_assert_cmpstr (answer->reply_excerpt, ==, "ha");
}

static void
test_delete (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;
  ClientMessageInfo *message = NULL;

  stored_do (self->database,
             "{'ev': 'message', " SAID (11, "r1", BERTA, "@Ana") ", 'mentions': ['u1']}",
             REACT (12, "r1", 11, "u2", "👍", true),
             EDIT (13, "r1", 11, "@Ana!"),
             MESSAGE (14, "r1", BERTA, "tea?"),
             NULL);
  changes = stored_apply (self->database, DELETE (15, "r1", 11), EDIT (16, "r1", 11, "back"),
                          REACT (17, "r1", 11, "u2", "👍", true), NULL);

  message = get_message (changes, 0);
  g_assert_true (message->is_deleted);
  g_assert_cmpstr (message->text, ==, "");
  g_assert_cmpint (message->edited, ==, 0);
  g_assert_null (message->mentions);
  g_assert_null (message->reactions);

  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->unread, ==, 1);
  g_assert_cmpint (room->mentions, ==, 0);
}

static void
assert_reaction (ClientMessageInfo *message, guint i, const char *emoji, gint64 count, gboolean mine)
{
  ClientReactionInfo *reaction = NULL;

  g_assert_cmpuint (message->reactions->len, >, i);
  reaction = g_ptr_array_index (message->reactions, i);
  g_assert_cmpstr (reaction->emoji, ==, emoji);
  g_assert_cmpint (reaction->count, ==, count);
  g_assert_cmpint (reaction->is_mine, ==, mine);
}

static void
test_react (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessageInfo) first = NULL;
  g_autoptr (ClientMessageInfo) second = NULL;
  g_autoptr (ClientMessageInfo) third = NULL;

  stored_do (self->database,
             MESSAGE (11, "r1", BERTA, "tea?"),
             REACT (12, "r1", 11, "u2", "👍", true),
             REACT (13, "r1", 11, "u3", "🎉", true),
             REACT (14, "r1", 11, "u1", "👍", true),
             NULL);
  first = stored_message (self->database, 11);
  g_assert_cmpuint (first->reactions->len, ==, 2);
  assert_reaction (first, 0, "👍", 2, TRUE);
  assert_reaction (first, 1, "🎉", 1, FALSE);

  stored_do (self->database, REACT (15, "r1", 11, "u2", "👍", false),
             REACT (16, "r1", 11, "u3", "🎉", false), NULL);
  second = stored_message (self->database, 11);
  g_assert_cmpuint (second->reactions->len, ==, 1);
  assert_reaction (second, 0, "👍", 1, TRUE);

  stored_do (self->database, REACT (17, "r1", 11, "u1", "👍", false),
             REACT (18, "r1", 11, "u1", "👎", false), NULL);
  third = stored_message (self->database, 11);
  g_assert_null (third->reactions);
}

/* A change is of a message of its room, whatever a server says. */
static void
test_change_from_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMessageInfo) message = NULL;

  stored_do (self->database, MESSAGE (11, "r1", BERTA, "hi"), EDIT (12, "r2", 11, "ho"),
             DELETE (13, "r2", 11), NULL);
  message = stored_message (self->database, 11);
  g_assert_cmpstr (message->text, ==, "hi");
  g_assert_false (message->is_deleted);
}

static void
test_own_messages_are_read (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) room = NULL;

  stored_do (self->database, MESSAGE (11, "r1", ANA, "hi"), NULL);
  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->unread, ==, 0);
}

static void
test_counts_stop (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) room = NULL;
  g_autoptr (ClientRoomInfo) later = NULL;

  for (guint i = 0; i < CLIENT_UNREAD_MAX + 10; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'ev': 'message', 'seq': %u, 'time': 1, 'room': 'r1', 'from': " BERTA
                         ", 'text': 'hi', 'mentions': ['u1']}",
                         11 + i);
      g_autoptr (GPtrArray) one = stored_events (json, NULL);

      g_ptr_array_extend_and_steal (events, g_steal_pointer (&one));
    }
  client_database_begin (self->database, FALSE);
  changes = client_store_apply (self->database, events);
  g_assert_true (client_database_end (self->database, NULL));
  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->unread, ==, CLIENT_UNREAD_MAX);
  g_assert_cmpint (room->mentions, ==, CLIENT_UNREAD_MAX);

  /* Where counting has stopped, one less is still as many. */
  stored_do (self->database, DELETE (5000, "r1", 11), NULL);
  later = stored_room (self->database, "r1");
  g_assert_cmpint (later->unread, ==, CLIENT_UNREAD_MAX);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) one = NULL;
  g_autoptr (ClientRoomInfo) two = NULL;
  g_autoptr (ClientRoomInfo) three = NULL;

  stored_do (self->database,
             MESSAGE (11, "r1", BERTA, "one"),
             "{'ev': 'message', " SAID (12, "r1", BERTA, "two @Ana") ", 'mentions': ['u1']}",
             MESSAGE (13, "r1", ANA, "three"),
             MESSAGE (14, "r1", BERTA, "four"),
             NULL);

  changes = stored_apply (self->database, "{'ev': 'read', 'room': 'r1', 'seq': 11}", NULL);
  g_assert_cmpuint (changes->events->len, ==, 0);
  g_assert_cmpuint (changes->rooms->len, ==, 1);
  one = stored_room (self->database, "r1");
  g_assert_cmpint (one->seen, ==, 11);
  g_assert_cmpint (one->unread, ==, 2);
  g_assert_cmpint (one->mentions, ==, 1);

  /* Not back, not of somebody else, not of nowhere. */
  stored_do (self->database, "{'ev': 'read', 'room': 'r1', 'seq': 10}",
             "{'ev': 'read', 'room': 'r1', 'seq': 14, 'user': 'u2'}",
             "{'ev': 'read', 'room': 'r9', 'seq': 14}", NULL);
  two = stored_room (self->database, "r1");
  g_assert_cmpint (two->seen, ==, 11);
  g_assert_cmpint (two->unread, ==, 2);

  stored_do (self->database, MESSAGE (15, "r1", BERTA, "five"),
             "{'ev': 'read', 'room': 'r1', 'seq': 14, 'user': 'u1'}", NULL);
  three = stored_room (self->database, "r1");
  g_assert_cmpint (three->unread, ==, 1);
  g_assert_cmpint (three->mentions, ==, 0);
}

static void
test_room (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) room = NULL;
  g_autoptr (ClientRoomInfo) lobby = NULL;

  stored_do (self->database,
             "{'ev': 'room', " PLACE (11) ", 'room': {'id': 'r2', 'kind': 'private', "
             "'name': 'Tea', 'topic': ''}}",
             "{'ev': 'member', " PLACE (12) ", 'room': 'r2', 'user': " ANA ", 'role': 'owner', "
             "'about': {'id': 'r2', 'kind': 'private', 'name': 'Tea', 'topic': ''}}",
             "{'ev': 'room', " PLACE (13) ", 'room': {'id': 'r2', 'kind': 'private', "
             "'name': 'Green tea', 'topic': 'Sencha'}}",
             "{'ev': 'room', " PLACE (14) ", 'room': {'id': 'r1', 'kind': 'public', "
             "'name': 'Lobby', 'topic': 'Hello'}}",
             NULL);

  room = stored_room (self->database, "r2");
  g_assert_cmpint (room->kind, ==, CLIENT_ROOM_PRIVATE);
  g_assert_cmpstr (room->name, ==, "Green tea");
  g_assert_cmpstr (room->topic, ==, "Sencha");
  g_assert_cmpint (room->role, ==, CLIENT_ROLE_OWNER);
  g_assert_cmpint (room->members, ==, 1);
  g_assert_cmpint (room->seen, ==, 12);
  lobby = stored_room (self->database, "r1");
  g_assert_cmpstr (lobby->topic, ==, "Hello");
  g_assert_cmpint (lobby->members, ==, 9);
}

static void
test_direct (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) room = NULL;

  stored_do (self->database,
             "{'ev': 'room', " PLACE (11) ", 'room': {'id': 'r2', 'kind': 'direct', 'name': '', "
             "'topic': '', 'users': [" BERTA ", " ANA "]}}",
             MESSAGE (12, "r2", BERTA, "hi"),
             NULL);

  room = stored_room (self->database, "r2");
  g_assert_cmpint (room->kind, ==, CLIENT_ROOM_DIRECT);
  g_assert_cmpstr (room->with->name, ==, "Berta");
  g_assert_cmpint (room->role, ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpint (room->members, ==, 2);
  g_assert_cmpint (room->unread, ==, 1);
  stored_assert_page (self->database, "r2", CLIENT_PLACE_AFTER, 10, 10, "12");
}

static void
test_members (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) room = NULL;
  g_autoptr (ClientUserInfo) berta = NULL;

  stored_do (self->database,
             "{'ev': 'member', " PLACE (11) ", 'room': 'r1', 'user': " BERTA ", 'role': 'member', "
             "'about': {'id': 'r1', 'kind': 'public', 'name': 'Lobby'}}",
             MEMBER (12, "r1", BERTA, "'moderator'"),
             MEMBER (13, "r1", USER ("u3", "Carla"), "null"),
             MEMBER (14, "r1", USER ("u4", "Dora"), "null"),
             NULL);

  room = stored_room (self->database, "r1");
  g_assert_cmpint (room->members, ==, 8);
  g_assert_cmpint (room->role, ==, CLIENT_ROLE_MEMBER);
  berta = client_store_get_user (self->database, "u2");
  g_assert_cmpstr (berta->name, ==, "Berta");
}

/* What happens while one is not in a room does not come. */
static void
test_leave_and_join (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) away = NULL;
  g_autoptr (ClientRoomInfo) back = NULL;

  stored_do (self->database, MESSAGE (11, "r1", BERTA, "hi"), MEMBER (12, "r1", ANA, "null"), NULL);
  away = stored_room (self->database, "r1");
  g_assert_cmpint (away->role, ==, CLIENT_ROLE_NONE);

  stored_do (self->database, MEMBER (20, "r1", ANA, "'member'"), MESSAGE (21, "r1", BERTA, "ho"),
             NULL);
  back = stored_room (self->database, "r1");
  g_assert_cmpint (back->role, ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpint (back->seen, ==, 20);
  g_assert_cmpint (back->unread, ==, 1);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11 | 21 ?");
}

static void
test_skipped (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) good = NULL;
  g_autoptr (ClientChanges) bad = NULL;

  good = stored_apply (self->database,
                       "{'ev': 'message', " SAID (11, "r1", BERTA, "one") ", 'prev': 10}",
                       "{'ev': 'message', " SAID (15, "r1", BERTA, "two") ", 'prev': 11}",
                       NULL);
  g_assert_cmpuint (g_strv_length (good->skipped), ==, 0);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11 15");

  bad = stored_apply (self->database,
                      "{'ev': 'message', " SAID (20, "r1", BERTA, "four") ", 'prev': 18}", NULL);
  g_assert_cmpuint (g_strv_length (bad->skipped), ==, 1);
  g_assert_cmpstr (bad->skipped[0], ==, "r1");
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11 15 | 20 ?");
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 18, 10, "… | 20");
}

/* From where no room was told of, as a server of another make might do it. */
static void
test_unknown_room (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes =
    stored_apply (self->database, MESSAGE (11, "r7", BERTA, "hi"), NULL);
  ClientRoomInfo *room = g_ptr_array_index (changes->rooms, 0);

  g_assert_cmpstr (room->id, ==, "r7");
  g_assert_cmpstr (room->name, ==, "");
  g_assert_cmpint (room->role, ==, CLIENT_ROLE_NONE);
  g_assert_cmpint (changes->messages->len, ==, 1);
}

static void
test_unknown_kinds (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes =
    stored_apply (self->database, "{'ev': 'poll', " PLACE (11) ", 'room': {}}",
                  "{'ev': 'waves'}", NULL);

  g_assert_cmpint (changes->cursor, ==, 11);
  g_assert_cmpuint (changes->events->len, ==, 1);
  g_assert_cmpuint (changes->rooms->len, ==, 0);
}

static void
test_ephemeral (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes =
    stored_apply (self->database,
                  "{'ev': 'user', 'user': {'id': 'u2', 'name': 'Berta', 'state': 'busy', "
                  "'status': 'Tea'}}",
                  "{'ev': 'typing', 'room': 'r1', 'user': 'u2', 'on': true}",
                  "{'ev': 'presence', 'on': ['u2'], 'off': []}",
                  "{'ev': 'notice', 'text': 'Tea'}",
                  "{'ev': 'bye', 'code': 'shutting-down'}",
                  "{'ev': 'ping'}",
                  NULL);
  g_autoptr (ClientUserInfo) berta = client_store_get_user (self->database, "u2");

  g_assert_cmpint (changes->cursor, ==, 10);
  g_assert_cmpuint (changes->events->len, ==, 0);
  g_assert_cmpint (berta->state, ==, CLIENT_USER_BUSY);
  g_assert_cmpstr (berta->status, ==, "Tea");
}

/* All that was not for Ana's eyes has passed, too. */
static void
test_live (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes =
    stored_apply (self->database, MESSAGE (11, "r1", BERTA, "hi"), "{'ev': 'live', 'seq': 40}",
                  NULL);

  g_assert_cmpint (changes->cursor, ==, 40);
  stored_assert_page (self->database, "r1", CLIENT_PLACE_AFTER, 10, 10, "| 11");
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-apply/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("message", test_message);
  ADD ("repeats", test_repeats);
  ADD ("edit", test_edit);
  ADD ("delete", test_delete);
  ADD ("react", test_react);
  ADD ("change-from-elsewhere", test_change_from_elsewhere);
  ADD ("own-messages-are-read", test_own_messages_are_read);
  ADD ("counts-stop", test_counts_stop);
  ADD ("read", test_read);
  ADD ("room", test_room);
  ADD ("direct", test_direct);
  ADD ("members", test_members);
  ADD ("leave-and-join", test_leave_and_join);
  ADD ("skipped", test_skipped);
  ADD ("unknown-room", test_unknown_room);
  ADD ("unknown-kinds", test_unknown_kinds);
  ADD ("ephemeral", test_ephemeral);
  ADD ("live", test_live);

  return g_test_run ();
}
