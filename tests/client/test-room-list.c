/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listed.h"

#define CARLOS USER ("u3", "Carlos")
#define TEA(seq, rest) ROOM ("r2", "private", "Tea", "'role': 'member', 'members': 2, 'seq': " #seq ", " rest)
#define LAST(seq, room, user, text) "'last': {" SAID (seq, room, user, text) "}"
#define DIRECT(seq, rest)                                                                          \
  ROOM ("d1", "direct", "", "'role': 'member', 'members': 2, 'seq': " #seq                         \
        ", 'with': {'id': 'u2', 'name': 'Berta', 'online': true}, " rest)

static ClientRoom *
room (Listed *self, const char *id)
{
  ClientRoom *found = client_room_list_find (self->list, id);

  g_assert_nonnull (found);
  return found;
}

static void
test_order (Listed *self, gconstpointer data)
{
  listed_welcome (self, -1,
                  WELCOME (9, "'gap': false",
                           LOBBY (3, LAST (3, "r1", BERTA, "hi")) "," TEA (
                             5, LAST (5, "r2", BERTA, "tea?"))));
  listed_assert (self, "Tea Lobby");
  g_assert_cmpuint (self->shadow.n_removed, ==, 0);

  listed_apply (self, MESSAGE (10, "r2", BERTA, "now"), NULL);
  listed_assert (self, "Tea Lobby");
  g_assert_cmpuint (self->shadow.n_removed, ==, 0);

  listed_apply (self, MESSAGE (11, "r1", BERTA, "one"), MESSAGE (12, "r1", BERTA, "two"),
                MESSAGE (13, "r1", BERTA, "three"), NULL);
  listed_assert (self, "Lobby Tea");
  g_assert_cmpuint (self->shadow.n_removed, ==, 1);

  /* Not everything that happens is talk. */
  listed_apply (self, EDIT (14, "r2", 10, "soon"), NULL);
  listed_assert (self, "Lobby Tea");
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* What this device keeps of a room, also while the room is not known. */
static void
test_kept (Listed *self, gconstpointer data)
{
  ClientRoom *lobby = NULL;
  guint n_told = 0;

  client_room_list_set_flags (self->list, "r1", CLIENT_ROOM_PINNED);
  client_room_list_set_draft (self->list, "r1", "half a");
  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3")));
  lobby = room (self, "r1");
  g_assert_true (client_room_get_is_pinned (lobby));
  g_assert_false (client_room_get_is_muted (lobby));
  g_assert_cmpstr (client_room_get_draft (lobby), ==, "half a");

  g_signal_connect (lobby, "notify::is-muted", G_CALLBACK (count_notify), &n_told);
  g_signal_connect (lobby, "notify::is-pinned", G_CALLBACK (count_notify), &n_told);
  g_signal_connect (lobby, "notify::draft", G_CALLBACK (count_notify), &n_told);
  client_room_list_set_flags (self->list, "r1", CLIENT_ROOM_PINNED);
  client_room_list_set_draft (self->list, "r1", "half a");
  g_assert_cmpuint (n_told, ==, 0);
  client_room_list_set_flags (self->list, "r1", CLIENT_ROOM_MUTED);
  g_assert_cmpuint (n_told, ==, 2);
  client_room_list_set_draft (self->list, "r1", "");
  g_assert_cmpuint (n_told, ==, 3);
  g_assert_null (client_room_get_draft (lobby));
}

/* Up to where the other one has read, as the welcome says and then each mark. */
static void
test_read_by_others (Listed *self, gconstpointer data)
{
  ClientRoom *direct = NULL;
  guint n_told = 0;

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3, 'with_read': 3") ","
                                     DIRECT (7, "'with_read': 6")));
  direct = room (self, "d1");
  g_assert_cmpint (client_room_get_read_by_others (direct), ==, 6);
  g_assert_cmpint (client_room_get_read_by_others (room (self, "r1")), ==, 0);

  g_signal_connect (direct, "notify::read-by-others", G_CALLBACK (count_notify), &n_told);
  listed_apply (self, MESSAGE (10, "d1", ANA, "psst"), NULL);
  g_assert_cmpint (client_room_get_activity (direct), ==, 10000);
  g_assert_cmpuint (n_told, ==, 0);
  listed_apply (self, "{'ev': 'read', 'room': 'd1', 'seq': 10, 'user': 'u2'}", NULL);
  g_assert_cmpint (client_room_get_read_by_others (direct), ==, 10);
  g_assert_cmpuint (n_told, ==, 1);
}

