/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-rooms.h"

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

#define DIRECT_ROOM(seq)                                                                          \
  "{'ev': 'room', " PLACE (seq) ", 'room': {'id': 'd1', 'kind': 'direct', 'name': '', 'topic': ''," \
  " 'users': [" ANA ", " BERTA "]}, 'prev': 0}"
#define READ(room, seq, user)                                                                     \
  "{'ev': 'read', 'room': '" room "', 'seq': " #seq ", 'user': '" user "'}"

/* Up to where the other one has read a direct room: not back, and of no other room. */
static void
test_read_by_other (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientRoomInfo) one = NULL;
  g_autoptr (ClientRoomInfo) two = NULL;
  g_autoptr (ClientRoomInfo) lobby = NULL;

  stored_do (self->database, DIRECT_ROOM (11), MESSAGE (12, "d1", ANA, "psst"), NULL);
  changes = stored_apply (self->database, READ ("d1", 12, "u2"), READ ("r1", 11, "u2"), NULL);
  g_assert_cmpuint (changes->rooms->len, ==, 1);
  one = stored_room (self->database, "d1");
  g_assert_cmpint (one->others, ==, 12);
  g_assert_cmpint (one->seen, ==, 0);

  stored_do (self->database, READ ("d1", 11, "u2"), READ ("d1", 20, "u3"), READ ("d1", 12, "u1"),
             NULL);
  two = stored_room (self->database, "d1");
  g_assert_cmpint (two->others, ==, 12);
  g_assert_cmpint (two->seen, ==, 12);
  lobby = stored_room (self->database, "r1");
  g_assert_cmpint (lobby->others, ==, 0);
}

/* When something was done with a room itself. */
static void
test_active (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientRoomInfo) direct = NULL;
  g_autoptr (ClientRoomInfo) tea = NULL;
  g_autoptr (ClientRoomInfo) lobby = NULL;

  stored_do (self->database, DIRECT_ROOM (11), MEMBER (12, "r2", ANA, "'member'"),
             MEMBER (13, "r1", BERTA, "'member'"), MESSAGE (14, "r1", BERTA, "hi"), NULL);
  direct = stored_room (self->database, "d1");
  g_assert_cmpint (direct->active, ==, 11000);
  tea = stored_room (self->database, "r2");
  g_assert_cmpint (tea->active, ==, 12000);
  lobby = stored_room (self->database, "r1");
  g_assert_cmpint (lobby->active, ==, 0);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-rooms/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read-by-other", test_read_by_other);
  ADD ("active", test_active);

  return g_test_run ();
}
