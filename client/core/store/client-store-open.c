/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-open.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "client-store-flags.h"
#include "client-store-outbox.h"
#include "client-store-schema.h"
#include "client-store.h"

/* What nobody else has: what a person has written, and what they want of rooms. */
typedef struct
{
  GPtrArray *outbox;
  GHashTable *drafts;
  GHashTable *flags;
} Rescued;

static void
rescued_clear (Rescued *self)
{
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->flags, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rescued, rescued_clear)

/* What SQLite keeps beside a file. */
static const char *const companions[] = { "-wal", "-shm", "-journal" };

static char *
get_new_path (const char *path)
{
  return g_strconcat (path, ".new", NULL);
}

static void
remove_file (const char *path)
{
  g_unlink (path);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (path, companions[i], NULL);

      g_unlink (companion);
    }
}

/* The companions first: they shall not be found beside a file that is not theirs. */
static gboolean
move_file (const char *from, const char *to)
{
  remove_file (to);
  for (guint i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion_from = g_strconcat (from, companions[i], NULL);
      g_autofree char *companion_to = g_strconcat (to, companions[i], NULL);

      g_rename (companion_from, companion_to);
    }

  return g_rename (from, to) == 0 || errno == ENOENT;
}

/* Makes the folder, and ends what client_store_open_anew() had begun. */
static void
prepare (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *new_path = get_new_path (path);

  g_mkdir_with_parents (folder, S_IRWXU);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    g_rename (new_path, path);
}

static ClientDatabase *
open_database (const char *path, GError **error)
{
  g_autoptr (ClientDatabase) database = client_database_open (path, TRUE, error);

  if (database == NULL
      || !client_store_schema_migrate (database, client_store_schema_get_newest (), error))
    return NULL;

  client_store_get_cursor (database);
  return client_database_check (database, error) ? g_steal_pointer (&database) : NULL;
}

/**
 * client_store_open:
 * @path: (nullable): the file of a cache; %NULL for one in memory
 * @error: return location for an error
 *
 * Opens a cache, or makes it if there is none.
 *
 * Returns: (transfer full): a database, or %NULL with %CLIENT_CACHE_ERROR
 */
ClientDatabase *
client_store_open (const char *path, GError **error)
{
  if (path != NULL)
    prepare (path);

  return open_database (path, error);
}

/* As far as it can be read. A newer version may keep it in another way: then it is the
 * newer version that has it. */
static gboolean
rescue (const char *path, Rescued *rescued, GError **error)
{
  g_autoptr (GError) inner = NULL;
  g_autoptr (ClientDatabase) database = client_database_open (path, FALSE, &inner);

  if (g_error_matches (inner, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_IN_USE))
    {
      g_propagate_error (error, g_steal_pointer (&inner));
      return FALSE;
    }
  if (database == NULL)
    return TRUE;

  rescued->outbox = client_store_outbox_list (database);
  client_database_check (database, NULL);
  rescued->drafts = client_store_list_drafts (database);
  client_database_check (database, NULL);
  rescued->flags = client_store_list_flags (database);

  return TRUE;
}

static void
write_rescued (ClientDatabase *database, const Rescued *rescued)
{
  GHashTableIter iter;
  gpointer room = NULL;
  gpointer value = NULL;

  if (rescued->outbox == NULL)
    return;

  for (guint i = 0; i < rescued->outbox->len; i++)
    client_store_outbox_add (database, g_ptr_array_index (rescued->outbox, i));

  g_hash_table_iter_init (&iter, rescued->drafts);
  while (g_hash_table_iter_next (&iter, &room, &value))
    client_store_set_draft (database, room, value);

  g_hash_table_iter_init (&iter, rescued->flags);
  while (g_hash_table_iter_next (&iter, &room, &value))
    client_store_set_flags (database, room, GPOINTER_TO_UINT (value));
}

static gboolean
make_new (const char *path, const Rescued *rescued, GError **error)
{
  g_autoptr (ClientDatabase) database = NULL;

  remove_file (path);
  database = open_database (path, error);
  if (database == NULL)
    return FALSE;

  client_database_begin (database, TRUE);
  write_rescued (database, rescued);
  if (!client_database_end (database, error))
    return FALSE;

  /* All in one file, so that it can be moved at once. */
  client_database_run (database, "PRAGMA journal_mode = DELETE");
  return client_database_check (database, error);
}

/**
 * client_store_open_anew:
 * @path: the file of a cache that client_store_open() does not open
 * @error: return location for an error
 *
 * Puts what is there aside, with “.aside” behind its name, in place of what was put
 * aside before, and makes a new cache. What the person has written and nobody has
 * got yet, and what they want of rooms, is taken over as far as it can be read, and is at
 * every moment in a file that will be found.
 *
 * Returns: (transfer full): a database, or %NULL with %CLIENT_CACHE_ERROR
 */
ClientDatabase *
client_store_open_anew (const char *path, GError **error)
{
  g_autofree char *new_path = get_new_path (path);
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);
  g_auto (Rescued) rescued = { 0 };

  prepare (path);
  if (!rescue (path, &rescued, error) || !make_new (new_path, &rescued, error))
    return NULL;

  if (!move_file (path, aside) || !move_file (new_path, path))
    {
      g_propagate_error (error, client_cache_error_new (CLIENT_CACHE_ERROR_ACCESS));
      return NULL;
    }

  g_message ("What was kept in %s is in %s now", path, aside);
  return open_database (path, error);
}
