/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-cache.h"

#include <string.h>

#include "cached.h"
#include "wait.h"

#define FIRST WELCOME (10, "'gap': false", LOBBY (10, "'read': 10"))

typedef struct
{
  Folder *folder;
  char *path;
  ClientCache *cache;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = folder_new ();
  self->path = stored_path (self->folder);
  self->cache = cached_open (self->path);
  changes = cached_welcome (self->cache, FIRST, -1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientCache) again = NULL;

  wait_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->cache));

  /* Its thread ends by itself: then the file can be opened. */
  for (guint i = 0; i < 100 && again == NULL; i++)
    again = cached_try (self->path, FALSE, NULL);
  g_assert_nonnull (again);
  cached_close (again);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, folder_free);
}

static void
test_path (void)
{
  g_autofree char *one = client_cache_get_path ("/x", "s1", "Ana");
  g_autofree char *same = client_cache_get_path ("/x", "s1", "ＡＮＡ");
  g_autofree char *other = client_cache_get_path ("/x", "s2", "Ana");
  g_autofree char *evil = client_cache_get_path ("/x", "../../etc/passwd", "Ana");
  g_autofree char *standard = client_cache_get_path (NULL, "s1", "Ana");

  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (g_str_has_prefix (one, "/x/"));
  g_assert_null (strstr (evil, ".."));
  g_assert_nonnull (strstr (standard, "/charla/"));
}

static void
test_keeps (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
    stored_events (MESSAGE (11, "r1", BERTA, "hi"),
                   "{'ev': 'user', 'user': " BERTA "}", NULL);
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new ("n1", "r1", "mine", 11, 5);
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientStart) start = NULL;
  g_autoptr (ClientPage) page = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  ClientRoomInfo *room = NULL;

  changes = cached_apply (self->cache, events, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->cursor, ==, 11);
  client_cache_add_outgoing_async (self->cache, outgoing, cached_keep, &result);
  g_assert_true (cached_write (self->cache, &result, &error));
  client_cache_set_draft_async (self->cache, "r1", "half a", NULL, NULL);
  cached_close (self->cache);
  g_assert_finalize_object (g_steal_pointer (&self->cache));

  self->cache = cached_open (self->path);
  start = cached_load (self->cache);
  g_assert_cmpint (start->cursor, ==, 11);
  g_assert_cmpstr (start->me->name, ==, "Ana");
  g_assert_cmpuint (start->people->len, ==, 2);
  g_assert_cmpuint (start->outbox->len, ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (start->drafts, "r1"), ==, "half a");
  g_assert_cmpuint (start->rooms->len, ==, 1);
  room = g_ptr_array_index (start->rooms, 0);
  g_assert_cmpstr (room->name, ==, "Lobby");
  g_assert_cmpint (room->unread, ==, 1);
  g_assert_cmpstr (room->last->text, ==, "hi");
  page = cached_read (self->cache, "r1", 10);
  g_assert_cmpuint (page->messages->len, ==, 1);
}

static void
test_empty (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autofree char *path = stored_path (folder);
  g_autoptr (ClientCache) cache = cached_open (path);
  g_autoptr (ClientStart) start = cached_load (cache);

  g_assert_null (start->me);
  g_assert_cmpint (start->cursor, ==, -1);
  g_assert_cmpuint (start->rooms->len, ==, 0);
  cached_close (cache);
}

/* Several may be open at once, and each is gone when it is closed. */
static void
test_in_memory (void)
{
  g_autoptr (GPtrArray) events = stored_events (MESSAGE (11, "r1", BERTA, "hi"), NULL);
  g_autoptr (ClientCache) cache = cached_open (NULL);
  g_autoptr (ClientCache) other = cached_open (NULL);
  g_autoptr (ClientChanges) welcomed = cached_welcome (cache, FIRST, -1, NULL);
  g_autoptr (ClientChanges) applied = cached_apply (cache, events, NULL);
  g_autoptr (ClientStart) start = cached_load (cache);
  g_autoptr (ClientStart) other_start = cached_load (other);

  g_assert_nonnull (welcomed);
  g_assert_cmpint (applied->cursor, ==, 11);
  g_assert_cmpint (start->cursor, ==, 11);
  g_assert_cmpuint (start->rooms->len, ==, 1);
  g_assert_cmpint (other_start->cursor, ==, -1);
  cached_close (cache);
  cached_close (other);
  g_assert_finalize_object (g_steal_pointer (&cache));
  g_assert_false (g_file_test (":memory:", G_FILE_TEST_EXISTS));
}

