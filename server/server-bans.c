/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-bans.h"

#include "server-id.h"

/* A network that may not come in. */
typedef struct
{
  ServerSanction *sanction;
  GInetAddressMask *mask;
} Network;

struct _ServerBans
{
  GObject parent_instance;

  GHashTable *sanctions; /* of users: each by whom, where and what it is about */
  GPtrArray *networks;   /* Network */
};

enum
{
  SIGNAL_BANNED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ServerBans, server_bans, G_TYPE_OBJECT)

static void
network_free (Network *network)
{
  server_sanction_free (network->sanction);
  g_object_unref (network->mask);
  g_free (network);
}

static guint
sanction_hash (gconstpointer key)
{
  const ServerSanction *sanction = key;

  return g_int64_hash (&sanction->user) * 31 + g_int64_hash (&sanction->room) * 2 + sanction->kind;
}

static gboolean
sanction_equal (gconstpointer a, gconstpointer b)
{
  const ServerSanction *first = a;
  const ServerSanction *second = b;

  return first->user == second->user && first->room == second->room
         && first->kind == second->kind;
}

static void
server_bans_finalize (GObject *object)
{
  ServerBans *self = SERVER_BANS (object);

  g_hash_table_unref (self->sanctions);
  g_ptr_array_unref (self->networks);

  G_OBJECT_CLASS (server_bans_parent_class)->finalize (object);
}

static void
server_bans_class_init (ServerBansClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_bans_finalize;

  /**
   * ServerBans::banned:
   *
   * A network has been banned: who is here from there has to go.
   */
  signals[SIGNAL_BANNED] = g_signal_new ("banned", SERVER_TYPE_BANS, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 0);
}

static void
server_bans_init (ServerBans *self)
{
  self->sanctions = g_hash_table_new_full (sanction_hash, sanction_equal, NULL,
                                           (GDestroyNotify) server_sanction_free);
  self->networks = g_ptr_array_new_with_free_func ((GDestroyNotify) network_free);
}

/**
 * server_bans_new:
 *
 * Returns: (transfer full): bans of nobody
 */
ServerBans *
server_bans_new (void)
{
  return g_object_new (SERVER_TYPE_BANS, NULL);
}

static void
remove_network (ServerBans *self, const char *text)
{
  for (guint i = 0; i < self->networks->len; i++)
    {
      const Network *network = self->networks->pdata[i];

      if (g_str_equal (network->sanction->network, text))
        {
          g_ptr_array_remove_index_fast (self->networks, i);
          return;
        }
    }
}

static void
add_network (ServerBans *self, const ServerSanction *sanction)
{
  g_autoptr (GInetAddressMask) mask = server_network_parse (sanction->network, NULL);
  Network *network = NULL;

  remove_network (self, sanction->network);
  if (mask == NULL)
    return;

  network = g_new0 (Network, 1);
  network->sanction = server_sanction_copy (sanction);
  network->mask = g_steal_pointer (&mask);
  g_ptr_array_add (self->networks, network);
}

static void
add (ServerBans *self, const ServerSanction *sanction)
{
  if (sanction->network != NULL)
    add_network (self, sanction);
  else
    {
      ServerSanction *copy = server_sanction_copy (sanction);

      g_hash_table_replace (self->sanctions, copy, copy);
    }
}

/**
 * server_bans_load:
 * @self: bans
 * @sanctions: (element-type ServerSanction): what the store has
 *
 * Fills it at the start of the server.
 */
void
server_bans_load (ServerBans *self, GPtrArray *sanctions)
{
  for (guint i = 0; i < sanctions->len; i++)
    add (self, sanctions->pdata[i]);
}

/**
 * server_bans_follow:
 * @self: bans
 * @record: an event of the log that has a sanction
 *
 * Applies an event.
 */
void
server_bans_follow (ServerBans *self, const ServerRecord *record)
{
  const ServerSanction *sanction = record->sanction;

  if (record->is_on)
    add (self, sanction);
  else if (sanction->network != NULL)
    remove_network (self, sanction->network);
  else
    g_hash_table_remove (self->sanctions, sanction);

  if (record->is_on && sanction->network != NULL)
    g_signal_emit (self, signals[SIGNAL_BANNED], 0);
}

/**
 * server_bans_get_time:
 *
 * Returns: what time it is by the clock that says when a ban is over, in milliseconds
 *   since 1970 UTC
 */
gint64
server_bans_get_time (void)
{
  return g_get_real_time () / 1000;
}

static const ServerSanction *
find (ServerBans *self, ServerSanctionKind kind, gint64 user, gint64 room, gint64 now)
{
  const ServerSanction key = { .kind = kind, .user = user, .room = room };
  const ServerSanction *sanction = g_hash_table_lookup (self->sanctions, &key);

  return sanction != NULL && server_sanction_holds (sanction, now) ? sanction : NULL;
}

/**
 * server_bans_find_user:
 * @self: bans
 * @user: a user, or a guest
 * @now: what time it is, see server_bans_get_time()
 *
 * Returns: (transfer none) (nullable): why they may not be on this server, until
 *   something changes
 */
const ServerSanction *
server_bans_find_user (ServerBans *self, gint64 user, gint64 now)
{
  return find (self, SERVER_SANCTION_BAN, user, SERVER_LOBBY, now);
}

/**
 * server_bans_find_name:
 * @self: bans
 * @name: the name of somebody who has no account, however it is written
 * @now: what time it is, see server_bans_get_time()
 *
 * Returns: (transfer none) (nullable): why nobody may come with that name, until
 *   something changes
 */
const ServerSanction *
server_bans_find_name (ServerBans *self, const char *name, gint64 now)
{
  return server_bans_find_user (self, server_user_id_guest (name), now);
}

/**
 * server_bans_find_address:
 * @self: bans
 * @address: where somebody comes from
 * @now: what time it is, see server_bans_get_time()
 *
 * Returns: (transfer none) (nullable): why nobody from there may come in, until
 *   something changes
 */
const ServerSanction *
server_bans_find_address (ServerBans *self, GInetAddress *address, gint64 now)
{
  g_autoptr (GInetAddress) plain = NULL;

  if (self->networks->len == 0)
    return NULL;

  plain = server_network_address (address);
  for (guint i = 0; i < self->networks->len; i++)
    {
      const Network *network = self->networks->pdata[i];

      if (server_sanction_holds (network->sanction, now)
          && g_inet_address_mask_matches (network->mask, plain))
        return network->sanction;
    }

  return NULL;
}

/**
 * server_bans_is_muted:
 * @self: bans
 * @user: a user, or a guest
 * @room: a room
 * @now: what time it is, see server_bans_get_time()
 *
 * Returns: whether @user may not say anything in @room
 */
gboolean
server_bans_is_muted (ServerBans *self, gint64 user, gint64 room, gint64 now)
{
  return find (self, SERVER_SANCTION_MUTE, user, room, now) != NULL
         || find (self, SERVER_SANCTION_MUTE, user, SERVER_LOBBY, now) != NULL;
}
