/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-emoji.h"

#include <gio/gio.h>
#include <string.h>

#include "ui-emoji-names.h"

/* Longest code that is looked for, in bytes. */
#define PREFIX_MAX 64

/* How well a code or a word fits, best first. */
typedef enum
{
  FIT_EXACT,
  FIT_BEGINNING,
  FIT_WORD,
  FIT_KEYWORD,
  FIT_KEYWORD_BEGINNING,
  N_FITS
} Fit;

typedef struct
{
  const char *prefix; /* folded */
  gsize length;
  guint limit;
  GPtrArray *found[N_FITS];
} Search;

/* As codes are: lowercase, words joined, without what stands on letters. */
static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);
  g_autofree char *plain = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_combining_class (c) == 0)
        g_string_append_unichar (folded, c == ' ' || c == '-' ? '_' : c);
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

static Fit
get_fit_of_code (Search *search, const char *code)
{
  const char *place = strstr (code, search->prefix);

  if (place == code)
    return code[search->length] == '\0' ? FIT_EXACT : FIT_BEGINNING;

  for (; place != NULL; place = strstr (place + 1, search->prefix))
    if (place[-1] == '_')
      return FIT_WORD;

  return N_FITS;
}

/* @word is the first of some, behind the last of which there is an empty one. */
static Fit
get_fit_of_words (Search *search, const char *word)
{
  Fit best = N_FITS;

  for (; *word != '\0'; word += strlen (word) + 1)
    if (strncmp (word, search->prefix, search->length) == 0)
      best = MIN (best, word[search->length] == '\0' ? FIT_KEYWORD : FIT_KEYWORD_BEGINNING);

  return best;
}

static void
keep (Search *search, Fit fit, const char *emoji, const char *code)
{
  UiEmoji *found = NULL;

  if (fit == N_FITS || search->found[fit]->len >= search->limit)
    return;

  found = g_new (UiEmoji, 1);
  found->emoji = emoji;
  found->code = code;
  g_ptr_array_add (search->found[fit], found);
}

static void
search_names (Search *search, GBytes *names)
{
  gsize size = 0;
  const char *p = g_bytes_get_data (names, &size);
  const char *end = p + size;

  while (p < end)
    {
      const char *emoji = p;
      const char *code = emoji + strlen (emoji) + 1;
      const char *folded = code + strlen (code) + 1;
      const char *words = folded + strlen (folded) + 1;
      Fit fit = get_fit_of_code (search, folded);

      keep (search, fit < N_FITS ? fit : get_fit_of_words (search, words), emoji, code);
      for (p = words; *p != '\0';)
        p += strlen (p) + 1;
      p++;
    }
}

static GBytes *
get_names (const char *language)
{
  static gboolean is_registered = FALSE;
  g_autofree char *path = g_strdup_printf ("/io/github/charla_chat/Charla/emoji/%s", language);

  if (!is_registered)
    ui_emoji_names_register_resource ();
  is_registered = TRUE;

  return g_resource_lookup_data (ui_emoji_names_get_resource (), path,
                                 G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

/* One's own language first, then English. */
static void
search_languages (Search *search)
{
  const char *const *languages = g_get_language_names ();
  g_autoptr (GBytes) english = get_names ("en");
  g_autoptr (GBytes) own = NULL;

  for (gsize i = 0; languages[i] != NULL && own == NULL; i++)
    own = get_names (languages[i]);

  if (own != NULL && !g_bytes_equal (own, english))
    search_names (search, own);
  search_names (search, english);
}

static gboolean
contains (GPtrArray *emoji, const UiEmoji *one)
{
  for (guint i = 0; i < emoji->len; i++)
    {
      const UiEmoji *other = g_ptr_array_index (emoji, i);

      if (g_str_equal (other->emoji, one->emoji))
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
take_best (Search *search)
{
  GPtrArray *best = g_ptr_array_new_with_free_func (g_free);

  for (Fit fit = FIT_EXACT; fit < N_FITS; fit++)
    for (guint i = 0; i < search->found[fit]->len && best->len < search->limit; i++)
      {
        const UiEmoji *one = g_ptr_array_index (search->found[fit], i);

        if (!contains (best, one))
          g_ptr_array_add (best, g_memdup2 (one, sizeof *one));
      }

  return best;
}

/**
 * ui_emoji_find:
 * @prefix: what was typed behind a colon, UTF-8
 * @limit: how many to return at most
 *
 * Finds emoji by their names, then by what they stand for, in one's own language and in
 * English: what is called so, what begins so, what has a word that begins so, and what has
 * something to do with it. Takes a fraction of a millisecond, and no memory.
 *
 * Returns: (transfer full) (element-type UiEmoji): the emoji, best first
 */
GPtrArray *
ui_emoji_find (const char *prefix, guint limit)
{
  g_autofree char *folded = fold (prefix);
  Search search = { .prefix = folded, .length = strlen (folded), .limit = limit };
  GPtrArray *best = NULL;

  for (Fit fit = FIT_EXACT; fit < N_FITS; fit++)
    search.found[fit] = g_ptr_array_new_with_free_func (g_free);
  if (search.length > 0 && search.length <= PREFIX_MAX)
    search_languages (&search);

  best = take_best (&search);
  for (Fit fit = FIT_EXACT; fit < N_FITS; fit++)
    g_ptr_array_unref (search.found[fit]);

  return best;
}
