/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache.h"

G_BEGIN_DECLS

/**
 * CLIENT_OUTBOX_MAX_MESSAGES:
 *
 * Most messages that wait to be sent. They wait for as long as the server is away. Of
 * those that a server has refused no more are kept, either.
 */
#define CLIENT_OUTBOX_MAX_MESSAGES 1000

/**
 * CLIENT_OUTBOX_MAX_BYTES:
 *
 * Most bytes of text that wait to be sent.
 */
#define CLIENT_OUTBOX_MAX_BYTES (1024 * 1024)

#define CLIENT_TYPE_OUTBOX (client_outbox_get_type ())
G_DECLARE_FINAL_TYPE (ClientOutbox, client_outbox, CLIENT, OUTBOX, GObject)

ClientOutbox *client_outbox_new (void);

void client_outbox_open       (ClientOutbox *self, ClientCache *cache, GPtrArray *kept);
void client_outbox_close      (ClientOutbox *self, gboolean is_file);
void client_outbox_set_online (ClientOutbox *self, gboolean is_online);

const ClientOutgoing *client_outbox_push   (ClientOutbox *self, const char *room, const char *text,
                                            gint64 reply, GError **error);
void                  client_outbox_answer (ClientOutbox *self, const char *nonce, gint64 seq,
                                            const GError *error, guint retry_ms);
void                  client_outbox_retry  (ClientOutbox *self, const char *nonce);
gboolean              client_outbox_drop   (ClientOutbox *self, const char *nonce);
void                  client_outbox_fail   (ClientOutbox *self, const char *why);
char                **client_outbox_leave  (ClientOutbox *self, const char *why);

guint client_outbox_get_n_queued (ClientOutbox *self);

G_END_DECLS
