/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-completion-names.h"

#include <charla.h>

/* Without regard to case and accents: what one types in a hurry. */
static char *
fold (const char *text)
{
  g_autofree char *folded = NULL;
  g_autofree char *apart = NULL;
  GString *bare = NULL;

  /* There may be thousands of names at every key, and most are such. */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  folded = g_utf8_casefold (text, -1);
  apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  bare = g_string_new (NULL);

  for (const char *p = apart; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));

  return g_string_free (bare, FALSE);
}

/* How well a name fits: 0 not, 1 with one of its words, 2 from its beginning. */
static guint
rate (const char *name, const char *query)
{
  g_autofree char *folded = fold (name);

  if (g_str_has_prefix (folded, query))
    return 2;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (!g_unichar_isalnum (g_utf8_get_char (p)) && g_str_has_prefix (next, query))
        return 1;
    }

  return 0;
}

/* As the server compares names: with accents. */
static gboolean
is_whole (GPtrArray *found, const char *query)
{
  g_autofree char *only = NULL;
  g_autofree char *whole = NULL;

  if (found->len != 1)
    return FALSE;

  only = charla_name_fold (g_ptr_array_index (found, 0));
  whole = charla_name_fold (query);
  return g_strcmp0 (only, whole) == 0;
}

/**
 * ui_completion_names:
 * @names: (element-type utf8): names, those first that are most likely meant
 * @query: what is written of one of them
 * @limit: most names to find
 *
 * Finds the names that begin like @query, or of which one word does, without regard to
 * case and accents. A name that stands there already, and could not become another one, is
 * none to offer.
 *
 * Returns: (transfer container) (element-type utf8): names of @names, each once: those that
 *   begin like it first, and otherwise in their order
 */
GPtrArray *
ui_completion_names (GPtrArray *names, const char *query, guint limit)
{
  g_autofree char *folded = fold (query);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < names->len && found->len < limit; i++)
    {
      char *name = g_ptr_array_index (names, i);
      guint fit = rate (name, folded);

      if (fit > 0 && g_hash_table_add (seen, name))
        g_ptr_array_add (fit == 2 ? found : words, name);
    }
  for (guint i = 0; i < words->len && found->len < limit; i++)
    g_ptr_array_add (found, g_ptr_array_index (words, i));

  if (is_whole (found, query))
    g_ptr_array_set_size (found, 0);
  return found;
}
