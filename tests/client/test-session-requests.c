/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a session asks a server for, and tells it. */
#include "charla-code.h"
#include "talk.h"
#include "wait.h"

static void
keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_done (Talk *self, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  WAIT_FOR (*result != NULL);
  g_assert_true (client_session_request_finish (self->session, *result, &error));
  g_assert_no_error (error);
  g_clear_object (result);
}

static void
test_simple (Talk *self, gconstpointer data)
{
  ClientSession *session = self->session;
  GAsyncResult *result = NULL;
  ClientRoom *room = NULL;

  talk_join (self);
  room = talk_lobby (self);

#define TRY(what, ...)                                                                            \
  client_session_##__VA_ARGS__;                                                                   \
  talk_answer (self, talk_expect (self, what, NULL), "{'seq': 1}");                               \
  wait_done (self, &result)

  TRY ("edit", edit_async (session, 3, "new", keep, &result));
  TRY ("delete", delete_async (session, 3, keep, &result));
  TRY ("react", react_async (session, 3, "👍", TRUE, keep, &result));
  TRY ("leave", leave_async (session, room, keep, &result));
  TRY ("invite", invite_async (session, room, "u2", NULL, keep, &result));
  TRY ("kick", kick_async (session, room, "u2", "Why not", keep, &result));
  TRY ("topic", set_topic_async (session, room, "Tea", keep, &result));
  TRY ("rename", rename_async (session, room, "Kitchen", keep, &result));
  TRY ("role", set_role_async (session, room, "u2", CLIENT_ROLE_OWNER, keep, &result));
  TRY ("status", set_status_async (session, CLIENT_USER_AWAY, "Out", keep, &result));
  TRY ("password", set_password_async (session, "new", NULL, keep, &result));
}

static void
assert_refused (Talk *self, GAsyncResult *result, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (client_session_request_finish (self->session, result, &error));
  g_assert_error (error, domain, code);
}

static void
test_refused (Talk *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) refused = NULL;
  g_autoptr (GAsyncResult) lost = NULL;
  g_autoptr (GAsyncResult) offline = NULL;

  talk_join (self);
  client_session_edit_async (self->session, 3, "new", keep, &refused);
  talk_refuse (self, talk_expect (self, "edit", NULL), "forbidden");
  WAIT_FOR (refused != NULL);
  assert_refused (self, refused, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN);

  client_session_delete_async (self->session, 3, keep, &lost);
  talk_expect (self, "delete", NULL);
  fake_server_go_away (self->server);
  WAIT_FOR (lost != NULL);
  assert_refused (self, lost, CLIENT_ERROR, CLIENT_ERROR_LOST);

  client_session_delete_async (self->session, 3, keep, &offline);
  g_assert_null (offline);
  WAIT_FOR (offline != NULL);
  assert_refused (self, offline, CLIENT_ERROR, CLIENT_ERROR_LOST);
}

static void
test_rooms (Talk *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) members = NULL;
  g_autoptr (ClientRoom) room = NULL;
  g_autoptr (GPtrArray) rooms = NULL;
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_more = FALSE;

  talk_join (self);
  client_session_create_room_async (self->session, "Tea", CLIENT_ROOM_PRIVATE, NULL, keep, &created);
  talk_answer (self, talk_expect (self, "create", NULL),
               "{'room': {'id': 'r2', 'kind': 'private', 'name': 'Tea', 'topic': '', 'members': 1,"
               " 'member': true, 'role': 'owner', 'seq': 11, 'read': 11}}");
  WAIT_FOR (created != NULL);
  room = client_session_room_finish (self->session, created, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (client_room_get_name (room), ==, "Tea");
  g_assert_true (client_room_list_find (client_session_get_rooms (self->session), "r2") == room);

  client_session_list_rooms_async (self->session, "te", NULL, 10, keep, &listed);
  talk_answer (self, talk_expect (self, "rooms", NULL), "{'rooms': [" TALK_LOBBY (11, 0)
                                                        "], 'more': true}");
  WAIT_FOR (listed != NULL);
  rooms = client_session_list_rooms_finish (self->session, listed, &has_more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rooms->len, ==, 1);
  g_assert_true (has_more);

  client_session_list_members_async (self->session, room, NULL, 10, keep, &members);
  talk_answer (self, talk_expect (self, "members", NULL),
               "{'members': [{'user': " TALK_ANA ", 'role': 'owner'}], 'more': false}");
  WAIT_FOR (members != NULL);
  people = client_session_list_members_finish (self->session, members, &has_more, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (people->len, ==, 1);
  g_assert_cmpint (((ClientMemberInfo *) g_ptr_array_index (people, 0))->role, ==, CLIENT_ROLE_OWNER);
  g_assert_false (has_more);
}

#define ASSERT_NONSENSE(what, result, finished)                                                   \
  talk_answer (self, talk_expect (self, what, NULL), "{'room': 3, 'rooms': [1], 'members': [2],"  \
                                                     " 'messages': [3], 'user': 1}");             \
  WAIT_FOR (result != NULL);                                                                      \
  g_assert_null (finished);                                                                       \
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);                                        \
  g_clear_error (&error)

