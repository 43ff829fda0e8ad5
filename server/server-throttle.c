/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-throttle.h"

#include "charla.h"
#include "server-log.h"

/* Time whose connections may come at once, so that a classroom behind one address
 * is in when the lesson begins. */
#define BURST_MS 10000

/* Most new connections a second from everywhere in the long run: what is left of
 * the server then is for those who are in. All places may be taken at once. */
#define RATE_OF_ALL 1000

/* A network of 64 bits of IPv6 may have so many times what one address of it may: it
 * may be an office, or one machine that has as many addresses of it as it wants. */
#define NETWORK_BITS 64
#define NETWORK_SHARE 8

/* A flood is one line at its beginning, and one at the end of each minute. */
#define SUMMARY_S 60

/* A bucket of tokens that fills by itself, kept as the time at which it will be
 * full. */
typedef struct
{
  gint64 full_at;
} Bucket;

struct _ServerPlace
{
  char *key;
  Bucket bucket;
  guint connections;
  CharlaDeadline forgotten;

  /* Of an address of IPv6, while a connection from it is open: its network, where
   * that counts as well. */
  ServerPlace *network;
};

struct _ServerThrottle
{
  ServerLimits limits;

  Bucket bucket;
  guint connections;
  GHashTable *places;         /* of struct _ServerPlace, by their key */
  CharlaDeadlines *forgetting; /* places of nobody, until their buckets are full */

  guint64 all_refused[SERVER_N_REFUSAL_CAUSES];
  guint refused; /* since the last line in the log */
  char *last_refused;
  guint summary;
};

/* Micro-seconds from the taking of a token until it is there again. */
static gint64
get_interval (guint64 rate)
{
  return MAX (G_USEC_PER_SEC / (gint64) rate, 1);
}

static gboolean
bucket_has_token (const Bucket *bucket, gint64 interval, gint64 burst, gint64 now)
{
  return bucket->full_at + interval <= now + burst;
}

static void
bucket_take (Bucket *bucket, gint64 interval, gint64 now)
{
  bucket->full_at = MAX (bucket->full_at, now) + interval;
}

/* The key of the network that @address is counted in as well, or NULL. */
static char *
get_network (GInetAddress *address)
{
  gsize size = g_inet_address_get_native_size (address);
  g_autofree guint8 *bytes = g_memdup2 (g_inet_address_to_bytes (address), size);
  g_autoptr (GInetAddress) network = NULL;
  g_autofree char *text = NULL;

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return NULL;

  for (gsize i = NETWORK_BITS / 8; i < size; i++)
    bytes[i] = 0;
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  text = g_inet_address_to_string (network);

  return g_strdup_printf ("%s/%d", text, NETWORK_BITS);
}

static void
forget_place (gpointer item, gpointer user_data)
{
  ServerThrottle *self = user_data;
  ServerPlace *place = item;

  g_hash_table_remove (self->places, place->key);
}

static void
place_free (gpointer data)
{
  ServerPlace *place = data;

  charla_deadline_stop (&place->forgotten);
  g_free (place->key);
  g_free (place);
}

/**
 * server_throttle_new:
 * @limits: what is granted; none of it is 0
 *
 * Returns: (transfer full): a throttle that has let in nobody
 */
ServerThrottle *
server_throttle_new (const ServerLimits *limits)
{
  ServerThrottle *self = g_new0 (ServerThrottle, 1);

  self->limits = *limits;
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, place_free);
  self->forgetting = charla_deadlines_new (BURST_MS, forget_place, self);

  return self;
}

static void
log_summary (ServerThrottle *self)
{
  if (self->refused > 0)
    server_log (G_LOG_LEVEL_MESSAGE, self->last_refused,
                "refused %u more connections, the last of them from %s", self->refused,
                self->last_refused);
  self->refused = 0;
}

/**
 * server_throttle_free:
 * @self: (transfer full): a throttle that everyone has left
 */
void
server_throttle_free (ServerThrottle *self)
{
  g_assert (self->connections == 0);

  log_summary (self);
  g_clear_handle_id (&self->summary, g_source_remove);
  g_free (self->last_refused);
  g_hash_table_unref (self->places);
  charla_deadlines_free (self->forgetting);
  g_free (self);
}

/**
 * server_throttle_set_limits:
 * @self: a throttle
 * @limits: what is granted from now on. Whoever is in stays in.
 */
void
server_throttle_set_limits (ServerThrottle *self, const ServerLimits *limits)
{
  self->limits = *limits;
}

static gboolean
on_summary (gpointer user_data)
{
  ServerThrottle *self = user_data;

  if (self->refused > 0)
    {
      log_summary (self);
      return G_SOURCE_CONTINUE;
    }

  self->summary = 0;
  return G_SOURCE_REMOVE;
}

