/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-spelling-languages.h"

#include <string.h>

static gboolean
is_same_language (const char *one, const char *other)
{
  gsize length = strcspn (one, "_-.@");

  return length > 1 && length == strcspn (other, "_-.@") && strncmp (one, other, length) == 0;
}

static const char *
find_installed (const char *wanted, const char *const *installed)
{
  g_autofree char *plain = g_strndup (wanted, strcspn (wanted, ".@"));
  g_autofree char *language = g_strndup (wanted, strcspn (wanted, "_-.@"));
  g_autofree char *upper = g_ascii_strup (language, -1);
  g_autofree char *home = g_strdup_printf ("%s_%s", language, upper);
  const char *found = NULL;

  for (guint i = 0; installed[i] != NULL; i++)
    {
      if (g_strcmp0 (installed[i], plain) == 0)
        return installed[i];
      if (g_strcmp0 (installed[i], home) == 0
          || (found == NULL && is_same_language (wanted, installed[i])))
        found = installed[i];
    }

  return found;
}

/**
 * ui_spelling_choose_languages:
 * @wanted: (array zero-terminated=1): names of languages or locales, as of
 *   g_get_language_names()
 * @installed: (array zero-terminated=1): the dictionaries that there are, such as `en_US`
 *
 * Chooses a dictionary for each language: the one of the country, or else another one of the
 * language.
 *
 * Returns: (transfer full) (array zero-terminated=1): dictionaries of @installed, each language
 *   once
 */
char **
ui_spelling_choose_languages (const char *const *wanted, const char *const *installed)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const char *found = find_installed (wanted[i], installed);
      gboolean is_new = found != NULL;

      for (guint n = 0; n < chosen->len && is_new; n++)
        is_new = !is_same_language (found, g_ptr_array_index (chosen, n));
      if (is_new)
        g_ptr_array_add (chosen, g_strdup (found));
    }

  g_ptr_array_add (chosen, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&chosen), FALSE);
}

/* How those who speak a language call it. */
static const struct
{
  const char *code;
  const char *name;
} names[] = {
  { "ar", "العربية" },   { "bg", "Български" }, { "ca", "Català" },     { "cs", "Čeština" },
  { "da", "Dansk" },     { "de", "Deutsch" },   { "el", "Ελληνικά" },   { "en", "English" },
  { "eo", "Esperanto" }, { "es", "Español" },   { "et", "Eesti" },      { "eu", "Euskara" },
  { "fa", "فارسی" },     { "fi", "Suomi" },     { "fr", "Français" },   { "ga", "Gaeilge" },
  { "gl", "Galego" },    { "he", "עברית" },     { "hr", "Hrvatski" },   { "hu", "Magyar" },
  { "it", "Italiano" },  { "lt", "Lietuvių" },  { "lv", "Latviešu" },   { "nb", "Bokmål" },
  { "nl", "Nederlands" }, { "nn", "Nynorsk" },  { "pl", "Polski" },     { "pt", "Português" },
  { "ro", "Română" },    { "ru", "Русский" },   { "sk", "Slovenčina" }, { "sl", "Slovenščina" },
  { "sr", "Српски" },    { "sv", "Svenska" },   { "tr", "Türkçe" },     { "uk", "Українська" },
};

/**
 * ui_spelling_describe_language:
 * @language: a dictionary, such as `en_US`
 *
 * Returns: (transfer full): the language by its own name, and the country: “English (US)”
 */
char *
ui_spelling_describe_language (const char *language)
{
  gsize length = strcspn (language, "_-");
  const char *country = language[length] != '\0' ? language + length + 1 : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].code) == length && strncmp (names[i].code, language, length) == 0)
      return country != NULL ? g_strdup_printf ("%s (%s)", names[i].name, country)
                             : g_strdup (names[i].name);

  return g_strdup (language);
}
