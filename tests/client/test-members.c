/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-members.h"

#include "shadow.h"
#include "talk.h"
#include "wait.h"

#define PERSON(id, name, online)                                                                  \
  "{'user': {'id': '" id "', 'name': '" name "', 'kind': 'user', 'online': " online               \
  ", 'state': 'active'}, 'role': 'member'}"
#define PAGE(people, more) "{'members': [" people "], 'more': " more "}"
#define THREE                                                                                     \
  PERSON ("u1", "ana", "true") "," PERSON ("u2", "berta", "false") "," PERSON ("u3", "Carlos",    \
                                                                               "true")

typedef struct
{
  Talk talk;
  ClientMembers *members;
  Shadow shadow;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  talk_set_up (&self->talk, data);
  talk_join (&self->talk);
  self->members = client_session_get_members (self->talk.session, talk_lobby (&self->talk));
  shadow_init (&self->shadow, self->members);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shadow_check (&self->shadow);
  shadow_clear (&self->shadow);
  wait_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->members));
  talk_tear_down (&self->talk, data);
}

/* The members in one line, those who are there with a *. */
static char *
describe (Fixture *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->members)); i++)
    {
      g_autoptr (ClientMember) member = g_list_model_get_item (G_LIST_MODEL (self->members), i);
      ClientUserInfo *user = client_member_get_user (member);

      g_string_append_printf (text, " %s%s", user->name, user->is_online ? "*" : "");
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_like (Fixture *self, const char *expected)
{
  g_autofree char *text = describe (self);

  return g_str_equal (text, expected);
}

#define WAIT_LIKE(self, expected) WAIT_FOR (is_like (self, expected))

static void
answer (Fixture *self, const char *page)
{
  talk_answer (&self->talk, talk_expect (&self->talk, "members", NULL), page);
}

/* The three, loaded. */
static void
load (Fixture *self)
{
  answer (self, PAGE (THREE, "false"));
  WAIT_LIKE (self, " ana* Carlos* berta");
}

static void
test_load (Fixture *self, gconstpointer data)
{
  g_assert_true (client_members_get_loading (self->members));
  load (self);

  g_assert_false (client_members_get_loading (self->members));
  g_assert_false (client_members_get_has_more (self->members));
  g_assert_no_error (client_members_get_error (self->members));
  g_assert_cmpuint (client_members_get_n_online (self->members), ==, 2);
  g_assert_true (client_members_get_room (self->members) == talk_lobby (&self->talk));
  g_assert_cmpint (client_member_get_role (client_members_find (self->members, "u2")), ==,
                   CLIENT_ROLE_MEMBER);
  g_assert_null (client_members_find (self->members, "u9"));
  client_members_load_more (self->members);
  g_assert_false (client_members_get_loading (self->members));
}

static void
test_shared (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMembers) other =
    client_session_get_members (self->talk.session, talk_lobby (&self->talk));

  g_assert_true (other == self->members);
  load (self);
}

static void
count (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_presence (Fixture *self, gconstpointer data)
{
  ClientMember *berta = NULL;
  guint n_told = 0;

  load (self);
  berta = client_members_find (self->members, "u2");
  g_signal_connect_swapped (berta, "notify::user", G_CALLBACK (count), &n_told);
  fake_server_tell (self->talk.server, "{'ev': 'presence', 'on': ['u2'], 'off': ['u3']}");
  WAIT_LIKE (self, " ana* berta* Carlos");
  g_assert_cmpuint (client_members_get_n_online (self->members), ==, 2);
  g_assert_true (client_members_find (self->members, "u2") == berta);
  g_assert_cmpuint (n_told, ==, 1);

  fake_server_tell (self->talk.server,
                    "{'ev': 'user', 'user': {'id': 'u2', 'name': 'berta', 'kind': 'user',"
                    " 'online': true, 'state': 'busy'}}");
  WAIT_FOR (n_told == 2);
  g_assert_cmpint (client_member_get_user (berta)->state, ==, CLIENT_USER_BUSY);
}

#define CAME(seq, prev, id, name, role)                                                           \
  "{'ev': 'member', 'seq': " #seq ", 'time': 1000, 'room': 'r1', 'prev': " #prev                  \
  ", 'user': {'id': '" id "', 'name': '" name "', 'kind': 'user', 'online': true,"                \
  " 'state': 'active'}, 'role': " role "}"

static void
test_events (Fixture *self, gconstpointer data)
{
  load (self);
  fake_server_tell (self->talk.server, CAME (11, 10, "u4", "bea", "'member'"));
  WAIT_LIKE (self, " ana* Carlos* bea berta");
  fake_server_tell (self->talk.server, "{'ev': 'presence', 'on': ['u4'], 'off': []}");
  WAIT_LIKE (self, " ana* bea* Carlos* berta");

  fake_server_tell (self->talk.server, CAME (12, 11, "u3", "Carlos", "'moderator'"));
  WAIT_FOR (client_member_get_role (client_members_find (self->members, "u3"))
            == CLIENT_ROLE_MODERATOR);
  fake_server_tell (self->talk.server, CAME (13, 12, "u3", "Carlos", "null"));
  WAIT_LIKE (self, " ana* bea* berta");
}

/* A large room is loaded a page after the other. */
static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) next = NULL;
  gint64 id = 0;

  answer (self, PAGE (PERSON ("u2", "berta", "false"), "true"));
  id = talk_expect (&self->talk, "members", &next);
  g_assert_cmpstr (charla_message_get_string (next, "after"), ==, "u2");
  talk_answer (&self->talk, id, PAGE (PERSON ("u1", "ana", "true"), "false"));
  WAIT_LIKE (self, " ana* berta");
  g_assert_false (client_members_get_has_more (self->members));
}