G_GNUC_PRINTF (4, 5)
static void
refuse (ServerThrottle *self, ServerRefusalCause cause, const char *address, const char *format,
        ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  self->all_refused[cause]++;
  if (self->summary != 0)
    {
      self->refused++;
      g_free (self->last_refused);
      self->last_refused = g_strdup (address);
      return;
    }

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  server_log_event (G_LOG_LEVEL_MESSAGE, "refused", address, "",
                    "refused a connection from %s: %s", address, reason);
  self->summary = g_timeout_add_seconds (SUMMARY_S, on_summary, self);
}

static ServerPlace *
get_place (ServerThrottle *self, const char *key)
{
  ServerPlace *place = g_hash_table_lookup (self->places, key);

  if (place == NULL)
    {
      place = g_new0 (ServerPlace, 1);
      place->key = g_strdup (key);
      g_hash_table_insert (self->places, place->key, place);
    }

  return place;
}

static gboolean
is_refused_by_all (ServerThrottle *self, const char *address, gint64 now)
{
  gint64 interval = get_interval (RATE_OF_ALL);

  if (self->connections >= self->limits.connections)
    {
      refuse (self, SERVER_REFUSED_FULL, address, "%u connections are open, and no more are allowed",
              self->connections);
      return TRUE;
    }
  if (!bucket_has_token (&self->bucket, interval, interval * self->limits.connections, now))
    {
      refuse (self, SERVER_REFUSED_RATE, address,
              "more than %d connections a second are not allowed", RATE_OF_ALL);
      return TRUE;
    }

  return FALSE;
}

/* @share: how many times what one address may have is granted to @key, and @what it
 * is called in the log. */
static gboolean
is_refused_by_place (ServerThrottle *self, const char *key, guint share, const char *what,
                     const char *address, gint64 now)
{
  const ServerPlace *place = g_hash_table_lookup (self->places, key);
  guint64 rate = (guint64) self->limits.rate_per_address * share;

  if (place == NULL)
    return FALSE;

  if (place->connections >= (guint64) self->limits.connections_per_address * share)
    {
      refuse (self, SERVER_REFUSED_ADDRESS_FULL, address,
              "%u connections from this %s are open, and no more are allowed",
              place->connections, what);
      return TRUE;
    }
  if (!bucket_has_token (&place->bucket, get_interval (rate), BURST_MS * 1000, now))
    {
      refuse (self, SERVER_REFUSED_ADDRESS_RATE, address,
              "more than %" G_GUINT64_FORMAT " connections a second from one %s are not allowed",
              rate, what);
      return TRUE;
    }

  return FALSE;
}

static void
take_place (ServerThrottle *self, ServerPlace *place, guint share, gint64 now)
{
  guint64 rate = (guint64) self->limits.rate_per_address * share;

  bucket_take (&place->bucket, get_interval (rate), now);
  charla_deadline_stop (&place->forgotten);
  place->connections++;
}

static void
leave_place (ServerThrottle *self, ServerPlace *place)
{
  place->connections--;
  if (place->connections == 0)
    charla_deadlines_start (self->forgetting, &place->forgotten, place);
}

/**
 * server_throttle_enter:
 * @self: a throttle
 * @address: where a new connection comes from
 *
 * Lets a connection in, or not. Who is not let in is said in the log, but a
 * flood only once and with its number.
 *
 * What is remembered is bounded: an address is only remembered once a
 * connection from it has been let in, and no longer than ten seconds after the last
 * of them is gone.
 *
 * Returns: (transfer none) (nullable): its place, to be given back with
 *   server_throttle_leave(), or %NULL when it is refused
 */
ServerPlace *
server_throttle_enter (ServerThrottle *self, GInetAddress *address)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *text = g_inet_address_to_string (address);
  g_autofree char *network = get_network (address);
  ServerPlace *place = NULL;

  if (is_refused_by_all (self, text, now)
      || is_refused_by_place (self, text, 1, "address", text, now)
      || (network != NULL
          && is_refused_by_place (self, network, NETWORK_SHARE, "network", text, now)))
    return NULL;

  place = get_place (self, text);
  place->network = network != NULL ? get_place (self, network) : NULL;

  bucket_take (&self->bucket, get_interval (RATE_OF_ALL), now);
  take_place (self, place, 1, now);
  if (place->network != NULL)
    take_place (self, place->network, NETWORK_SHARE, now);
  self->connections++;

  return place;
}

/**
 * server_throttle_leave:
 * @self: a throttle
 * @place: the place of a connection that is gone
 */
void
server_throttle_leave (ServerThrottle *self, ServerPlace *place)
{
  self->connections--;
  if (place->network != NULL)
    leave_place (self, place->network);
  leave_place (self, place);
}

/**
 * server_throttle_get_refused:
 * @self: a throttle
 * @cause: a cause
 *
 * Returns: how many connections were refused for it so far
 */
guint64
server_throttle_get_refused (ServerThrottle *self, ServerRefusalCause cause)
{
  return self->all_refused[cause];
}
