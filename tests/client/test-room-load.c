/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-error.h"
#include "listed.h"

#define OBJECT(seq) "{" SAID (seq, "r1", BERTA, "hi") "}"
#define ANSWER(seq, more, messages)                                                                \
  "{'messages': [" messages "], 'more': " more ", 'seq': " #seq "}"

static ClientRoom *
begin (Listed *self)
{
  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (9, "'read': 9")));

  return client_room_list_find (self->list, "r1");
}

static void
assert_asked (Listed *self, const char *expected)
{
  g_autofree char *json = listed_wait_asked (self);

  g_assert_cmpstr (json, ==, expected);
}

static void
load (ClientRoom *room, void (*begin_load) (ClientRoom *, GAsyncReadyCallback, gpointer))
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  begin_load (room, cached_keep, &result);
  g_assert_true (listed_finish (room, &result, &error));
  g_assert_no_error (error);
}

/* What is in the cache is there before the server has answered. */
static void
test_newest (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  Shadow shadow = { 0 };

  listed_apply (self, MESSAGE (11, "r1", BERTA, "hi"), NULL);
  shadow_init (&shadow, room);
  client_room_load_newest_async (room, cached_keep, &result);
  g_assert_true (client_room_get_loading (room));
  assert_asked (self, "{'do':'history','room':'r1','limit':50}");
  assert_list (room, "| 11");
  g_assert_true (client_room_get_has_older (room));

  /* What comes meanwhile is added. */
  listed_apply (self, MESSAGE (12, "r1", BERTA, "hi"), NULL);
  assert_list (room, "| 11 12");

  listed_answer (self, ANSWER (11, "true", OBJECT (8) "," OBJECT (11)));
  g_assert_true (listed_finish (room, &result, NULL));
  g_assert_false (client_room_get_loading (room));
  assert_list (room, "| 8 11 12");
  g_assert_true (client_room_get_has_older (room));
  g_assert_cmpuint (shadow.n_removed, ==, 0);

  client_room_load_older_async (room, cached_keep, &result);
  assert_asked (self, "{'do':'history','room':'r1','before':8,'limit':50}");
  listed_answer (self, ANSWER (12, "false", OBJECT (3) "," OBJECT (5)));
  g_assert_true (listed_finish (room, &result, NULL));
  assert_list (room, "3 5 8 11 12");
  g_assert_false (client_room_get_has_older (room));
  shadow_check (&shadow);
  shadow_clear (&shadow);

  /* From now on the cache has it all. */
  load (room, client_room_load_older_async);
  load (room, client_room_load_newer_async);
  load (room, client_room_load_newest_async);
}

