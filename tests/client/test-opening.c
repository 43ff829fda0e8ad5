/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-opening.h"

#include "store/cached.h"
#include "wait.h"

typedef struct
{
  Folder *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = folder_new ();
  self->path = stored_path (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, folder_free);
}

static ClientOpening *
open_it (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ClientOpening *opening = NULL;

  client_opening_async (path, cached_keep, &result);
  WAIT_FOR (result != NULL);
  opening = client_opening_finish (result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (opening->cache);
  g_assert_nonnull (opening->start);

  return opening;
}

static void
test_file (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientOpening) opening = open_it (self->path);

  g_assert_null (opening->trouble);
  g_assert_false (opening->is_in_memory);
  g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
  cached_close (opening->cache);
}

static void
test_memory (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientOpening) opening = open_it (NULL);

  g_assert_null (opening->trouble);
  g_assert_true (opening->is_in_memory);
  cached_close (opening->cache);
}

static void
test_in_use (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientCache) other = cached_open (self->path);
  g_autoptr (ClientOpening) opening = open_it (self->path);

  g_assert_true (opening->is_in_memory);
  g_assert_true (g_str_has_suffix (opening->trouble, "."));
  cached_close (opening->cache);
  cached_close (other);
}

/* What the person has written is still there. */
static void
test_newer (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new ("n1", "r1", "mine", 0, 5);
  g_autoptr (ClientOpening) opening = NULL;
  ClientDatabase *database = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (ClientCache) cache = cached_open (self->path);

  client_cache_add_outgoing_async (cache, outgoing, cached_keep, &result);
  g_assert_true (cached_write (cache, &result, NULL));
  cached_close (cache);
  database = client_database_open (self->path, FALSE, NULL);
  client_database_run (database, "PRAGMA user_version = 1000");
  client_database_close (database);

  opening = open_it (self->path);
  g_assert_nonnull (opening->trouble);
  g_assert_false (opening->is_in_memory);
  g_assert_cmpuint (opening->start->outbox->len, ==, 1);
  cached_close (opening->cache);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *rubbish = g_strnfill (10000, 'x');
  g_autoptr (ClientOpening) opening = NULL;
  g_autoptr (ClientOpening) again = NULL;

  g_assert_true (g_file_set_contents (self->path, rubbish, -1, NULL));
  opening = open_it (self->path);
  g_assert_nonnull (opening->trouble);
  g_assert_false (opening->is_in_memory);
  cached_close (opening->cache);

  again = open_it (self->path);
  g_assert_null (again->trouble);
  cached_close (again->cache);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->path, "below", "a-file", NULL);
  g_autoptr (ClientOpening) opening = NULL;

  g_assert_true (g_file_set_contents (self->path, "", -1, NULL));
  opening = open_it (path);
  g_assert_nonnull (opening->trouble);
  g_assert_true (opening->is_in_memory);
  cached_close (opening->cache);
}

#define ADD(name, func) g_test_add ("/client/opening/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("file", test_file);
  ADD ("memory", test_memory);
  ADD ("in-use", test_in_use);
  ADD ("newer", test_newer);
  ADD ("damaged", test_damaged);
  ADD ("no-folder", test_no_folder);

  return g_test_run ();
}
