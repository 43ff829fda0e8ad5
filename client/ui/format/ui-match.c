/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-match.h"

#include <string.h>

/* Letters that are two for those who cannot type them, or another without a mark of its own. */
static const char *
spell_out (gunichar c)
{
  switch (c)
    {
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00F8:
      return "o";
    case 0x0111:
      return "d";
    case 0x0131:
      return "i";
    case 0x0142:
      return "l";
    case 0x03C2:
      return "σ";
    default:
      return NULL;
    }
}

/* Adds what a character is without case and accents; perhaps nothing. */
static void
append_folded (GString *folded, gunichar c)
{
  gunichar parts[18];
  gsize n_parts = 0;

  if (c < 0x80)
    {
      g_string_append_c (folded, g_ascii_tolower ((char) c));
      return;
    }

  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    {
      gunichar lower = g_unichar_tolower (parts[i]);
      const char *spelled = spell_out (lower);

      if (g_unichar_ismark (parts[i]) || g_unichar_type (parts[i]) == G_UNICODE_FORMAT)
        continue;
      if (spelled != NULL)
        g_string_append (folded, spelled);
      else
        g_string_append_unichar (folded, lower);
    }
}

/**
 * ui_match_fold:
 * @text: a text, UTF-8
 *
 * Returns: (transfer full): the text as ui_match_compare() takes it: without case,
 *   accents, and space at the ends
 */
char *
ui_match_fold (const char *text)
{
  g_autoptr (GString) folded = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (folded, g_utf8_get_char (p));

  return g_strstrip (g_string_free (g_steal_pointer (&folded), FALSE));
}

static gboolean
is_inside_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The next place from @p on at which a word begins, or one of the many signs that are none. */
static const char *
next_word (const char *p, const char *name)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean after_word =
        p > name && is_inside_word (g_utf8_get_char (g_utf8_prev_char (p)));

      if (!g_unichar_isspace (c) && (!after_word || !is_inside_word (c) || g_unichar_iswide (c)))
        return p;
    }

  return NULL;
}

static const char *
find_word (const char *name, const char *word, gsize length)
{
  for (const char *p = next_word (name, name); p != NULL; p = next_word (g_utf8_next_char (p), name))
    if (strncmp (p, word, length) == 0)
      return p;

  return NULL;
}

/* Takes the next word of a text; %NULL if there is none. */
static const char *
take_word (const char **text, gsize *length)
{
  const char *word = *text + strspn (*text, " \t");

  *length = strcspn (word, " \t");
  *text = word + *length;
  return *length > 0 ? word : NULL;
}

/**
 * ui_match_compare:
 * @name: a name, as ui_match_fold() makes it
 * @query: what somebody looks for, likewise; empty finds everything
 *
 * Returns: how well the name is what is looked for
 */
UiMatch
ui_match_compare (const char *name, const char *query)
{
  const char *rest = query;
  const char *word = NULL;
  gsize length = 0;

  if (g_str_has_prefix (name, query))
    return strlen (name) == strlen (query) ? UI_MATCH_WHOLE : UI_MATCH_START;

  while ((word = take_word (&rest, &length)) != NULL)
    if (find_word (name, word, length) == NULL)
      return UI_MATCH_NONE;

  return UI_MATCH_WORD;
}

/* Folds a name, and notes for each byte of the result from where in the name it came. */
static char *
fold_with_places (const char *name, GArray *places)
{
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint place = (guint) (p - name);

      append_folded (folded, g_utf8_get_char (p));
      while (places->len < folded->len)
        g_array_append_val (places, place);
    }

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/* Notes that the characters from which a part of a folded name came are to be marked. */
static void
mark (const char *name, gboolean *marked, GArray *places, gsize start, gsize end)
{
  for (gsize i = start; i < end && i < places->len; i++)
    {
      const char *p = name + g_array_index (places, guint, i);
      const char *next = g_utf8_next_char (p);

      /* What stands on a letter belongs to it. */
      while (*next != '\0' && g_unichar_ismark (g_utf8_get_char (next)))
        next = g_utf8_next_char (next);
      for (; p < next; p++)
        marked[p - name] = TRUE;
    }
}

static char *
write_markup (const char *name, const gboolean *marked)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  const char *p = name;

  while (*p != '\0')
    {
      const char *start = p;
      gboolean is_marked = marked[p - name];
      g_autofree char *escaped = NULL;

      while (*p != '\0' && marked[p - name] == is_marked)
        p++;
      escaped = g_markup_escape_text (start, p - start);
      g_string_append_printf (markup, is_marked ? "<b>%s</b>" : "%s", escaped);
    }

  return g_string_free (g_steal_pointer (&markup), FALSE);
}

/**
 * ui_match_to_markup:
 * @name: a name, as people see it
 * @query: what somebody looks for, as ui_match_fold() makes it
 *
 * Returns: (transfer full): the name as markup for Pango, with what was found in bold
 */
char *
ui_match_to_markup (const char *name, const char *query)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *folded = fold_with_places (name, places);
  g_autofree gboolean *marked = g_new0 (gboolean, strlen (name) + 1);
  const char *rest = query;
  const char *word = NULL;
  gsize length = 0;

  while ((word = take_word (&rest, &length)) != NULL)
    {
      const char *found = find_word (folded, word, length);

      if (found != NULL)
        mark (name, marked, places, (gsize) (found - folded), (gsize) (found - folded) + length);
    }

  return write_markup (name, marked);
}
