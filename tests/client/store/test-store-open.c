/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-open.h"

#include <string.h>
#include <unistd.h>

#include "client-store-flags.h"
#include "client-store-outbox.h"
#include "client-store-pages.h"
#include "client-store-rooms.h"
#include "client-store-search.h"
#include "client-store-apply.h"
#include "client-store.h"
#include "stored.h"

typedef struct
{
  Folder *folder;
  char *path;
} Fixture;

/* A cache with something of everything in it. */
static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new ("n1", "r1", "mine", 7, 5);
  g_autoptr (ClientDatabase) database = NULL;

  self->folder = folder_new ();
  self->path = stored_path (self->folder);
  database = stored_open (self->folder);
  stored_begin (database, 10);
  for (int i = 11; i < 300; i++)
    {
      g_autofree char *json =
        g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': %d, 'room': 'r1', 'from': " BERTA
                         ", 'text': 'Some words for number %d, ñandú'}", i, i, i);

      stored_do (database, json, NULL);
    }
  stored_do (database, REACT (300, "r1", 20, "u2", "👍", true), NULL);
  client_store_outbox_add (database, outgoing);
  client_store_set_draft (database, "r1", "half a");
  client_store_set_flags (database, "r1", CLIENT_ROOM_MUTED);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, folder_free);
}

static void
assert_refused (Fixture *self, ClientCacheError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (client_store_open (self->path, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
assert_anew (Fixture *self, guint n_rescued)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientDatabase) database = NULL;
  g_autoptr (GPtrArray) outbox = NULL;
  g_autoptr (GHashTable) drafts = NULL;
  g_autoptr (GHashTable) flags = NULL;
  g_autofree char *aside = g_strconcat (self->path, ".aside", NULL);

  g_test_expect_message ("charla-client", G_LOG_LEVEL_MESSAGE, "What was kept in *");
  database = client_store_open_anew (self->path, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
  g_assert_cmpint (client_store_get_cursor (database), ==, -1);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));

  outbox = client_store_outbox_list (database);
  drafts = client_store_list_drafts (database);
  flags = client_store_list_flags (database);
  g_assert_cmpuint (g_hash_table_size (flags), ==, n_rescued);
  g_assert_cmpuint (outbox->len, ==, n_rescued);
  g_assert_cmpuint (g_hash_table_size (drafts), ==, n_rescued);
  if (n_rescued > 0)
    {
      ClientOutgoing *outgoing = outbox->pdata[0];

      g_assert_cmpstr (outgoing->nonce, ==, "n1");
      g_assert_cmpstr (outgoing->text, ==, "mine");
      g_assert_cmpint (outgoing->reply, ==, 7);
      g_assert_cmpstr (g_hash_table_lookup (drafts, "r1"), ==, "half a");
    }
}

static void
test_again (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientDatabase) database = stored_open (self->folder);

  g_assert_cmpint (client_store_get_cursor (database), ==, 300);
}

static void
test_folder_is_made (Fixture *self, gconstpointer data)
{
  g_autoptr (Folder) inner = g_build_filename (self->folder, "inner", NULL);
  g_autoptr (ClientDatabase) database = stored_open (inner);

  g_assert_nonnull (database);
  g_clear_pointer (&database, client_database_close);
}

static void
test_newer (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientDatabase) database = client_database_open (self->path, FALSE, NULL);

  client_database_run (database, "PRAGMA user_version = 1000; ALTER TABLE outbox ADD COLUMN more");
  g_clear_pointer (&database, client_database_close);

  assert_refused (self, CLIENT_CACHE_ERROR_NEWER);
  assert_anew (self, 1);
}

/* A newer version that keeps what is on its way elsewhere has that still. */
static void
test_much_newer (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientDatabase) database = client_database_open (self->path, FALSE, NULL);

  client_database_run (database, "PRAGMA user_version = 1000; DROP TABLE outbox; DROP TABLE drafts;"
                       "DROP TABLE flags");
  g_clear_pointer (&database, client_database_close);
  assert_anew (self, 0);
}

static void
test_not_a_database (Fixture *self, gconstpointer data)
{
  g_autofree char *garbage = g_strnfill (100000, 'x');

  g_assert_true (g_file_set_contents (self->path, garbage, -1, NULL));
  assert_refused (self, CLIENT_CACHE_ERROR_DAMAGED);
  assert_anew (self, 0);
}

/* What was put aside last is what is kept. */
static void
test_aside_once (Fixture *self, gconstpointer data)
{
  test_not_a_database (self, data);
  test_not_a_database (self, data);
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientDatabase) database = stored_open (self->folder);
  g_autoptr (GError) error = NULL;

  assert_refused (self, CLIENT_CACHE_ERROR_IN_USE);
  g_assert_null (client_store_open_anew (self->path, &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_IN_USE);
}

