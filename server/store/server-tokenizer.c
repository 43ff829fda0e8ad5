/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-tokenizer.h"

#include <string.h>

struct _ServerTokenizer
{
  fts5_tokenizer functions;
  Fts5Tokenizer *instance;
};

static fts5_api *
find_api (ServerDatabase *database)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  server_database_fail (database, sqlite3_prepare_v2 (server_database_get_handle (database),
                                                      "SELECT fts5 (?)", -1, &statement, NULL));
  if (statement != NULL)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);

  return api;
}

/**
 * server_tokenizer_new:
 * @database: a connection; it has to live longer
 * @error: return location for an error
 *
 * Returns: (transfer full): a tokenizer, or %NULL with %SERVER_STORE_ERROR
 */
ServerTokenizer *
server_tokenizer_new (ServerDatabase *database, GError **error)
{
  static const char *options[] = { "remove_diacritics", "2" };
  g_autoptr (ServerTokenizer) self = g_new0 (ServerTokenizer, 1);
  fts5_api *api = find_api (database);
  void *context = NULL;

  if (api == NULL
      || api->xFindTokenizer (api, "unicode61", &context, &self->functions) != SQLITE_OK
      || self->functions.xCreate (context, options, G_N_ELEMENTS (options), &self->instance)
           != SQLITE_OK)
    {
      if (server_database_take_failure (database, error))
        g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FAILED,
                             "This SQLite cannot search: it lacks FTS5");
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * server_tokenizer_free:
 * @self: (transfer full): a tokenizer
 */
void
server_tokenizer_free (ServerTokenizer *self)
{
  if (self->instance != NULL)
    self->functions.xDelete (self->instance);
  g_free (self);
}

typedef struct
{
  GPtrArray *words;
  guint limit;
} Split;

static int
add_word (void *user_data, int flags, const char *word, int length, int start, int end)
{
  Split *split = user_data;
  g_autofree char *copy = g_strndup (word, length);

  if (split->words->len >= split->limit)
    return SQLITE_DONE;
  if (!g_ptr_array_find_with_equal_func (split->words, copy, g_str_equal, NULL))
    g_ptr_array_add (split->words, g_steal_pointer (&copy));

  return SQLITE_OK;
}

/**
 * server_tokenizer_split:
 * @self: a tokenizer
 * @text: what somebody searches for
 * @limit: most words
 *
 * Returns: (transfer full) (element-type utf8): the different words of @text,
 *   without case and accents
 */
GPtrArray *
server_tokenizer_split (ServerTokenizer *self, const char *text, guint limit)
{
  Split split = { g_ptr_array_new_with_free_func (g_free), limit };

  self->functions.xTokenize (self->instance, &split, FTS5_TOKENIZE_QUERY, text, strlen (text),
                             add_word);

  return split.words;
}

typedef struct
{
  GPtrArray *words;
  guint32 found; /* a bit a word */
} Match;

static int
match_word (void *user_data, int flags, const char *word, int length, int start, int end)
{
  Match *match = user_data;
  guint32 all = (1u << match->words->len) - 1;

  for (guint i = 0; i < match->words->len; i++)
    {
      const char *beginning = match->words->pdata[i];
      gsize size = strlen (beginning);

      if (size <= (gsize) length && memcmp (word, beginning, size) == 0)
        match->found |= 1u << i;
    }

  return match->found == all ? SQLITE_DONE : SQLITE_OK;
}

/**
 * server_tokenizer_matches:
 * @self: a tokenizer
 * @text: a text
 * @words: (element-type utf8): what server_tokenizer_split() has made; at most 31
 *
 * Returns: whether each of @words begins a word of @text
 */
gboolean
server_tokenizer_matches (ServerTokenizer *self, const char *text, GPtrArray *words)
{
  Match match = { words, 0 };

  self->functions.xTokenize (self->instance, &match, FTS5_TOKENIZE_DOCUMENT, text, strlen (text),
                             match_word);

  return match.found == (1u << words->len) - 1;
}
