/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store.h"

/**
 * client_store_get_cursor:
 * @database: a database
 *
 * Returns: the last event that has been applied, or -1 if none ever was
 */
gint64
client_store_get_cursor (ClientDatabase *database)
{
  return client_number (database,
                        "SELECT ifnull((SELECT value FROM meta WHERE key = ?), -1)",
                        TEXT ("cursor"));
}

/**
 * client_store_set_cursor:
 * @database: a database
 * @cursor: the last event that has been applied, or -1
 */
void
client_store_set_cursor (ClientDatabase *database, gint64 cursor)
{
  client_execute (database, "INSERT OR REPLACE INTO meta (key, value) VALUES ('cursor', ?)",
                  NUMBER (cursor));
}

/**
 * client_store_get_me:
 * @database: a database
 *
 * Returns: (transfer full) (nullable): the id of the person who uses this client, if it is
 *   known
 */
char *
client_store_get_me (ClientDatabase *database)
{
  g_auto (ClientQuery) query =
    client_query (database, "SELECT value FROM meta WHERE key = ?", TEXT ("me"));

  return client_query_next (&query) ? g_strdup (client_query_text (&query, 0)) : NULL;
}

/**
 * client_store_set_me:
 * @database: a database
 * @me: the id of the person who uses this client
 */
void
client_store_set_me (ClientDatabase *database, const char *me)
{
  client_execute (database, "INSERT OR REPLACE INTO meta (key, value) VALUES ('me', ?)", TEXT (me));
}

/**
 * client_store_weigh:
 * @database: a database
 * @more: how many bytes more are kept, or fewer
 *
 * Keeps count of what messages take.
 */
void
client_store_weigh (ClientDatabase *database, gint64 more)
{
  client_execute (database,
                  "INSERT INTO meta (key, value) VALUES ('weight', ?1)"
                  " ON CONFLICT (key) DO UPDATE SET value = value + ?1",
                  NUMBER (more));
}

/**
 * client_store_get_weight:
 * @database: a database
 *
 * Returns: about how many bytes the messages take
 */
gint64
client_store_get_weight (ClientDatabase *database)
{
  return client_number (database, "SELECT value FROM meta WHERE key = ?", TEXT ("weight"));
}

/**
 * client_store_put_user:
 * @database: a database
 * @user: somebody
 * @met: the event that tells of them, or the last one before that
 *
 * Remembers somebody as they are now.
 */
void
client_store_put_user (ClientDatabase *database, ClientUserInfo *user, gint64 met)
{
  client_execute (database,
                  "INSERT OR REPLACE INTO users (id, name, kind, state, status, met)"
                  " VALUES (?, ?, ?, ?, ?, ?)",
                  TEXT (user->id), TEXT (user->name), NUMBER (user->kind), NUMBER (user->state),
                  TEXT (user->status), NUMBER (met));
}

/* Nobody is online as far as a file knows. */
static ClientUserInfo *
take_user (ClientQuery *query)
{
  const char *id = client_query_text (query, 0);
  const char *name = client_query_text (query, 1);
  ClientUserInfo *user = NULL;

  if (id == NULL || name == NULL)
    {
      client_database_spoil (query->database);
      return NULL;
    }

  user = client_user_info_new (id, name);
  user->kind = CLAMP (client_query_number (query, 2), CLIENT_USER_PERSON, CLIENT_USER_ADMIN);
  user->state = CLAMP (client_query_number (query, 3), CLIENT_USER_ACTIVE, CLIENT_USER_BUSY);
  user->status = g_strdup (client_query_text (query, 4));

  return user;
}

/**
 * client_store_get_user:
 * @database: a database
 * @id: (nullable): an id
 *
 * Returns: (transfer full) (nullable): who has that id, if they are known
 */
ClientUserInfo *
client_store_get_user (ClientDatabase *database, const char *id)
{
  g_auto (ClientQuery) query =
    client_query (database, "SELECT id, name, kind, state, status FROM users WHERE id = ?",
                  TEXT (id));

  return client_query_next (&query) ? take_user (&query) : NULL;
}

/**
 * client_store_list_users:
 * @database: a database
 * @limit: most people
 *
 * Returns: (transfer full) (element-type ClientUserInfo): those of whom was heard last,
 *   the last one first
 */
GPtrArray *
client_store_list_users (ClientDatabase *database, guint limit)
{
  GPtrArray *users = g_ptr_array_new_with_free_func ((GDestroyNotify) client_user_info_unref);
  g_auto (ClientQuery) query =
    client_query (database,
                  "SELECT id, name, kind, state, status FROM users ORDER BY met DESC LIMIT ?",
                  NUMBER (limit));

  while (client_query_next (&query))
    {
      ClientUserInfo *user = take_user (&query);

      if (user != NULL)
        g_ptr_array_add (users, user);
    }

  return users;
}

/**
 * client_store_prune_users:
 * @database: a database
 * @most: how many to remember
 *
 * Forgets those of whom was heard longest ago.
 */
void
client_store_prune_users (ClientDatabase *database, guint most)
{
  client_execute (database,
                  "DELETE FROM users WHERE id IN"
                  " (SELECT id FROM users ORDER BY met DESC LIMIT -1 OFFSET ?)",
                  NUMBER (most));
}
