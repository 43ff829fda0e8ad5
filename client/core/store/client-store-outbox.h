/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-database.h"
#include "client-outgoing.h"

G_BEGIN_DECLS

gboolean client_store_outbox_add     (ClientDatabase *database, const ClientOutgoing *outgoing);
void     client_store_outbox_update  (ClientDatabase *database, const char *nonce,
                                      ClientMessageState state, gint64 seq, const char *why);
void     client_store_outbox_remove  (ClientDatabase *database, const char *nonce);
void     client_store_outbox_arrived (ClientDatabase *database, gint64 seq);
void     client_store_outbox_settle  (ClientDatabase *database, gint64 cursor);
GPtrArray *client_store_outbox_list  (ClientDatabase *database);

void        client_store_set_draft   (ClientDatabase *database, const char *room,
                                      const char *text);
GHashTable *client_store_list_drafts (ClientDatabase *database);

G_END_DECLS
