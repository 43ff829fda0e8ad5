/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outbox-queue.h"

#include <string.h>

#include "client-outbox.h"

/* Most messages, each of another room, of which the answer has not come. */
#define UNDER_WAY_MAX 16

static void
item_free (gpointer data)
{
  ClientOutboxItem *item = data;

  g_clear_pointer (&item->outgoing, client_outgoing_free);
  g_free (item);
}

/**
 * client_outbox_queue_init:
 * @self: a queue
 */
void
client_outbox_queue_init (ClientOutboxQueue *self)
{
  memset (self, 0, sizeof *self);
  g_queue_init (&self->items);
}

/**
 * client_outbox_queue_clear:
 * @self: a queue
 */
void
client_outbox_queue_clear (ClientOutboxQueue *self)
{
  g_queue_clear_full (&self->items, item_free);
}

/* Counts a message in, or out. */
static void
count (ClientOutboxQueue *self, const ClientOutgoing *outgoing, int one)
{
  if (outgoing->state == CLIENT_MESSAGE_FAILED)
    {
      self->n_failed += one;
      return;
    }

  self->n_queued += one;
  self->queued_bytes += one * strlen (outgoing->text);
}

/**
 * client_outbox_queue_has_room:
 * @self: a queue
 * @text: a text
 *
 * Returns: whether one more message with that text may wait
 */
gboolean
client_outbox_queue_has_room (ClientOutboxQueue *self, const char *text)
{
  return self->n_queued < CLIENT_OUTBOX_MAX_MESSAGES
         && self->queued_bytes + strlen (text) <= CLIENT_OUTBOX_MAX_BYTES;
}

/**
 * client_outbox_queue_add:
 * @self: a queue
 * @outgoing: (transfer full): a message
 * @is_kept: whether it is in the cache
 *
 * Returns: (transfer none): its item, the last one now
 */
ClientOutboxItem *
client_outbox_queue_add (ClientOutboxQueue *self, ClientOutgoing *outgoing, gboolean is_kept)
{
  ClientOutboxItem *item = g_new0 (ClientOutboxItem, 1);

  item->outgoing = outgoing;
  item->is_kept = is_kept;
  g_queue_push_tail (&self->items, item);
  count (self, outgoing, 1);

  return item;
}

/**
 * client_outbox_queue_take:
 * @self: a queue
 * @kept: (element-type ClientOutgoing): what a cache has
 *
 * Takes over what a cache has. It comes before what was written since; of what is in
 * both this program knows better how far it got.
 */
void
client_outbox_queue_take (ClientOutboxQueue *self, GPtrArray *kept)
{
  for (guint i = kept->len; i > 0; i--)
    {
      ClientOutgoing *outgoing = g_ptr_array_index (kept, i - 1);
      ClientOutboxItem *item = client_outbox_queue_find (self, outgoing->nonce);

      if (item != NULL)
        {
          item->is_kept = TRUE;
          item->is_elsewhere = FALSE;
          g_queue_remove (&self->items, item);
          g_queue_push_head (&self->items, item);
        }
      else if (outgoing->state != CLIENT_MESSAGE_SENT)
        {
          client_outbox_queue_add (self, client_outgoing_copy (outgoing), TRUE);
          g_queue_push_head_link (&self->items, g_queue_pop_tail_link (&self->items));
        }
    }
}

/**
 * client_outbox_queue_set_state:
 * @self: a queue
 * @item: an item of it
 * @state: how far it got
 * @why: (nullable): why it failed
 */
void
client_outbox_queue_set_state (ClientOutboxQueue *self,
                               ClientOutboxItem *item,
                               ClientMessageState state,
                               const char *why)
{
  count (self, item->outgoing, -1);
  item->outgoing->state = state;
  g_free (item->outgoing->error);
  item->outgoing->error = g_strdup (why);
  item->is_under_way = FALSE;
  count (self, item->outgoing, 1);
}

/**
 * client_outbox_queue_remove:
 * @self: a queue
 * @item: (transfer full): an item of it
 */
