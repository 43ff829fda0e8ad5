/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-backlog.h"

struct _ServerBacklog
{
  GQueue places; /* who has waited longest comes first */
  gsize size;
  gsize limit;
};

/**
 * server_backlog_new:
 * @limit: what may wait for all, in bytes
 *
 * Returns: (transfer full): a backlog of nobody
 */
ServerBacklog *
server_backlog_new (gsize limit)
{
  ServerBacklog *self = g_new0 (ServerBacklog, 1);

  g_queue_init (&self->places);
  self->limit = limit;

  return self;
}

/**
 * server_backlog_free:
 * @self: (transfer full): a backlog of nobody
 */
void
server_backlog_free (ServerBacklog *self)
{
  g_assert (self->places.length == 0 && self->size == 0);
  g_free (self);
}

/**
 * server_backlog_set:
 * @self: a backlog
 * @place: the place of @item
 * @item: for whom something waits; they set it to 0 before they go away
 * @size: how much, in bytes
 *
 * Takes note of how much waits for somebody.
 */
void
server_backlog_set (ServerBacklog *self, ServerBacklogPlace *place, gpointer item, gsize size)
{
  if (place->size == 0 && size > 0)
    {
      place->link.data = item;
      g_queue_push_tail_link (&self->places, &place->link);
    }
  else if (place->size > 0 && size == 0)
    g_queue_unlink (&self->places, &place->link);

  self->size += size;
  self->size -= place->size;
  place->size = size;
}

/**
 * server_backlog_get_excess:
 * @self: a backlog
 *
 * Returns: (transfer none) (nullable): who has not read for longest, when more waits
 *   than may; to be asked again when nothing waits for them any more
 */
gpointer
server_backlog_get_excess (ServerBacklog *self)
{
  return self->size > self->limit ? g_queue_peek_head (&self->places) : NULL;
}