/* A server that answers nonsense is told of, not believed. */
static void
test_nonsense (Talk *self, gconstpointer data)
{
  ClientSession *session = self->session;
  g_autoptr (GAsyncResult) joined = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) members = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (GAsyncResult) user = NULL;
  GError *error = NULL;

  talk_join (self);
  client_session_join_async (session, "r2", keep, &joined);
  ASSERT_NONSENSE ("join", joined, client_session_room_finish (session, joined, &error));
  client_session_list_rooms_async (session, NULL, NULL, 0, keep, &listed);
  ASSERT_NONSENSE ("rooms", listed,
                   client_session_list_rooms_finish (session, listed, NULL, &error));
  client_session_list_members_async (session, talk_lobby (self), NULL, 0, keep, &members);
  ASSERT_NONSENSE ("members", members,
                   client_session_list_members_finish (session, members, NULL, &error));
  client_session_search_async (session, "x", NULL, NULL, 0, 10, keep, &found);
  ASSERT_NONSENSE ("search", found,
                   client_session_search_finish (session, found, NULL, NULL, &error));
  client_session_whois_async (session, "u2", keep, &user);
  ASSERT_NONSENSE ("whois", user, client_session_whois_finish (session, user, &error));
}

static GPtrArray *
search (Talk *self, GAsyncResult **result, gboolean *is_partial)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = NULL;

  WAIT_FOR (*result != NULL);
  found = client_session_search_finish (self->session, *result, NULL, is_partial, &error);
  g_assert_no_error (error);
  g_clear_object (result);

  return found;
}

/* Without the server what is on this device is looked through. */
static void
test_search (Talk *self, gconstpointer data)
{
  GAsyncResult *result = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) of_ana = NULL;
  gboolean is_partial = TRUE;

  talk_join (self);
  talk_say (self, 11, 10, TALK_BERTA, "tea for two");
  WAIT_FOR (self->received->len > 0);
  client_session_search_async (self->session, "tea", "r1", NULL, 0, 10, keep, &result);
  talk_answer (self, talk_expect (self, "search", NULL),
               "{'messages': [{'seq': 3, 'time': 1, 'room': 'r1', 'from': " TALK_BERTA
               ", 'text': 'more tea'}], 'more': false}");
  there = search (self, &result, &is_partial);
  g_assert_false (is_partial);
  g_assert_cmpuint (there->len, ==, 1);

  fake_server_go_away (self->server);
  talk_wait (self, CLIENT_SESSION_WAITING);
  client_session_search_async (self->session, "tea", NULL, "Berta", 0, 10, keep, &result);
  here = search (self, &result, &is_partial);
  g_assert_true (is_partial);
  g_assert_cmpuint (here->len, ==, 1);
  g_assert_cmpint (((ClientMessageInfo *) g_ptr_array_index (here, 0))->seq, ==, 11);
  client_session_search_async (self->session, "tea", NULL, "u1", 0, 10, keep, &result);
  of_ana = search (self, &result, &is_partial);
  g_assert_cmpuint (of_ana->len, ==, 0);
}

/* Marks that come while one is under way become one; those of the time without a line are
 * told when it is back. */
static void
test_marks (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) first = NULL;
  g_autoptr (CharlaMessage) last = NULL;
  g_autoptr (CharlaMessage) later = NULL;
  g_autoptr (CharlaMessage) hello = NULL;
  ClientRoom *room = NULL;
  gint64 seq = 0;
  gint64 id = 0;

  talk_join (self);
  room = talk_lobby (self);
  for (int i = 11; i <= 14; i++)
    talk_say (self, i, i - 1, TALK_BERTA, "x");
  WAIT_FOR (client_room_get_unread (room) == 4);
  client_session_mark_read (self->session, room, 11);
  client_session_mark_read (self->session, room, 12);
  client_session_mark_read (self->session, room, 13);
  id = talk_expect (self, "read", &first);
  charla_message_get_int (first, "seq", &seq);
  g_assert_cmpint (seq, ==, 11);
  talk_answer (self, id, "{}");
  id = talk_expect (self, "read", &last);
  charla_message_get_int (last, "seq", &seq);
  g_assert_cmpint (seq, ==, 13);
  talk_answer (self, id, "{}");
  WAIT_FOR (client_room_get_unread (room) == 1);

  fake_server_go_away (self->server);
  talk_wait (self, CLIENT_SESSION_WAITING);
  client_session_mark_read (self->session, room, 14);
  WAIT_FOR (client_room_get_unread (room) == 0);
  fake_server_come_back (self->server);
  hello = talk_greet (self, TALK_OK (14, "", TALK_LOBBY (14, 13)));
  talk_expect (self, "read", &later);
  charla_message_get_int (later, "seq", &seq);
  g_assert_cmpint (seq, ==, 14);
  g_assert_cmpuint (client_room_get_unread (room), ==, 0);
}

static void
test_typing (Talk *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) begin = NULL;
  g_autoptr (CharlaMessage) end = NULL;
  gboolean is_on = FALSE;

  talk_join (self);
  client_session_set_typing (self->session, talk_lobby (self), FALSE);
  for (guint i = 0; i < 100; i++)
    client_session_set_typing (self->session, talk_lobby (self), TRUE);
  client_session_set_typing (self->session, talk_lobby (self), FALSE);
  client_session_set_typing (self->session, talk_lobby (self), FALSE);
  talk_answer (self, talk_expect (self, "typing", &begin), "{}");
  g_assert_true (charla_message_get_bool (begin, "on", &is_on) && is_on);
  talk_answer (self, talk_expect (self, "typing", &end), "{}");
  g_assert_true (charla_message_get_bool (end, "on", &is_on) && !is_on);
  talk_post (self, "done");
  talk_expect (self, "post", NULL);
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/session-requests/" name, Talk, NULL, talk_set_up, func, talk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("simple", test_simple);
  ADD ("refused", test_refused);
  ADD ("rooms", test_rooms);
  ADD ("nonsense", test_nonsense);
  ADD ("search", test_search);
  ADD ("marks", test_marks);
  ADD ("typing", test_typing);

  return g_test_run ();
}