void
client_outbox_queue_remove (ClientOutboxQueue *self, ClientOutboxItem *item)
{
  count (self, item->outgoing, -1);
  g_queue_remove (&self->items, item);
  item_free (item);
}

/**
 * client_outbox_queue_find:
 * @self: a queue
 * @nonce: a nonce
 *
 * Returns: (transfer none) (nullable): the message with that nonce
 */
ClientOutboxItem *
client_outbox_queue_find (ClientOutboxQueue *self, const char *nonce)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      if (g_str_equal (item->outgoing->nonce, nonce))
        return item;
    }

  return NULL;
}

/**
 * client_outbox_queue_find_unkept:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): the first that is not in the cache
 */
ClientOutboxItem *
client_outbox_queue_find_unkept (ClientOutboxQueue *self)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      if (!item->is_kept && !item->is_keeping)
        return item;
    }

  return NULL;
}

static ClientOutboxItem *
find_state (ClientOutboxQueue *self, ClientMessageState state)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      if (item->outgoing->state == state)
        return item;
    }

  return NULL;
}

/**
 * client_outbox_queue_find_homeless:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): the first that waits and is in no file
 */
ClientOutboxItem *
client_outbox_queue_find_homeless (ClientOutboxQueue *self)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      if (item->outgoing->state == CLIENT_MESSAGE_QUEUED && !item->is_elsewhere)
        return item;
    }

  return NULL;
}

/**
 * client_outbox_queue_find_elsewhere:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): the first that is in a file that is not open now
 */
ClientOutboxItem *
client_outbox_queue_find_elsewhere (ClientOutboxQueue *self)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      if (item->is_elsewhere)
        return item;
    }

  return NULL;
}

/**
 * client_outbox_queue_find_surplus:
 * @self: a queue
 *
 * Returns: (transfer none) (nullable): the first that was refused, if there are too many
 */
ClientOutboxItem *
client_outbox_queue_find_surplus (ClientOutboxQueue *self)
{
  if (self->n_failed <= CLIENT_OUTBOX_MAX_MESSAGES)
    return NULL;

  return find_state (self, CLIENT_MESSAGE_FAILED);
}

/**
 * client_outbox_queue_choose:
 * @self: a queue
 *
 * Chooses what may be sent now: of each room the first that waits, if it is in the
 * cache. It is under way from now on.
 *
 * Returns: (transfer full) (element-type ClientOutgoing): copies of the messages
 */
GPtrArray *
client_outbox_queue_choose (ClientOutboxQueue *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) client_outgoing_free);
  g_autoptr (GHashTable) rooms = g_hash_table_new (g_str_hash, g_str_equal);

  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      if (item->outgoing->state != CLIENT_MESSAGE_QUEUED
          || !g_hash_table_add (rooms, item->outgoing->room))
        continue;
      if (g_hash_table_size (rooms) > UNDER_WAY_MAX)
        break;
      if (!item->is_kept || item->is_under_way)
        continue;

      item->is_under_way = TRUE;
      g_ptr_array_add (chosen, client_outgoing_copy (item->outgoing));
    }

  return chosen;
}

/**
 * client_outbox_queue_rewind:
 * @self: a queue
 *
 * Says that no answer will come any more: what is under way waits again.
 */
void
client_outbox_queue_rewind (ClientOutboxQueue *self)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    ((ClientOutboxItem *) link->data)->is_under_way = FALSE;
}

/**
 * client_outbox_queue_forget_cache:
 * @self: a queue
 * @is_file: whether what is in it is still there later
 *
 * Says that there is no cache any more: nothing is in it.
 */
void
client_outbox_queue_forget_cache (ClientOutboxQueue *self, gboolean is_file)
{
  for (GList *link = self->items.head; link != NULL; link = link->next)
    {
      ClientOutboxItem *item = link->data;

      item->is_elsewhere =
        item->is_elsewhere || (is_file && (item->is_kept || item->is_keeping));
      item->is_keeping = FALSE;
      item->is_kept = FALSE;
    }
}