/* What a server says cannot fill the memory of a program. */
static void
test_in_memory_bound (void)
{
  g_autofree char *text = g_strnfill (16000, 'x');
  g_autoptr (ClientCache) cache = cached_open (NULL);
  g_autoptr (ClientChanges) welcomed = cached_welcome (cache, FIRST, -1, NULL);
  g_autoptr (ClientPage) page = NULL;
  ClientMessageInfo *last = NULL;
  gint64 seq = 10;

  g_assert_nonnull (welcomed);
  for (guint batch = 0; batch < 4; batch++)
    {
      g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)
                                                                       client_event_unref);
      g_autoptr (ClientChanges) changes = NULL;

      for (guint i = 0; i < 200; i++)
        {
          g_autofree char *json =
            g_strdup_printf ("{'ev': 'message', 'seq': %" G_GINT64_FORMAT
                             ", 'time': 1, 'room': 'r1', 'from': " BERTA ", 'text': '%s'}",
                             ++seq, text);
          g_autoptr (GPtrArray) one = stored_events (json, NULL);

          g_ptr_array_add (events, client_event_ref (g_ptr_array_index (one, 0)));
        }
      changes = cached_apply (cache, events, NULL);
      g_assert_nonnull (changes);
    }

  page = cached_read (cache, "r1", 1000);
  g_assert_cmpuint (page->messages->len, <, 600);
  g_assert_cmpuint (page->messages->len, >, 400);
  last = g_ptr_array_index (page->messages, page->messages->len - 1);
  g_assert_cmpint (last->seq, ==, seq);
  cached_close (cache);
}

static void
test_outbox (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientOutgoing) one = client_outgoing_new ("n1", "r1", "one", 0, 5);
  g_autoptr (ClientOutgoing) two = client_outgoing_new ("n2", "r1", "two", 0, 6);
  g_autoptr (ClientStart) start = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  ClientOutgoing *kept = NULL;

  client_cache_add_outgoing_async (self->cache, one, NULL, NULL);
  client_cache_add_outgoing_async (self->cache, two, NULL, NULL);
  client_cache_update_outgoing_async (self->cache, "n1", CLIENT_MESSAGE_FAILED, 0, "No", NULL, NULL);
  client_cache_remove_outgoing_async (self->cache, "n2", cached_keep, &result);
  g_assert_true (cached_write (self->cache, &result, &error));

  start = cached_load (self->cache);
  g_assert_cmpuint (start->outbox->len, ==, 1);
  kept = g_ptr_array_index (start->outbox, 0);
  g_assert_cmpstr (kept->nonce, ==, "n1");
  g_assert_cmpint (kept->state, ==, CLIENT_MESSAGE_FAILED);
  g_assert_cmpstr (kept->error, ==, "No");
}

static void
test_rooms_and_marks (Fixture *self, gconstpointer data)
{
  g_autoptr (CharlaMessage) message = json_parse (ROOM ("r2", "public", "Tea", "'seq': 5"));
  g_autoptr (ClientRoomInfo) info = client_room_info_parse (message, NULL);
  g_autoptr (ClientChanges) put = NULL;
  g_autoptr (ClientChanges) seen = NULL;
  g_autoptr (ClientChanges) nowhere = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  client_cache_put_room_async (self->cache, info, cached_keep, &result);
  put = cached_changes (self->cache, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (put->rooms->len, ==, 1);

  client_cache_set_seen_async (self->cache, "r1", 12, cached_keep, &result);
  seen = cached_changes (self->cache, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((ClientRoomInfo *) seen->rooms->pdata[0])->seen, ==, 12);

  client_cache_set_seen_async (self->cache, "r9", 12, cached_keep, &result);
  nowhere = cached_changes (self->cache, &result, &error);
  g_assert_null (nowhere);
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_UNKNOWN_ROOM);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientHistory) history =
    stored_history ("r1", CLIENT_PLACE_NEWEST, 0, 10,
                    "{'messages': [{" SAID (7, "r1", BERTA, "old tea") "}], 'more': false}");
  g_autoptr (GAsyncResult) merged = NULL;
  g_autoptr (GAsyncResult) searched = NULL;
  g_autoptr (ClientPage) before = cached_read (self->cache, "r1", 10);
  g_autoptr (ClientPage) after = NULL;
  g_autoptr (ClientPage) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (before->needs_server);
  client_cache_merge_async (self->cache, history, cached_keep, &merged);
  client_cache_search_async (self->cache, "tea", NULL, 0, 10, NULL, cached_keep, &searched);
  WAIT_FOR (merged != NULL && searched != NULL);
  after = client_cache_page_finish (self->cache, merged, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->messages->len, ==, 1);
  g_assert_false (after->needs_server);
  found = client_cache_page_finish (self->cache, searched, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->messages->len, ==, 1);
}

typedef struct
{
  guint number;
  guint *n_done;
} Turn;

static void
take_turn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Turn *turn = user_data;

  g_assert_cmpuint (turn->number, ==, *turn->n_done);
  (*turn->n_done)++;
}

/* What was asked first is answered first, whatever it is. */
static void
test_order (Fixture *self, gconstpointer data)
{
  guint n_done = 0;
  Turn turns[100];

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      turns[i] = (Turn){ i, &n_done };
      if (i % 3 == 0)
        client_cache_read_async (self->cache, "r1", CLIENT_PLACE_NEWEST, 0, 10, NULL, take_turn,
                                 &turns[i]);
      else if (i % 3 == 1)
        client_cache_set_draft_async (self->cache, "r1", "x", take_turn, &turns[i]);
      else
        client_cache_set_seen_async (self->cache, "r1", i, take_turn, &turns[i]);
    }
  WAIT_FOR (n_done == G_N_ELEMENTS (turns));
}

