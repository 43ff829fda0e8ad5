/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

/**
 * ServerTokenizer:
 *
 * Cuts a text into words exactly as the index does: with SQLite's own tokenizer.
 * What somebody searches for is thus never taken for the syntax of a query.
 */
typedef struct _ServerTokenizer ServerTokenizer;

ServerTokenizer *server_tokenizer_new     (ServerDatabase *database, GError **error);
void             server_tokenizer_free    (ServerTokenizer *self);
char            *server_tokenizer_fold    (const char *text);
GPtrArray       *server_tokenizer_split   (ServerTokenizer *self, const char *text, guint limit);
gboolean         server_tokenizer_matches (ServerTokenizer *self, const char *text,
                                           GPtrArray *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerTokenizer, server_tokenizer_free)

G_END_DECLS