static void
test_offline (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  listed_apply (self, MESSAGE (11, "r1", BERTA, "hi"), NULL);
  client_room_load_older_async (room, cached_keep, &result);
  listed_answer (self, NULL);
  g_assert_false (listed_finish (room, &result, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);
  assert_list (room, "| 11");

  /* When the line is there again, what was not had is asked for. */
  client_room_list_refresh (self->list);
  assert_asked (self, "{'do':'history','room':'r1','limit':50}");
  listed_answer (self, ANSWER (11, "false", OBJECT (8) "," OBJECT (11)));
  WAIT_FOR (g_list_model_get_n_items (G_LIST_MODEL (room)) == 2);
  assert_list (room, "8 11");
}

static void
test_no_pager (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  client_room_list_set_pager (self->list, NULL);
  client_room_load_newest_async (room, cached_keep, &result);
  g_assert_false (listed_finish (room, &result, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);
}

static void
test_stopped (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  client_pager_stop (self->pager);
  client_room_load_newest_async (room, cached_keep, &result);
  g_assert_false (listed_finish (room, &result, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);
}

/* A server that answers with more than was asked for. */
static void
test_too_many (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  g_autoptr (GString) messages = g_string_new (NULL);
  g_autofree char *answer = NULL;
  GAsyncResult *result = NULL;
  const guint n = CLIENT_ROOM_PAGE + 10;

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (messages, "%s{'seq': %u, 'time': 1, 'room': 'r1', 'from':"
                                      " {'id': 'u2', 'name': 'bea'}, 'text': 'x'}",
                            i > 1 ? "," : "", i);
  answer = g_strdup_printf ("{'messages': [%s], 'more': true, 'seq': %u}", messages->str, n);

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, answer);
  g_assert_true (listed_finish (room, &result, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (room)), ==, n);
}

static void
test_nonsense (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, ANSWER (11, "false", OBJECT (8) "," OBJECT (7)));
  g_assert_false (listed_finish (room, &result, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_LOST);
  assert_list (room, "");
}

static void
test_around (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  guint position = 0;

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, ANSWER (9, "true", OBJECT (8) "," OBJECT (9)));
  g_assert_true (listed_finish (room, &result, NULL));

  client_room_load_around_async (room, 4, cached_keep, &result);
  assert_asked (self, "{'do':'history','room':'r1','around':4,'limit':50}");
  listed_answer (self, ANSWER (9, "true", OBJECT (3) "," OBJECT (4) "," OBJECT (5)));
  g_assert_true (listed_finish (room, &result, NULL));
  assert_list (room, "| 3 4 5");
  g_assert_nonnull (client_room_find (room, 4, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (client_room_get_has_newer (room));

  client_room_load_newer_async (room, cached_keep, &result);
  assert_asked (self, "{'do':'history','room':'r1','after':5,'limit':50}");
  listed_answer (self, NULL);
  g_assert_false (listed_finish (room, &result, NULL));
  assert_list (room, "| 3 4 5 | 8 9");
  g_assert_false (client_room_get_has_newer (room));

  client_room_load_hole_async (room, client_room_find (room, 8, NULL), cached_keep, &result);
  assert_asked (self, "{'do':'history','room':'r1','before':8,'limit':50}");
  listed_answer (self, ANSWER (9, "true", OBJECT (5) "," OBJECT (7)));
  g_assert_true (listed_finish (room, &result, NULL));
  assert_list (room, "| 3 4 5 7 8 9");
  client_room_load_hole_async (room, client_room_find (room, 8, NULL), cached_keep, &result);
  g_assert_true (listed_finish (room, &result, NULL));
}

/* An event did not come: what is here may have changed. */
static void
test_skipped (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, ANSWER (9, "false", OBJECT (8) "," OBJECT (9)));
  g_assert_true (listed_finish (room, &result, NULL));

  listed_apply (self, "{'ev': 'message', " SAID (14, "r1", BERTA, "hi") ", 'prev': 13}", NULL);
  assert_asked (self, "{'do':'history','room':'r1','limit':50}");
  listed_answer (self, ANSWER (14, "false", OBJECT (9) "," OBJECT (12) "," OBJECT (14)));
  WAIT_FOR (client_room_find (room, 12, NULL) != NULL);
  assert_list (room, "9 12 14");
}

/* Too much was missed: what comes follows a hole, until the server has told what was in it. */
static void
test_gap (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, ANSWER (9, "false", OBJECT (8) "," OBJECT (9)));
  g_assert_true (listed_finish (room, &result, NULL));
  assert_list (room, "8 9");

  listed_welcome (self, 9, WELCOME (90, "'gap': true", LOBBY (90, "'read': 9")));
  client_room_list_refresh (self->list);
  assert_asked (self, "{'do':'history','room':'r1','limit':50}");
  listed_apply (self, MESSAGE (91, "r1", BERTA, "hi"), NULL);
  assert_list (room, "8 9 | 91");
  listed_answer (self, ANSWER (90, "true", OBJECT (89) "," OBJECT (90)));

  /* What is before the hole may have changed; the hole is left until somebody looks. */
  assert_asked (self, "{'do':'history','room':'r1','before':10,'limit':50}");
  assert_list (room, "8 9 | 89 90 91");
  listed_answer (self, ANSWER (91, "false", OBJECT (9)));
  WAIT_FOR (client_room_find (room, 8, NULL) == NULL);
  assert_list (room, "9 | 89 90 91");
}

static void
test_forget (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;

  client_room_load_newest_async (room, cached_keep, &result);
  client_room_forget (room);
  g_assert_true (listed_finish (room, &result, NULL));
  assert_list (room, "");
  g_assert_false (client_room_get_has_older (room));
  client_room_list_refresh (self->list);
  wait_settle ();
}

static void
test_dup_message (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  g_autoptr (ClientMessageInfo) info = said (11, ME, "hi");
  g_autoptr (ClientMessage) message = client_room_dup_message (room, info);
  g_autoptr (ClientMessage) same = NULL;
  GAsyncResult *result = NULL;

  g_assert_true (client_message_get_own (message));
  g_assert_null (client_room_find (room, 11, NULL));

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, ANSWER (9, "false", OBJECT (8)));
  g_assert_true (listed_finish (room, &result, NULL));
  listed_apply (self, MESSAGE (11, "r1", ANA, "hi"), NULL);
  same = client_room_dup_message (room, info);
  g_assert_true (same == client_room_find (room, 11, NULL));
}

#define BURST 10000
#define BATCH 500

/* However much comes at once, views are told in few steps. */
static void
test_burst (Listed *self, gconstpointer data)
{
  ClientRoom *room = begin (self);
  GAsyncResult *result = NULL;
  Shadow shadow = { 0 };

  client_room_load_newest_async (room, cached_keep, &result);
  listed_answer (self, ANSWER (9, "false", ""));
  g_assert_true (listed_finish (room, &result, NULL));
  shadow_init (&shadow, room);

  for (gint64 first = 10; first < 10 + BURST; first += BATCH)
    {
      g_autoptr (GPtrArray) events =
        g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);

      for (gint64 seq = first; seq < first + BATCH; seq++)
        {
          g_autofree char *json =
            g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': 1, 'room': 'r1', 'from': " BERTA
                             ", 'text': 'hi'}",
                             (int) seq);
          g_autoptr (GPtrArray) one = stored_events (json, NULL);

          g_ptr_array_add (events, client_event_ref (one->pdata[0]));
        }
      listed_take (self, cached_apply (self->cache, events, NULL));
    }

  g_assert_cmpuint (shadow.items->len, ==, BURST);
  g_assert_cmpuint (shadow.n_told, ==, BURST / BATCH);
  g_assert_cmpuint (client_room_get_unread (room), ==, CLIENT_UNREAD_MAX);
  shadow_check (&shadow);
  shadow_clear (&shadow);
}

#define ADD(name)                                                                                  \
  g_test_add ("/client/room-load/" #name, Listed, NULL, listed_set_up, test_##name,                \
              listed_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (newest);
  ADD (offline);
  ADD (no_pager);
  ADD (stopped);
  ADD (too_many);
  ADD (nonsense);
  ADD (around);
  ADD (skipped);
  ADD (gap);
  ADD (forget);
  ADD (dup_message);
  ADD (burst);

  return g_test_run ();
}
