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

static gboolean
is_accent (gunichar c)
{
  return c >= 0x0300 && c <= 0x036F;
}

/**
 * server_tokenizer_fold:
 * @text: a text, in UTF-8
 *
 * Makes of a text what is searched: without case, accents and the different ways
 * to write the same, in all scripts. The tokenizer knows only some of them. Marks
 * other than accents stay, for in some scripts they are what makes the word.
 *
 * Returns: (transfer full): the text to be indexed
 */
char *
server_tokenizer_fold (const char *text)
{
  g_autofree char *apart = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) plain = NULL;

  if (g_str_is_ascii (text))
    return g_strdup (text);

  apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFKD);
  plain = g_string_sized_new (strlen (apart));
  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_accent (g_utf8_get_char (p)))
        g_string_append_len (plain, p, g_utf8_next_char (p) - p);
    }
  folded = g_utf8_casefold (plain->str, plain->len);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
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
  g_autofree char *folded = server_tokenizer_fold (text);

  self->functions.xTokenize (self->instance, &split, FTS5_TOKENIZE_QUERY, folded, strlen (folded),
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
  g_autofree char *folded = server_tokenizer_fold (text);

  self->functions.xTokenize (self->instance, &match, FTS5_TOKENIZE_DOCUMENT, folded,
                             strlen (folded), match_word);

  return match.found == (1u << words->len) - 1;
}
