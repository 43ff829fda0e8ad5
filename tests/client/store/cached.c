/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cached.h"

#include "wait.h"

void
cached_keep (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

ClientCache *
cached_try (const char *path, gboolean anew, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  client_cache_open_async (path, anew, NULL, cached_keep, &result);
  WAIT_FOR (result != NULL);

  return client_cache_open_finish (result, error);
}

ClientCache *
cached_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  ClientCache *cache = cached_try (path, FALSE, &error);

  g_assert_no_error (error);
  return cache;
}

gboolean
cached_write (ClientCache *cache, GAsyncResult **result, GError **error)
{
  gboolean is_done = FALSE;

  WAIT_FOR (*result != NULL);
  is_done = client_cache_write_finish (cache, *result, error);
  g_clear_object (result);

  return is_done;
}

void
cached_close (ClientCache *cache)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  client_cache_close_async (cache, cached_keep, &result);
  g_assert_true (cached_write (cache, &result, &error));
  g_assert_no_error (error);
}

ClientStart *
cached_load (ClientCache *cache)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ClientStart *start = NULL;

  client_cache_load_async (cache, NULL, cached_keep, &result);
  WAIT_FOR (result != NULL);
  start = client_cache_load_finish (cache, result, &error);
  g_assert_no_error (error);

  return start;
}

ClientChanges *
cached_changes (ClientCache *cache, GAsyncResult **result, GError **error)
{
  ClientChanges *changes = NULL;

  WAIT_FOR (*result != NULL);
  changes = client_cache_changes_finish (cache, *result, error);
  g_clear_object (result);

  return changes;
}

ClientChanges *
cached_welcome (ClientCache *cache, const char *json, gint64 since, GError **error)
{
  g_autoptr (ClientWelcome) welcome = stored_parse_welcome (json);
  GAsyncResult *result = NULL;

  client_cache_welcome_async (cache, welcome, since, cached_keep, &result);
  return cached_changes (cache, &result, error);
}

ClientChanges *
cached_apply (ClientCache *cache, GPtrArray *events, GError **error)
{
  GAsyncResult *result = NULL;

  client_cache_apply_async (cache, events, cached_keep, &result);
  return cached_changes (cache, &result, error);
}

ClientPage *
cached_read (ClientCache *cache, const char *room, guint limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ClientPage *page = NULL;

  client_cache_read_async (cache, room, CLIENT_PLACE_NEWEST, 0, limit, NULL, cached_keep, &result);
  WAIT_FOR (result != NULL);
  page = client_cache_page_finish (cache, result, &error);
  g_assert_no_error (error);

  return page;
}
