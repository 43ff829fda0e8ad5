/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-queue.h"

/* What a piece costs besides its bytes, about: its place in the queue, and the
 * GBytes that is held for it. Without it, a reader that stopped at a great many
 * tiny messages would cost several times its limit. */
#define PIECE_COST 96

gboolean
charla_queue_is_empty (const CharlaQueue *self)
{
  return self->pieces.head == NULL;
}

/* The memory that the queue keeps in use, in bytes, about. */
gsize
charla_queue_get_cost (const CharlaQueue *self)
{
  return self->size + (gsize) self->pieces.length * PIECE_COST;
}

void
charla_queue_push (CharlaQueue *self, GBytes *piece)
{
  if (g_bytes_get_size (piece) == 0)
    return;

  g_queue_push_tail (&self->pieces, g_bytes_ref (piece));
  self->size += g_bytes_get_size (piece);
}

/* Points @vectors to the bytes that are to be written next, and returns how
 * many of them it filled in. */
guint
charla_queue_peek (const CharlaQueue *self, GOutputVector *vectors, guint n_vectors)
{
  gsize skip = self->sent;
  guint n = 0;

  for (GList *l = self->pieces.head; l != NULL && n < n_vectors; l = l->next)
    {
      gsize size = 0;
      const guint8 *data = g_bytes_get_data (l->data, &size);

      vectors[n].buffer = data + skip;
      vectors[n].size = size - skip;
      skip = 0;
      n++;
    }

  return n;
}

/* @size bytes have been written. */
void
charla_queue_pop (CharlaQueue *self, gsize size)
{
  self->size -= size;
  self->sent += size;

  while (self->pieces.head != NULL && self->sent >= g_bytes_get_size (self->pieces.head->data))
    {
      g_autoptr (GBytes) piece = g_queue_pop_head (&self->pieces);

      self->sent -= g_bytes_get_size (piece);
    }
}

void
charla_queue_clear (CharlaQueue *self)
{
  g_queue_clear_full (&self->pieces, (GDestroyNotify) g_bytes_unref);
  self->size = 0;
  self->sent = 0;
}