static void
test_standing (Listed *self, gconstpointer data)
{
  ClientRoom *lobby = NULL;
  guint n_unread = 0;

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3, 'topic': 'All'")));
  lobby = room (self, "r1");
  g_assert_true (client_room_list_get_lobby (self->list) == lobby);
  g_assert_cmpstr (client_room_get_name (lobby), ==, "Lobby");
  g_assert_cmpstr (client_room_get_topic (lobby), ==, "All");
  g_assert_cmpuint (client_room_get_members (lobby), ==, 9);
  g_assert_cmpint (client_room_get_kind (lobby), ==, CLIENT_ROOM_PUBLIC);
  g_assert_cmpint (client_room_get_role (lobby), ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpint (client_room_get_seen (lobby), ==, 3);
  g_assert_cmpuint (client_room_get_unread (lobby), ==, 0);
  g_assert_null (client_room_get_last (lobby));

  g_signal_connect (lobby, "notify::unread", G_CALLBACK (count_notify), &n_unread);
  listed_apply (self, MESSAGE (10, "r1", BERTA, "hi"), MESSAGE (11, "r1", ANA, "hi yourself"),
                "{'ev': 'message', " SAID (12, "r1", BERTA, "@Ana look") ", 'mentions': ['u1']}",
                NULL);
  g_assert_cmpuint (client_room_get_unread (lobby), ==, 2);
  g_assert_cmpuint (client_room_get_mentions (lobby), ==, 1);
  g_assert_cmpuint (n_unread, ==, 1);
  g_assert_cmpint (client_room_get_last (lobby)->seq, ==, 12);

  listed_apply (self, "{'ev': 'read', 'room': 'r1', 'seq': 12}", NULL);
  g_assert_cmpuint (client_room_get_unread (lobby), ==, 0);
  g_assert_cmpuint (client_room_get_mentions (lobby), ==, 0);
  g_assert_cmpint (client_room_get_seen (lobby), ==, 12);
}

static void
test_properties (Listed *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *topic = NULL;
  g_auto (GStrv) typing = NULL;
  g_autoptr (ClientUserInfo) with = NULL;
  g_autoptr (ClientMessageInfo) last = NULL;
  ClientRoomKind kind = CLIENT_ROOM_PUBLIC;
  ClientRole role = CLIENT_ROLE_NONE;
  guint members = 0;
  guint unread = 9;
  guint mentions = 9;
  gint64 seen = 0;
  gboolean has_older = TRUE;
  gboolean has_newer = TRUE;
  gboolean loading = TRUE;

  listed_welcome (self, -1,
                  WELCOME (9, "'gap': false",
                           DIRECT (3, "'read': 2, 'unread': 1, " LAST (3, "d1", BERTA, "hi"))));
  g_object_get (room (self, "d1"), "id", &id, "name", &name, "topic", &topic, "typing", &typing,
                "with", &with, "last", &last, "kind", &kind, "role", &role, "members", &members,
                "unread", &unread, "mentions", &mentions, "seen", &seen, "has-older", &has_older,
                "has-newer", &has_newer, "loading", &loading, NULL);
  g_assert_cmpstr (id, ==, "d1");
  g_assert_cmpstr (name, ==, "Berta");
  g_assert_cmpstr (topic, ==, "");
  g_assert_cmpuint (g_strv_length (typing), ==, 0);
  g_assert_cmpstr (with->id, ==, "u2");
  g_assert_cmpint (last->seq, ==, 3);
  g_assert_cmpint (kind, ==, CLIENT_ROOM_DIRECT);
  g_assert_cmpint (role, ==, CLIENT_ROLE_MEMBER);
  g_assert_cmpuint (members, ==, 2);
  g_assert_cmpuint (unread, ==, 1);
  g_assert_cmpuint (mentions, ==, 0);
  g_assert_cmpint (seen, ==, 2);
  g_assert_false (has_older || has_newer || loading);
}

static void
test_put_out (Listed *self, gconstpointer data)
{
  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3") "," TEA (4, "'read': 4")));
  listed_apply (self, MEMBER (10, "r2", ANA, "null"), NULL);
  listed_assert (self, "Lobby");
  g_assert_cmpint (client_room_get_role (room (self, "r2")), ==, CLIENT_ROLE_NONE);

  listed_apply (self, MEMBER (11, "r2", ANA, "'moderator'"), NULL);
  listed_assert (self, "Tea Lobby");
  g_assert_cmpint (client_room_get_role (room (self, "r2")), ==, CLIENT_ROLE_MODERATOR);
}

/* The name and the presence of a direct room are the other one's. */
static void
test_direct (Listed *self, gconstpointer data)
{
  ClientRoom *direct = NULL;

  listed_welcome (self, -1, WELCOME (9, "'gap': false", DIRECT (3, "'read': 3")));
  direct = room (self, "d1");
  g_assert_cmpstr (client_room_get_name (direct), ==, "Berta");
  g_assert_true (client_room_get_with (direct)->is_online);

  listed_tell (self, "{'ev': 'presence', 'on': [], 'off': ['u2', 'u9']}");
  g_assert_false (client_room_get_with (direct)->is_online);
  listed_tell (self, "{'ev': 'presence', 'on': ['u2'], 'off': []}");
  g_assert_true (client_room_get_with (direct)->is_online);
  listed_tell (self, "{'ev': 'user', 'user': {'id': 'u2', 'name': 'Bea', 'online': true,"
                     " 'status': 'Tea', 'state': 'away'}}");
  g_assert_cmpstr (client_room_get_name (direct), ==, "Bea");
  g_assert_cmpstr (client_room_get_with (direct)->status, ==, "Tea");

  /* What the cache says of the room does not undo it. */
  listed_apply (self, MESSAGE (10, "d1", BERTA, "hi"), NULL);
  g_assert_cmpstr (client_room_get_name (direct), ==, "Bea");
  g_assert_true (client_room_get_with (direct)->is_online);

  client_room_list_set_offline (self->list);
  g_assert_false (client_room_get_with (direct)->is_online);
  g_assert_true (client_room_list_find_by_name (self->list, "BEA") == direct);
}

static void
test_typing (Listed *self, gconstpointer data)
{
  ClientRoom *lobby = NULL;
  guint n_told = 0;

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3")));
  lobby = room (self, "r1");
  g_signal_connect (lobby, "notify::typing", G_CALLBACK (count_notify), &n_told);
  listed_tell (self, "{'ev': 'typing', 'room': 'r1', 'user': " CARLOS ", 'on': true}");
  listed_tell (self, "{'ev': 'typing', 'room': 'r1', 'user': " BERTA ", 'on': true}");
  listed_tell (self, "{'ev': 'typing', 'room': 'r1', 'user': " BERTA ", 'on': true}");
  listed_tell (self, "{'ev': 'typing', 'room': 'r1', 'user': " ANA ", 'on': true}");
  listed_tell (self, "{'ev': 'typing', 'room': 'r9', 'user': " BERTA ", 'on': true}");
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpstr (client_room_get_typing (lobby)[0], ==, "Berta");
  g_assert_cmpstr (client_room_get_typing (lobby)[1], ==, "Carlos");
  g_assert_null (client_room_get_typing (lobby)[2]);

  listed_apply (self, MESSAGE (10, "r1", CARLOS, "hi"), NULL);
  g_assert_cmpuint (g_strv_length ((char **) client_room_get_typing (lobby)), ==, 1);
  listed_tell (self, "{'ev': 'typing', 'room': 'r1', 'user': " BERTA ", 'on': false}");
  g_assert_cmpuint (n_told, ==, 4);

  listed_tell (self, "{'ev': 'typing', 'room': 'r1', 'user': " BERTA ", 'on': true}");
  client_room_list_set_offline (self->list);
  g_assert_null (client_room_get_typing (lobby)[0]);
}

static void
test_find_by_name (Listed *self, gconstpointer data)
{
  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3") "," TEA (4, "'read': 4")));
  g_assert_true (client_room_list_find_by_name (self->list, "tEa") == room (self, "r2"));
  g_assert_null (client_room_list_find_by_name (self->list, "coffee"));
  g_assert_null (client_room_list_find (self->list, "r9"));
  g_assert_cmpstr (client_room_list_get_me (self->list)->name, ==, "Ana");
  g_assert_nonnull (client_people_find_by_name (client_room_list_get_people (self->list), "ANA"));
}

static ClientMessage *
write_to (Listed *self, const char *nonce, const char *id, const char *text)
{
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new (nonce, id, text, 0, 5);
  g_autoptr (ClientMessage) message = client_room_list_add_outgoing (self->list, outgoing);

  return message;
}

static void
test_outgoing (Listed *self, gconstpointer data)
{
  ClientMessage *message = NULL;

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3")));
  message = write_to (self, "a", "r1", "hi");
  g_assert_true (write_to (self, "a", "r1", "hi") == message);
  g_assert_true (client_room_list_find_outgoing (self->list, "a") == message);
  g_assert_cmpstr (client_message_get_sender (message), ==, "Ana");
  assert_list (room (self, "r1"), "a?");

  client_room_list_update_outgoing (self->list, "a", CLIENT_MESSAGE_FAILED, 0, "No.");
  assert_list (room (self, "r1"), "a!");
  client_room_list_update_outgoing (self->list, "a", CLIENT_MESSAGE_QUEUED, 0, NULL);
  client_room_list_remove_outgoing (self->list, "a");
  assert_list (room (self, "r1"), "");
  client_room_list_update_outgoing (self->list, "a", CLIENT_MESSAGE_SENT, 10, NULL);
  client_room_list_remove_outgoing (self->list, "a");
}

/* What was written for a room that is not known any more, or not yet. */
static void
test_strays (Listed *self, gconstpointer data)
{
  ClientMessage *message = write_to (self, "a", "r1", "hi");

  g_assert_true (client_room_list_find_outgoing (self->list, "a") == message);
  client_room_list_update_outgoing (self->list, "a", CLIENT_MESSAGE_FAILED, 0, "No.");
  write_to (self, "b", "r1", "hi");
  client_room_list_remove_outgoing (self->list, "b");
  g_assert_null (client_room_list_find_outgoing (self->list, "b"));

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3")));
  assert_list (room (self, "r1"), "a!");
}

static void
test_load (Listed *self, gconstpointer data)
{
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new ("a", "r1", "hi", 0, 5);
  g_autoptr (GAsyncResult) written = NULL;

  listed_welcome (self, -1,
                  WELCOME (9, "'gap': false",
                           LOBBY (3, LAST (3, "r1", BERTA, "hi")) "," TEA (
                             5, LAST (5, "r2", BERTA, "tea?"))));
  listed_apply (self, MEMBER (10, "r2", ANA, "null"), NULL);
  client_cache_add_outgoing_async (self->cache, outgoing, cached_keep, &written);
  WAIT_FOR (written != NULL);

  shadow_clear (&self->shadow);
  g_assert_finalize_object (self->list);
  self->list = client_room_list_new ();
  client_room_list_set_pager (self->list, self->pager);
  shadow_init (&self->shadow, self->list);
  listed_load (self);
  listed_assert (self, "Lobby");
  g_assert_cmpuint (self->shadow.n_told, ==, 1);
  g_assert_nonnull (client_room_list_find (self->list, "r2"));
  g_assert_cmpstr (client_room_list_get_me (self->list)->id, ==, "u1");
  assert_list (room (self, "r1"), "a?");
}

/* Another server is at the address, or another account has the name. */
static void
test_reset (Listed *self, gconstpointer data)
{
  ClientRoom *lobby = NULL;

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (3, "'read': 3") "," TEA (4, "'read': 4")));
  lobby = room (self, "r1");
  write_to (self, "a", "r1", "hi");
  write_to (self, "b", "r2", "hi");
  listed_welcome (self, 9, WELCOME (2, "'gap': false", LOBBY (1, "'read': 1")));
  listed_assert (self, "Lobby");
  g_assert_true (room (self, "r1") == lobby);
  g_assert_null (client_room_list_find (self->list, "r2"));
  assert_list (lobby, "a?");
  g_assert_nonnull (client_room_list_find_outgoing (self->list, "b"));
}

#define ADD(name)                                                                                  \
  g_test_add ("/client/room-list/" #name, Listed, NULL, listed_set_up, test_##name,                \
              listed_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (order);
  ADD (standing);
  ADD (kept);
  ADD (read_by_others);
  ADD (properties);
  ADD (put_out);
  ADD (direct);
  ADD (typing);
  ADD (find_by_name);
  ADD (outgoing);
  ADD (strays);
  ADD (load);
  ADD (reset);

  return g_test_run ();
}