/* Refused while too much waits. */
static ClientStart *
try_load (ClientCache *cache)
{
  g_autoptr (GAsyncResult) result = NULL;

  client_cache_load_async (cache, NULL, cached_keep, &result);
  WAIT_FOR (result != NULL);

  return client_cache_load_finish (cache, result, NULL);
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) one = stored_events (MESSAGE (11, "r1", BERTA, "one"), NULL);
  g_autoptr (GPtrArray) two = stored_events (MESSAGE (12, "r1", BERTA, "two"), NULL);
  g_autoptr (ClientChanges) refused = NULL;
  g_autoptr (ClientChanges) still = NULL;
  g_autoptr (ClientChanges) again = NULL;
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (ClientStart) start = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < CLIENT_CACHE_MAX_WAITING; i++)
    client_cache_set_draft_async (self->cache, "r1", "x", NULL, NULL);
  refused = cached_apply (self->cache, one, &error);
  g_assert_null (refused);
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_BUSY);
  g_clear_error (&error);

  /* There is space again; but what comes after what was refused is refused. */
  while (start == NULL)
    start = try_load (self->cache);
  still = cached_apply (self->cache, two, &error);
  g_assert_null (still);
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_BUSY);
  g_clear_error (&error);

  again = cached_welcome (self->cache, WELCOME (12, "'gap': false", LOBBY (12, "'read': 10")),
                          start->cursor, &error);
  g_assert_no_error (error);
  changes = cached_apply (self->cache, one, &error);
  g_assert_no_error (error);
  g_assert_cmpint (changes->cursor, ==, 11);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;

  client_cache_read_async (self->cache, "r1", CLIENT_PLACE_NEWEST, 0, 10, cancellable, cached_keep,
                           &read);
  g_cancellable_cancel (cancellable);
  WAIT_FOR (read != NULL);
  g_assert_null (client_cache_page_finish (self->cache, read, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  client_cache_open_async (self->path, FALSE, cancellable, cached_keep, &opened);
  WAIT_FOR (opened != NULL);
  g_assert_null (client_cache_open_finish (opened, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) events = stored_events (MESSAGE (11, "r1", BERTA, "one"), NULL);
  g_autoptr (ClientChanges) changes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  cached_close (self->cache);
  changes = cached_apply (self->cache, events, &error);
  g_assert_null (changes);
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_CLOSED);
  g_clear_error (&error);
  client_cache_close_async (self->cache, cached_keep, &result);
  g_assert_false (cached_write (self->cache, &result, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_CLOSED);
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (cached_try (self->path, FALSE, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_IN_USE);
}

/* As the session does it when it is told that what is there is damaged. */
static void
test_anew (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientCache) anew = NULL;
  g_autofree char *other = g_build_filename (self->folder, "other.db", NULL);
  g_autofree char *garbage = g_strnfill (5000, 'x');

  g_assert_true (g_file_set_contents (other, garbage, -1, NULL));
  g_assert_null (cached_try (other, FALSE, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_DAMAGED);
  g_clear_error (&error);

  g_test_expect_message ("charla-client", G_LOG_LEVEL_MESSAGE, "What was kept in *");
  anew = cached_try (other, TRUE, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  cached_close (anew);
}

/* Nobody waits for it, and all that was asked is done. */
static void
test_dropped (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) events = stored_events (MESSAGE (11, "r1", BERTA, "one"), NULL);
  g_autoptr (ClientStart) start = NULL;
  ClientCache *cache = self->cache;

  client_cache_apply_async (self->cache, events, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (cache), (gpointer *) &cache);
  g_clear_object (&self->cache);
  WAIT_FOR (cache == NULL);

  while (self->cache == NULL)
    self->cache = cached_try (self->path, FALSE, NULL);
  start = cached_load (self->cache);
  g_assert_cmpint (start->cursor, ==, 11);
}

#define ADD(name, func) g_test_add ("/client/cache/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/cache/path", test_path);
  g_test_add_func ("/client/cache/empty", test_empty);
  g_test_add_func ("/client/cache/in-memory", test_in_memory);
  g_test_add_func ("/client/cache/in-memory-bound", test_in_memory_bound);
  ADD ("keeps", test_keeps);
  ADD ("outbox", test_outbox);
  ADD ("rooms-and-marks", test_rooms_and_marks);
  ADD ("pages", test_pages);
  ADD ("order", test_order);
  ADD ("bounded", test_bounded);
  ADD ("cancel", test_cancel);
  ADD ("closed", test_closed);
  ADD ("in-use", test_in_use);
  ADD ("anew", test_anew);
  ADD ("dropped", test_dropped);

  return g_test_run ();
}
