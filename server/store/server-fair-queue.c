/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-fair-queue.h"

/* What waits for one, in its order. There is a lane while something waits in it. */
typedef struct
{
  char *key;
  GQueue items;
  GList link;
} Lane;

struct _ServerFairQueue
{
  GHashTable *lanes; /* Lane by its key */
  GQueue turns;      /* Lane, whose turn it is first */
  guint length;
  guint most_of_one;
  guint most;
};

static void
lane_free (Lane *lane)
{
  g_queue_clear (&lane->items);
  g_free (lane->key);
  g_free (lane);
}

/**
 * server_fair_queue_new:
 * @most_of_one: how much may wait for one
 * @most: how much may wait for all
 *
 * Returns: (transfer full): a queue in which nothing waits
 */
ServerFairQueue *
server_fair_queue_new (guint most_of_one, guint most)
{
  ServerFairQueue *self = g_new0 (ServerFairQueue, 1);

  self->lanes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lane_free);
  g_queue_init (&self->turns);
  self->most_of_one = most_of_one;
  self->most = most;

  return self;
}

/**
 * server_fair_queue_free:
 * @self: (transfer full): a queue; what waits in it is the caller's
 */
void
server_fair_queue_free (ServerFairQueue *self)
{
  g_hash_table_unref (self->lanes);
  g_free (self);
}

static Lane *
get_lane (ServerFairQueue *self, const char *key)
{
  Lane *lane = g_hash_table_lookup (self->lanes, key);

  if (lane != NULL)
    return lane;

  lane = g_new0 (Lane, 1);
  lane->key = g_strdup (key);
  lane->link.data = lane;
  g_queue_init (&lane->items);
  g_hash_table_insert (self->lanes, lane->key, lane);
  g_queue_push_tail_link (&self->turns, &lane->link);

  return lane;
}

/**
 * server_fair_queue_is_full:
 * @self: a queue
 * @key: for whom
 *
 * Returns: whether so much waits that no more may wait for @key
 */
gboolean
server_fair_queue_is_full (ServerFairQueue *self, const char *key)
{
  const Lane *lane = g_hash_table_lookup (self->lanes, key);

  return self->length >= self->most || (lane != NULL && lane->items.length >= self->most_of_one);
}

/**
 * server_fair_queue_push:
 * @self: a queue
 * @key: for whom it is
 * @item: what is to be done
 *
 * Has something wait for its turn.
 *
 * Returns: %FALSE when too much waits already
 */
gboolean
server_fair_queue_push (ServerFairQueue *self, const char *key, gpointer item)
{
  if (server_fair_queue_is_full (self, key))
    return FALSE;

  g_queue_push_tail (&get_lane (self, key)->items, item);
  self->length++;
  return TRUE;
}

/**
 * server_fair_queue_pop:
 * @self: a queue
 *
 * Returns: (nullable): what is to be done next, if anything is
 */
gpointer
server_fair_queue_pop (ServerFairQueue *self)
{
  GList *link = g_queue_pop_head_link (&self->turns);
  Lane *lane = link != NULL ? link->data : NULL;
  gpointer item = NULL;

  if (lane == NULL)
    return NULL;

  item = g_queue_pop_head (&lane->items);
  self->length--;
  if (lane->items.length > 0)
    g_queue_push_tail_link (&self->turns, link);
  else
    g_hash_table_remove (self->lanes, lane->key);

  return item;
}

/**
 * server_fair_queue_peek_of:
 * @self: a queue
 * @key: whose
 *
 * Returns: (transfer none) (nullable): what waits for one, in its order
 */
const GList *
server_fair_queue_peek_of (ServerFairQueue *self, const char *key)
{
  const Lane *lane = g_hash_table_lookup (self->lanes, key);

  return lane != NULL ? lane->items.head : NULL;
}
