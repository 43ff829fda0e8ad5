/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _CharlaQueueChunk CharlaQueueChunk;

/* What waits to be written: pieces by reference, so that one that goes to many
 * is in memory once. Zero-filled, it is empty, and empty it holds no memory.
 * Private to the library. */
typedef struct
{
  CharlaQueueChunk *first;
  CharlaQueueChunk *last;
  guint length;  /* pieces that wait */
  guint16 begin; /* the first piece in the first chunk */
  guint16 end;   /* behind the last piece in the last chunk */
  gsize size;    /* bytes that wait */
  gsize sent;    /* bytes of the first piece that have gone already */
} CharlaQueue;

G_GNUC_INTERNAL gboolean charla_queue_is_empty (const CharlaQueue *self);
G_GNUC_INTERNAL gsize    charla_queue_get_cost (const CharlaQueue *self);
G_GNUC_INTERNAL void     charla_queue_push     (CharlaQueue *self, GBytes *piece);
G_GNUC_INTERNAL guint    charla_queue_peek     (const CharlaQueue *self, GOutputVector *vectors,
                                                guint n_vectors);
G_GNUC_INTERNAL void     charla_queue_pop      (CharlaQueue *self, gsize size);
G_GNUC_INTERNAL void     charla_queue_clear    (CharlaQueue *self);

G_END_DECLS
