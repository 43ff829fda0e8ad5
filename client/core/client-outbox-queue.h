/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-outgoing.h"

G_BEGIN_DECLS

/**
 * ClientOutboxItem:
 * @outgoing: the message, queued or failed
 * @is_keeping: whether it is being written to the cache
 * @is_kept: whether it is in the cache
 * @is_elsewhere: whether it is in a file that is not open now
 * @is_under_way: whether it was sent, and the answer has not come
 *
 * A message in the outbox.
 */
typedef struct
{
  ClientOutgoing *outgoing;
  gboolean is_keeping;
  gboolean is_kept;
  gboolean is_elsewhere;
  gboolean is_under_way;
} ClientOutboxItem;

/**
 * ClientOutboxQueue:
 * @n_queued: how many wait
 * @n_failed: how many were refused
 *
 * The messages of an outbox in the order in which they were written, and which of them
 * is next.
 */
typedef struct
{
  guint n_queued;
  guint n_failed;

  /*< private >*/
  GQueue items;
  gsize queued_bytes;
} ClientOutboxQueue;

void client_outbox_queue_init  (ClientOutboxQueue *self);
void client_outbox_queue_clear (ClientOutboxQueue *self);

gboolean          client_outbox_queue_has_room  (ClientOutboxQueue *self, const char *text);
ClientOutboxItem *client_outbox_queue_add       (ClientOutboxQueue *self, ClientOutgoing *outgoing,
                                                 gboolean is_kept);
void              client_outbox_queue_take      (ClientOutboxQueue *self, GPtrArray *kept);
void              client_outbox_queue_set_state (ClientOutboxQueue *self, ClientOutboxItem *item,
                                                 ClientMessageState state, const char *why);
void              client_outbox_queue_remove    (ClientOutboxQueue *self, ClientOutboxItem *item);

ClientOutboxItem *client_outbox_queue_find         (ClientOutboxQueue *self, const char *nonce);
ClientOutboxItem *client_outbox_queue_find_unkept  (ClientOutboxQueue *self);
ClientOutboxItem *client_outbox_queue_find_homeless (ClientOutboxQueue *self);
ClientOutboxItem *client_outbox_queue_find_elsewhere (ClientOutboxQueue *self);
ClientOutboxItem *client_outbox_queue_find_surplus (ClientOutboxQueue *self);

GPtrArray *client_outbox_queue_choose       (ClientOutboxQueue *self);
void       client_outbox_queue_rewind       (ClientOutboxQueue *self);
void       client_outbox_queue_forget_cache (ClientOutboxQueue *self, gboolean is_file);

G_END_DECLS