static void
test_no_access (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (client_store_open ("/dev/null/charla/a.db", &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_ACCESS);
  g_clear_error (&error);
  g_assert_null (client_store_open_anew ("/dev/null/charla/a.db", &error));
  g_assert_error (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_ACCESS);
}

/* The program ended after what was there was put aside, and before the new file had
 * its place. */
static void
test_interrupted (Fixture *self, gconstpointer data)
{
  g_autofree char *new_path = g_strconcat (self->path, ".new", NULL);
  g_autoptr (ClientDatabase) database = NULL;
  g_autoptr (GPtrArray) outbox = NULL;

  g_assert_cmpint (g_rename (self->path, new_path), ==, 0);
  database = stored_open (self->folder);
  outbox = client_store_outbox_list (database);
  g_assert_cmpuint (outbox->len, ==, 1);
}

/* The same, before that: what is there counts. */
static void
test_interrupted_early (Fixture *self, gconstpointer data)
{
  g_autofree char *new_path = g_strconcat (self->path, ".new", NULL);
  g_autoptr (ClientDatabase) database = NULL;

  g_assert_true (g_file_set_contents (new_path, "half", -1, NULL));
  database = stored_open (self->folder);
  g_assert_cmpint (client_store_get_cursor (database), ==, 300);
}

/* Does everything that a session does; says only whether all of it went well. */
static gboolean
use (ClientDatabase *database)
{
  g_autoptr (GPtrArray) outbox = client_store_outbox_list (database);
  g_autoptr (GHashTable) drafts = client_store_list_drafts (database);
  g_autoptr (GPtrArray) users = client_store_list_users (database, 100);
  g_autoptr (ClientRoomInfo) room = client_store_room_info (database, "r1");
  g_autoptr (ClientPage) page =
    client_store_read_page (database, "r1", CLIENT_PLACE_NEWEST, 0, 1000, NULL);
  g_autoptr (ClientPage) found = client_store_search (database, "nandu", NULL, 0, 1000);
  gboolean is_well = client_database_check (database, NULL);
  g_autoptr (GPtrArray) events =
    stored_events (MESSAGE (301, "r1", BERTA, "more"), EDIT (302, "r1", 20, "other"),
                   DELETE (303, "r1", 21), REACT (304, "r1", 20, "u1", "👍", true), NULL);
  g_autoptr (ClientChanges) changes = NULL;

  client_database_begin (database, FALSE);
  changes = client_store_apply (database, events);

  return client_database_end (database, NULL) && is_well;
}

static void
damage (char *bytes, gsize length)
{
  gsize at = g_test_rand_int_range (0, length);
  gsize size = g_test_rand_int_range (1, 200);

  size = MIN (size, length - at);
  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      memset (bytes + at, 0, size);
      break;
    case 1:
      bytes[at] ^= 1 << g_test_rand_int_range (0, 8);
      break;
    default:
      for (gsize i = 0; i < size; i++)
        bytes[at + i] = g_test_rand_int_range (0, 256);
    }
}

static void
try_damaged (Fixture *self, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientDatabase) database = NULL;

  g_assert_true (g_file_set_contents_full (self->path, bytes, length, 0, 0600, NULL));
  database = client_store_open (self->path, &error);
  if (database != NULL)
    use (database);
  else
    g_assert_true (error->domain == CLIENT_CACHE_ERROR);
  g_clear_pointer (&database, client_database_close);
  g_clear_error (&error);

  g_test_expect_message ("charla-client", G_LOG_LEVEL_MESSAGE, "What was kept in *");
  database = client_store_open_anew (self->path, &error);
  g_test_assert_expected_messages ();
  g_assert_no_error (error);
}

/* Whatever is in the file: an error at most, and a new beginning always. */
static void
test_damaged_anywhere (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *copy = g_memdup2 (bytes, length);
      guint n_places = g_test_rand_int_range (1, 30);

      for (guint j = 0; j < n_places; j++)
        damage (copy, length);
      try_damaged (self, copy, length);
    }
}

static void
test_truncated (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (self->path, &bytes, &length, NULL));
  for (guint i = 0; i < 10; i++)
    try_damaged (self, bytes, g_test_rand_int_range (1, length));
}

#define ADD(name, func)                                                                           \
  g_test_add ("/client/store-open/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("again", test_again);
  ADD ("folder-is-made", test_folder_is_made);
  ADD ("newer", test_newer);
  ADD ("much-newer", test_much_newer);
  ADD ("not-a-database", test_not_a_database);
  ADD ("aside-once", test_aside_once);
  ADD ("in-use", test_in_use);
  ADD ("no-access", test_no_access);
  ADD ("interrupted", test_interrupted);
  ADD ("interrupted-early", test_interrupted_early);
  ADD ("damaged-anywhere", test_damaged_anywhere);
  ADD ("truncated", test_truncated);

  return g_test_run ();
}
