/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-person.h"

/* The first letter or digit at or after @p in its word; 0 for a word that has none. */
static gunichar
find_letter (const char *p)
{
  for (; *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return g_unichar_totitle (g_utf8_get_char (p));

  return 0;
}

/**
 * ui_person_get_initials:
 * @name: the name of a person, UTF-8
 *
 * Returns: (transfer full): the first letters of the first and the last word of the
 *   name that have one, and of no more than that: scripts without capitals have
 *   initials as well. Empty for a name without letters.
 */
char *
ui_person_get_initials (const char *name)
{
  g_autoptr (GString) initials = g_string_new (NULL);
  gboolean is_start = TRUE;
  gunichar first = 0;
  gunichar last = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar letter = is_start ? find_letter (p) : 0;

      is_start = g_unichar_isspace (g_utf8_get_char (p));
      if (letter == 0)
        continue;
      if (first == 0)
        first = letter;
      else
        last = letter;
    }

  if (first != 0)
    g_string_append_unichar (initials, first);
  if (last != 0)
    g_string_append_unichar (initials, last);

  return g_string_free (g_steal_pointer (&initials), FALSE);
}

/**
 * ui_person_get_color:
 * @id: the id of a person
 *
 * Gives everybody a color that stays when they change their name.
 *
 * Returns: a number from 1 to %UI_PERSON_COLORS
 */
guint
ui_person_get_color (const char *id)
{
  /* Ids are short and alike: without the last step neighbors would share what is left of
   * their hash. */
  guint32 hash = 2166136261u;

  for (const char *p = id; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * 16777619u;
  hash ^= hash >> 15;

  return hash % UI_PERSON_COLORS + 1;
}