/* A server that says the same for ever is not asked for ever. */
static void
test_no_end (Fixture *self, gconstpointer data)
{
  answer (self, PAGE (THREE, "true"));
  answer (self, PAGE (THREE, "true"));
  WAIT_FOR (!client_members_get_loading (self->members));
  g_assert_false (client_members_get_has_more (self->members));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->members)), ==, 3);
}

static void
append_many (GString *json, guint first, guint n)
{
  g_string_append (json, "{'members': [");
  for (guint i = first; i < first + n; i++)
    g_string_append_printf (json, "%s{'user': {'id': 'm%u', 'name': 'm%u'}, 'role': 'member'}",
                            i > first ? "," : "", i, i);
  g_string_append (json, "], 'more': true}");
}

/* What is not loaded by itself comes when it is asked for. */
static void
test_many (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < CLIENT_MEMBERS_AT_ONCE; i += 200)
    {
      g_autoptr (GString) json = g_string_new (NULL);

      append_many (json, i, 200);
      answer (self, json->str);
    }
  WAIT_FOR (!client_members_get_loading (self->members));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->members)), >=,
                    CLIENT_MEMBERS_AT_ONCE);
  g_assert_cmpuint (self->shadow.n_told, <=, 12);
  g_assert_true (client_members_get_has_more (self->members));

  client_members_load_more (self->members);
  answer (self, PAGE (THREE, "false"));
  WAIT_FOR (!client_members_get_loading (self->members));
  g_assert_false (client_members_get_has_more (self->members));
  g_assert_nonnull (client_members_find (self->members, "u3"));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  talk_refuse (&self->talk, talk_expect (&self->talk, "members", NULL), "unknown-room");
  WAIT_FOR (client_members_get_error (self->members) != NULL);
  g_assert_false (client_members_get_loading (self->members));

  client_members_load_more (self->members);
  load (self);
  g_assert_no_error (client_members_get_error (self->members));
}

/* Nobody is known to be there without a line; with the next one all are asked for anew. */
static void
test_come_back (Fixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) hello = NULL;

  load (self);
  fake_server_close (self->talk.server);
  WAIT_LIKE (self, " ana berta Carlos");
  g_assert_cmpuint (client_members_get_n_online (self->members), ==, 0);

  hello = talk_greet (&self->talk, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  answer (self, PAGE (PERSON ("u1", "ana", "true") "," PERSON ("u4", "bea", "true"), "false"));
  WAIT_LIKE (self, " ana* bea*");
}

/* Everyone is in the Lobby: those of whom was heard are there before there is a line. */
static void
test_offline (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientMembers) members = NULL;

  load (self);
  talk_say (&self->talk, 11, 10, TALK_BERTA, "one");
  WAIT_FOR (self->talk.received->len > 0);
  fake_server_go_away (self->talk.server);
  talk_shut_down (&self->talk);
  talk_make_session (&self->talk);
  client_session_open (self->talk.session);
  WAIT_FOR (client_session_get_is_loaded (self->talk.session));

  members = client_session_get_members (self->talk.session, talk_lobby (&self->talk));
  g_assert_nonnull (client_members_find (members, "u1"));
  g_assert_false (client_members_get_loading (members));
  g_assert_finalize_object (g_steal_pointer (&members));
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/members/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("load", test_load);
  ADD ("shared", test_shared);
  ADD ("presence", test_presence);
  ADD ("events", test_events);
  ADD ("pages", test_pages);
  ADD ("no-end", test_no_end);
  ADD ("many", test_many);
  ADD ("refused", test_refused);
  ADD ("come-back", test_come_back);
  ADD ("offline", test_offline);

  return g_test_run ();
}
