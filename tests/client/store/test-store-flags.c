/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-flags.h"

#include "stored.h"

static void
test_flags (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);
  g_autoptr (GHashTable) none = client_store_list_flags (database);
  g_autoptr (GHashTable) flags = NULL;

  g_assert_cmpuint (g_hash_table_size (none), ==, 0);
  client_store_set_flags (database, "r1", CLIENT_ROOM_MUTED);
  client_store_set_flags (database, "r1", CLIENT_ROOM_MUTED | CLIENT_ROOM_PINNED);
  client_store_set_flags (database, "r2", CLIENT_ROOM_PINNED);
  client_store_set_flags (database, "r2", 0);
  client_store_set_flags (database, "r3", 0);

  flags = client_store_list_flags (database);
  g_assert_cmpuint (g_hash_table_size (flags), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (flags, "r1")), ==,
                    CLIENT_ROOM_MUTED | CLIENT_ROOM_PINNED);
}

/* What no version has written is nothing. */
static void
test_nonsense (void)
{
  g_autoptr (Folder) folder = folder_new ();
  g_autoptr (ClientDatabase) database = stored_open (folder);
  g_autoptr (GHashTable) flags = NULL;

  client_database_run (database, "INSERT INTO flags VALUES ('r1', -2), ('r2', 64)");
  flags = client_store_list_flags (database);
  g_assert_cmpuint (g_hash_table_size (flags), ==, 1);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (flags, "r1")), ==, CLIENT_ROOM_PINNED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/store-flags/flags", test_flags);
  g_test_add_func ("/client/store-flags/nonsense", test_nonsense);

  return g_test_run ();
}
