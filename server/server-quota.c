/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-quota.h"

#include "charla.h"

struct _ServerQuotas
{
  guint rates[SERVER_N_USES];
  GHashTable *quotas;          /* ServerQuota by their key */
  CharlaDeadlines *forgetting; /* those of nobody, until all is full again */
};

struct _ServerQuota
{
  ServerQuotas *quotas;
  char *key; /* (nullable): whoever comes again is somebody else */
  guint share;
  guint connections;
  ServerBucket buckets[SERVER_N_USES];
  CharlaDeadline forgotten;
};

static void
quota_free (ServerQuota *self)
{
  charla_deadline_stop (&self->forgotten);
  g_free (self->key);
  g_free (self);
}

static void
forget (gpointer item, gpointer user_data)
{
  ServerQuotas *self = user_data;
  ServerQuota *quota = item;

  g_hash_table_remove (self->quotas, quota->key);
}

/**
 * server_quotas_new:
 * @limits: what is granted
 *
 * Returns: (transfer full): quotas of nobody
 */
ServerQuotas *
server_quotas_new (const ServerLimits *limits)
{
  ServerQuotas *self = g_new0 (ServerQuotas, 1);

  self->quotas = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) quota_free);
  /* Whoever goes comes back to what they left, until it would be full anyway. */
  self->forgetting = charla_deadlines_new (SERVER_BUCKET_SECONDS * 1000, forget, self);
  server_quotas_set_limits (self, limits);

  return self;
}

/**
 * server_quotas_free:
 * @self: (transfer full): quotas, all of which have been closed
 */
void
server_quotas_free (ServerQuotas *self)
{
  g_hash_table_unref (self->quotas);
  charla_deadlines_free (self->forgetting);
  g_free (self);
}

/**
 * server_quotas_set_limits:
 * @self: quotas
 * @limits: what is granted from now on
 */
void
server_quotas_set_limits (ServerQuotas *self, const ServerLimits *limits)
{
  self->rates[SERVER_USE_MESSAGES] = limits->messages;
  self->rates[SERVER_USE_REQUESTS] = limits->requests;
  self->rates[SERVER_USE_BYTES] = limits->bytes;
  self->rates[SERVER_USE_HELLOS] = limits->hellos;
}

/**
 * server_quotas_get_size:
 * @self: quotas
 *
 * Returns: of how many something is remembered
 */
guint
server_quotas_get_size (ServerQuotas *self)
{
  return g_hash_table_size (self->quotas);
}

/**
 * server_quotas_open:
 * @self: quotas
 * @key: (nullable): whose; %NULL for somebody who cannot be known again
 * @share: how many times what one user may do
 *
 * Returns: (transfer full): a quota, to be closed with server_quota_close(). All
 *   connections with @key have the same.
 */
ServerQuota *
server_quotas_open (ServerQuotas *self, const char *key, guint share)
{
  ServerQuota *quota = key != NULL ? g_hash_table_lookup (self->quotas, key) : NULL;

  if (quota == NULL)
    {
      quota = g_new0 (ServerQuota, 1);
      quota->quotas = self;
      quota->key = g_strdup (key);
      quota->share = share;
      if (key != NULL)
        g_hash_table_insert (self->quotas, quota->key, quota);
    }

  charla_deadline_stop (&quota->forgotten);
  quota->connections++;
  return quota;
}

/**
 * server_quota_close:
 * @self: (transfer full): a quota
 *
 * A connection is gone.
 */
void
server_quota_close (ServerQuota *self)
{
  self->connections--;
  if (self->key == NULL)
    quota_free (self);
  else if (self->connections == 0)
    charla_deadlines_start (self->quotas->forgetting, &self->forgotten, self);
}

static guint64
get_rate (ServerQuota *self, ServerUse use)
{
  guint64 rate = self->quotas->rates[use];

  return use == SERVER_USE_HELLOS ? rate : rate * self->share;
}

/**
 * server_quota_get_wait:
 * @self: a quota
 * @use: what is to be used
 * @amount: how much
 *
 * Returns: how long to wait for it, in microseconds, or 0
 */
gint64
server_quota_get_wait (ServerQuota *self, ServerUse use, gsize amount)
{
  return server_bucket_get_wait (&self->buckets[use], get_rate (self, use), amount,
                                 g_get_monotonic_time ());
}

/**
 * server_quota_take:
 * @self: a quota
 * @use: what is used
 * @amount: how much, also when it is not there
 */
void
server_quota_take (ServerQuota *self, ServerUse use, gsize amount)
{
  server_bucket_take (&self->buckets[use], get_rate (self, use), amount, g_get_monotonic_time ());
}
