/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-queue.h"

/* What a piece costs besides its bytes, about: its place in the queue, and the
 * GBytes that is held for it. Without it, a reader that stopped at a great many
 * tiny messages would cost several times its limit. */
#define PIECE_COST 96

/* As many as come together in a busy turn: memory is asked for once for all of
 * them, where a thousand connections are told the same. */
#define CHUNK_PIECES 30

struct _CharlaQueueChunk
{
  CharlaQueueChunk *next;
  GBytes *pieces[CHUNK_PIECES];
};

gboolean
charla_queue_is_empty (const CharlaQueue *self)
{
  return self->length == 0;
}

/* The memory that the queue keeps in use, in bytes, about. */
gsize
charla_queue_get_cost (const CharlaQueue *self)
{
  return self->size + (gsize) self->length * PIECE_COST;
}

static void
add_chunk (CharlaQueue *self)
{
  CharlaQueueChunk *chunk = g_new (CharlaQueueChunk, 1);

  chunk->next = NULL;
  if (self->last != NULL)
    self->last->next = chunk;
  else
    self->first = chunk;
  self->last = chunk;
  self->end = 0;
}

static void
remove_chunk (CharlaQueue *self)
{
  CharlaQueueChunk *chunk = self->first;

  self->first = chunk->next;
  if (self->first == NULL)
    self->last = NULL;
  self->begin = 0;
  g_free (chunk);
}

void
charla_queue_push (CharlaQueue *self, GBytes *piece)
{
  if (g_bytes_get_size (piece) == 0)
    return;

  if (self->last == NULL || self->end == CHUNK_PIECES)
    add_chunk (self);
  self->last->pieces[self->end++] = g_bytes_ref (piece);
  self->length++;
  self->size += g_bytes_get_size (piece);
}

/* Points @vectors to the bytes that are to be written next, and returns how
 * many of them it filled in. */
guint
charla_queue_peek (const CharlaQueue *self, GOutputVector *vectors, guint n_vectors)
{
  const CharlaQueueChunk *chunk = self->first;
  gsize skip = self->sent;
  guint place = self->begin;
  guint n = 0;

  for (; n < n_vectors && n < self->length; n++)
    {
      const guint8 *data = NULL;
      gsize size = 0;

      if (place == CHUNK_PIECES)
        {
          chunk = chunk->next;
          place = 0;
        }
      data = g_bytes_get_data (chunk->pieces[place++], &size);
      vectors[n].buffer = data + skip;
      vectors[n].size = size - skip;
      skip = 0;
    }

  return n;
}

static void
remove_first (CharlaQueue *self)
{
  g_autoptr (GBytes) piece = self->first->pieces[self->begin++];

  self->length--;
  if (self->length == 0 || self->begin == CHUNK_PIECES)
    remove_chunk (self);
}

/* @size bytes have been written. */
void
charla_queue_pop (CharlaQueue *self, gsize size)
{
  self->size -= size;
  self->sent += size;

  while (self->length > 0)
    {
      gsize first = g_bytes_get_size (self->first->pieces[self->begin]);

      if (self->sent < first)
        return;

      self->sent -= first;
      remove_first (self);
    }
}

void
charla_queue_clear (CharlaQueue *self)
{
  while (self->length > 0)
    remove_first (self);
  self->size = 0;
  self->sent = 0;
}
