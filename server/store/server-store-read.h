/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"
#include "server-query.h"
#include "server-tokenizer.h"

G_BEGIN_DECLS

/**
 * ServerReader:
 * @database: a connection that only reads
 * @tokenizer: cuts texts into words as the index does
 *
 * What a thread that reads has of its own.
 */
typedef struct
{
  ServerDatabase *database;
  ServerTokenizer *tokenizer;
} ServerReader;

/* Each answers one kind of query, within one transaction, so that all it reads
 * stood so at the same moment. A refusal is of CHARLA_CODE_ERROR; the failure of
 * the database sticks to it. */
typedef gboolean (*ServerReadFunc) (ServerReader *self, const ServerQuery *query,
                                    ServerAnswer *answer, GError **error);

gboolean server_read_history   (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_search    (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_events    (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_welcome   (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_rooms     (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_members   (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_whois     (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_account   (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_directory (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_bans      (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
gboolean server_read_audit     (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);
GPtrArray *server_read_sanctions (ServerReader *self);

gboolean server_read_rules     (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                                GError **error);

gboolean server_read_is_behind (ServerReader *self, gint64 user, gint64 since);

G_END_DECLS
