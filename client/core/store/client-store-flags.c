/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-flags.h"

#define ALL_FLAGS (CLIENT_ROOM_MUTED | CLIENT_ROOM_PINNED)

/**
 * client_store_set_flags:
 * @database: a database
 * @room: id of a room
 * @flags: what the person wants of it on this device
 */
void
client_store_set_flags (ClientDatabase *database, const char *room, ClientRoomFlags flags)
{
  if (flags == 0)
    client_execute (database, "DELETE FROM flags WHERE room = ?", TEXT (room));
  else
    client_execute (database, "INSERT OR REPLACE INTO flags (room, flags) VALUES (?, ?)",
                    TEXT (room), NUMBER (flags));
}

/**
 * client_store_list_flags:
 * @database: a database
 *
 * Returns: (transfer full) (element-type utf8 ClientRoomFlags): what the person wants of
 *   rooms, by their ids; what can be read of it if it is damaged
 */
GHashTable *
client_store_list_flags (ClientDatabase *database)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (ClientQuery) query =
    client_query (database, "SELECT room, flags FROM flags WHERE flags <> ?", NUMBER (0));

  while (client_query_next (&query))
    {
      const char *room = client_query_text (&query, 0);
      gint64 flags = client_query_number (&query, 1) & ALL_FLAGS;

      if (room != NULL && flags != 0)
        g_hash_table_insert (all, g_strdup (room), GSIZE_TO_POINTER (flags));
    }

  return all;
}
