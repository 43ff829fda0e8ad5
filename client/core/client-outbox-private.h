/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-outbox-queue.h"
#include "client-outbox.h"

G_BEGIN_DECLS

struct _ClientOutbox
{
  GObject parent_instance;

  ClientOutboxQueue queue;

  ClientCache *cache;
  guint opening; /* which cache it is, by number */
  guint n_keeping;

  guint keep_source;

  gboolean is_online;
  guint pause_source;
};

void client_outbox_flush          (ClientOutbox *self);
void client_outbox_report_failure (ClientOutbox *self, const GError *error);

/* client-outbox-keep.c: what the cache has of it. */
void client_outbox_keep        (ClientOutbox *self);
void client_outbox_write_state (ClientOutbox *self, const ClientOutgoing *outgoing);
void client_outbox_forget      (ClientOutbox *self, ClientOutboxItem *item);

G_END_DECLS
