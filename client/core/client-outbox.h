/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

G_BEGIN_DECLS

/*
 * Most messages, and most bytes of text, that wait to be sent. They wait in
 * memory while the server is away, for as long as it is away.
 */
#define CLIENT_OUTBOX_MAX_MESSAGES 1000
#define CLIENT_OUTBOX_MAX_BYTES (1024 * 1024)

/**
 * ClientOutbox:
 *
 * One's own messages that are not sent yet, in order. First come those that have
 * been handed to the connection, then those that wait.
 */
typedef struct _ClientOutbox ClientOutbox;

ClientOutbox *client_outbox_new  (void);
void          client_outbox_free (ClientOutbox *self);

gboolean       client_outbox_push   (ClientOutbox *self, ClientMessage *message, GError **error);
ClientMessage *client_outbox_next   (ClientOutbox *self);
void           client_outbox_sent   (ClientOutbox *self);
void           client_outbox_rewind (ClientOutbox *self);
void           client_outbox_fail   (ClientOutbox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientOutbox, client_outbox_free)

G_END_DECLS
