/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outbox-private.h"

/* Most messages that are being written to the cache: it takes only so much at once. */
#define KEEPING_MAX 32

/* When a cache that had too much to do is asked again, in milliseconds. */
#define KEEP_AGAIN_MS 100

/* What has been asked of a cache; others may have come in its place meanwhile. */
typedef struct
{
  ClientOutbox *self;
  guint opening;
  char *nonce;
} Writing;

static Writing *
writing_new (ClientOutbox *self, const char *nonce)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->self = g_object_ref (self);
  writing->opening = self->opening;
  writing->nonce = g_strdup (nonce);

  return writing;
}

static void
writing_free (Writing *writing)
{
  g_clear_object (&writing->self);
  g_clear_pointer (&writing->nonce, g_free);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

static gboolean
on_keep_again (gpointer user_data)
{
  ClientOutbox *self = user_data;

  self->keep_source = 0;
  client_outbox_keep (self);
  return G_SOURCE_REMOVE;
}

/* A cache that has too much to do is asked again. One that is not this one's any more may
 * fail as it likes. */
static gboolean
client_outbox_end_writing (Writing *writing, GObject *cache, GAsyncResult *result)
{
  ClientOutbox *self = writing->self;
  g_autoptr (GError) error = NULL;

  if (client_cache_write_finish (CLIENT_CACHE (cache), result, &error))
    return writing->opening == self->opening;

  if (writing->opening != self->opening)
    return FALSE;

  if (!g_error_matches (error, CLIENT_CACHE_ERROR, CLIENT_CACHE_ERROR_BUSY))
    client_outbox_report_failure (self, error);
  else if (self->keep_source == 0)
    self->keep_source = g_timeout_add (KEEP_AGAIN_MS, on_keep_again, self);
  return FALSE;
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;

  client_outbox_end_writing (writing, source, result);
}

/*
 * Writes how far a message got.
 */
void
client_outbox_write_state (ClientOutbox *self, const ClientOutgoing *outgoing)
{
  if (self->cache != NULL)
    client_cache_update_outgoing_async (self->cache,
                                        outgoing->nonce,
                                        outgoing->state,
                                        outgoing->seq,
                                        outgoing->error,
                                        on_written,
                                        writing_new (self, outgoing->nonce));
}

/*
 * Takes a message out, of the cache too.
 */
void
client_outbox_forget (ClientOutbox *self, ClientOutboxItem *item)
{
  if (self->cache != NULL)
    client_cache_remove_outgoing_async (self->cache,
                                        item->outgoing->nonce,
                                        on_written,
                                        writing_new (self, item->outgoing->nonce));
  client_outbox_queue_remove (&self->queue, item);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Writing) writing = user_data;
  ClientOutbox *self = writing->self;
  ClientOutboxItem *item = NULL;

  if (writing->opening == self->opening)
    {
      /* The person may have dropped it meanwhile. */
      item = client_outbox_queue_find (&self->queue, writing->nonce);
      self->n_keeping--;
    }
  if (item != NULL)
    item->is_keeping = FALSE;
  if (!client_outbox_end_writing (writing, source, result))
    return;

  if (item != NULL)
    item->is_kept = TRUE;
  client_outbox_keep (self);
  client_outbox_flush (self);
}

/*
 * Writes what is not in the cache yet, and sends it then.
 */
void
client_outbox_keep (ClientOutbox *self)
{
  ClientOutboxItem *item = NULL;

  if (self->cache == NULL)
    return;

  while (self->n_keeping < KEEPING_MAX
         && (item = client_outbox_queue_find_unkept (&self->queue)) != NULL)
    {
      item->is_keeping = TRUE;
      self->n_keeping++;
      client_cache_add_outgoing_async (self->cache,
                                       item->outgoing,
                                       on_kept,
                                       writing_new (self, item->outgoing->nonce));
    }
}
