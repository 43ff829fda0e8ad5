/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-quota.h"

static const ServerLimits limits = { .messages = 1, .requests = 100, .hellos = 1 };

static void
use_up (ServerQuota *quota, ServerUse use, guint times)
{
  for (guint i = 0; i < times; i++)
    {
      g_assert_cmpint (server_quota_get_wait (quota, use, 1), ==, 0);
      server_quota_take (quota, use, 1);
    }
  g_assert_cmpint (server_quota_get_wait (quota, use, 1), >, 0);
}

static void
test_shared (void)
{
  g_autoptr (ServerQuotas) quotas = server_quotas_new (&limits);
  ServerQuota *first = server_quotas_open (quotas, "u1", 1);
  ServerQuota *second = server_quotas_open (quotas, "u1", 1);
  ServerQuota *other = server_quotas_open (quotas, "u2", 1);

  use_up (first, SERVER_USE_MESSAGES, SERVER_BUCKET_SECONDS);
  g_assert_cmpint (server_quota_get_wait (second, SERVER_USE_MESSAGES, 1), >, 0);
  g_assert_cmpint (server_quota_get_wait (other, SERVER_USE_MESSAGES, 1), ==, 0);
  g_assert_cmpint (server_quota_get_wait (first, SERVER_USE_REQUESTS, 1), ==, 0);
  g_assert_cmpint (server_quota_get_wait (first, SERVER_USE_BYTES, G_MAXUINT32), ==, 0);

  server_quota_close (first);
  server_quota_close (second);
  server_quota_close (other);
}

static void
test_share (void)
{
  g_autoptr (ServerQuotas) quotas = server_quotas_new (&limits);
  ServerQuota *place = server_quotas_open (quotas, "192.0.2.1", SERVER_QUOTA_SHARE);

  use_up (place, SERVER_USE_MESSAGES, SERVER_QUOTA_SHARE * SERVER_BUCKET_SECONDS);
  use_up (place, SERVER_USE_HELLOS, SERVER_BUCKET_SECONDS);
  server_quota_close (place);
}

/* Whoever comes back at once finds what they left. */
static void
test_come_back (void)
{
  g_autoptr (ServerQuotas) quotas = server_quotas_new (&limits);
  ServerQuota *quota = server_quotas_open (quotas, "u1", 1);

  use_up (quota, SERVER_USE_MESSAGES, SERVER_BUCKET_SECONDS);
  server_quota_close (quota);
  quota = server_quotas_open (quotas, "u1", 1);
  g_assert_cmpint (server_quota_get_wait (quota, SERVER_USE_MESSAGES, 1), >, 0);
  server_quota_close (quota);
  g_assert_cmpuint (server_quotas_get_size (quotas), ==, 1);
}

static void
test_unknown (void)
{
  g_autoptr (ServerQuotas) quotas = server_quotas_new (&limits);
  ServerQuota *first = server_quotas_open (quotas, NULL, 1);
  ServerQuota *second = server_quotas_open (quotas, NULL, 1);

  use_up (first, SERVER_USE_MESSAGES, SERVER_BUCKET_SECONDS);
  g_assert_cmpint (server_quota_get_wait (second, SERVER_USE_MESSAGES, 1), ==, 0);
  g_assert_cmpuint (server_quotas_get_size (quotas), ==, 0);
  server_quota_close (first);
  server_quota_close (second);
}

static void
test_set_limits (void)
{
  static const ServerLimits none = { .messages = 0 };
  g_autoptr (ServerQuotas) quotas = server_quotas_new (&limits);
  ServerQuota *quota = server_quotas_open (quotas, "u1", 1);

  use_up (quota, SERVER_USE_MESSAGES, SERVER_BUCKET_SECONDS);
  server_quotas_set_limits (quotas, &none);
  g_assert_cmpint (server_quota_get_wait (quota, SERVER_USE_MESSAGES, 1), ==, 0);
  server_quota_close (quota);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/quota/shared", test_shared);
  g_test_add_func ("/quota/share", test_share);
  g_test_add_func ("/quota/come-back", test_come_back);
  g_test_add_func ("/quota/unknown", test_unknown);
  g_test_add_func ("/quota/set-limits", test_set_limits);

  return g_test_run ();
}
