/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tries.h"

/* Most that are remembered; beyond that, who has tried longest ago is forgotten. */
#define TRIES_MAX 10000

/* After so long without another try everything is as before. */
#define FORGOTTEN_US (15 * 60 * G_USEC_PER_SEC)

/* How often one may be wrong without waiting, and the longest that one waits then. */
typedef struct
{
  guint free;
  gint64 longest_us;
} Patience;

/* A person mistypes a password, and takes that of another chat. */
static const Patience for_name = { 5, 300 * G_USEC_PER_SEC };

/* Behind an address there may be a classroom. */
static const Patience for_place = { 30, 10 * G_USEC_PER_SEC };

typedef struct
{
  char *key;
  guint count;
  gint64 last;
  gint64 next; /* when the next try is allowed */
  GList link;
} Try;

struct _ServerTries
{
  GHashTable *tries; /* Try by its key */
  GQueue order;      /* Try, the one of longest ago first */
};

static void
try_free (Try *tried)
{
  g_free (tried->key);
  g_free (tried);
}

/**
 * server_tries_new:
 *
 * Returns: (transfer full): tries of nobody
 */
ServerTries *
server_tries_new (void)
{
  ServerTries *self = g_new0 (ServerTries, 1);

  self->tries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) try_free);
  g_queue_init (&self->order);

  return self;
}

/**
 * server_tries_free:
 * @self: (transfer full): tries
 */
void
server_tries_free (ServerTries *self)
{
  g_hash_table_unref (self->tries);
  g_free (self);
}

/**
 * server_tries_get_size:
 * @self: tries
 *
 * Returns: how many are remembered
 */
guint
server_tries_get_size (ServerTries *self)
{
  return g_hash_table_size (self->tries);
}

static void
remove_try (ServerTries *self, Try *tried)
{
  g_queue_unlink (&self->order, &tried->link);
  g_hash_table_remove (self->tries, tried->key);
}

static void
forget_old (ServerTries *self, gint64 now)
{
  Try *oldest = g_queue_peek_head (&self->order);

  while (oldest != NULL
         && (oldest->last + FORGOTTEN_US < now || self->order.length > TRIES_MAX))
    {
      remove_try (self, oldest);
      oldest = g_queue_peek_head (&self->order);
    }
}

static gint64
get_wait (ServerTries *self, const char *key, gint64 now)
{
  const Try *tried = g_hash_table_lookup (self->tries, key);

  return tried != NULL ? MAX (tried->next - now, 0) : 0;
}

static void
count (ServerTries *self, const char *key, const Patience *patience, gint64 now)
{
  Try *tried = g_hash_table_lookup (self->tries, key);

  if (tried == NULL)
    {
      tried = g_new0 (Try, 1);
      tried->key = g_strdup (key);
      tried->link.data = tried;
      g_hash_table_insert (self->tries, tried->key, tried);
    }
  else
    g_queue_unlink (&self->order, &tried->link);
  g_queue_push_tail_link (&self->order, &tried->link);

  tried->count++;
  tried->last = now;
  if (tried->count >= patience->free)
    tried->next = now + MIN ((gint64) G_USEC_PER_SEC << MIN (tried->count - patience->free, 20),
                             patience->longest_us);
}

static char *
get_key (const char *name, const char *place)
{
  return g_strconcat (place, "\n", name, NULL);
}

/**
 * server_tries_begin:
 * @self: tries
 * @name: whose password is tried
 * @place: from where
 * @now: the monotonic time, in microseconds
 *
 * Counts a try, which is a wrong one until server_tries_succeed(): so many may not be
 * begun at once either.
 *
 * Returns: 0, or how long to wait for the next try, in microseconds; then it is not counted
 */
gint64
server_tries_begin (ServerTries *self, const char *name, const char *place, gint64 now)
{
  g_autofree char *key = get_key (name, place);
  gint64 wait = 0;

  forget_old (self, now);
  wait = MAX (get_wait (self, key, now), get_wait (self, place, now));
  if (wait > 0)
    return wait;

  count (self, key, &for_name, now);
  count (self, place, &for_place, now);
  return 0;
}

/**
 * server_tries_succeed:
 * @self: tries
 * @name: whose password was right
 * @place: from where
 *
 * What was tried before is forgotten; but who has one account has no more tries at others.
 */
void
server_tries_succeed (ServerTries *self, const char *name, const char *place)
{
  g_autofree char *key = get_key (name, place);
  Try *tried = g_hash_table_lookup (self->tries, key);
  Try *from_there = g_hash_table_lookup (self->tries, place);

  if (tried != NULL)
    remove_try (self, tried);
  if (from_there != NULL && --from_there->count < for_place.free)
    from_there->next = 0;
}
