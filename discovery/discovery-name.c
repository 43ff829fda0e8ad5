/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery-name.h"

#include <string.h>

/* Neither seen nor heard, and able to put what is around it into another order. */
static gboolean
is_hidden (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return g_unichar_iszerowidth (c) && !g_unichar_ismark (c);
    }
}

/* Cuts @text so that it has at most @max bytes, between two characters. */
static void
cut (GString *text, gsize max)
{
  const char *end = text->str + max;

  if (text->len <= max)
    return;

  end = g_utf8_find_prev_char (text->str, end + 1);
  g_string_truncate (text, end - text->str);
}

static void
trim (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
}

/**
 * discovery_name_make:
 * @name: a name, whoever has made it
 *
 * Makes a name fit to be announced, and to be shown: in one line, without characters that
 * one does not see or that turn what is around them about, and of at most
 * %DISCOVERY_NAME_MAX bytes. Whoever announces themselves could write into the lines of
 * others without this.
 *
 * Returns: (transfer full): the name; empty if nothing is left of it
 */
char *
discovery_name_make (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  GString *made = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c) || c == '\t' || c == '\n';

      if (is_space && (made->len == 0 || made->str[made->len - 1] == ' '))
        continue;
      if (is_space)
        g_string_append_c (made, ' ');
      else if (!is_hidden (c))
        g_string_append_unichar (made, c);
    }

  cut (made, DISCOVERY_NAME_MAX);
  trim (made);

  return g_string_free (made, FALSE);
}

/* The number behind a name that another one has, or 1. */
static guint
get_number (const char *name, gsize *length)
{
  const char *mark = g_strrstr (name, " #");
  guint64 number = 0;

  *length = strlen (name);
  if (mark == NULL || !g_ascii_string_to_unsigned (mark + 2, 10, 2, 9998, &number, NULL))
    return 1;

  *length = mark - name;
  return number;
}

/**
 * discovery_name_next:
 * @name: a name that another one has on this network
 *
 * Returns: (transfer full): the next one to try: `Lab`, `Lab #2`, `Lab #3`
 */
char *
discovery_name_next (const char *name)
{
  gsize length = 0;
  guint number = get_number (name, &length) + 1;
  g_autofree char *suffix = g_strdup_printf (" #%u", number);
  GString *next = g_string_new_len (name, length);

  cut (next, DISCOVERY_NAME_MAX - strlen (suffix));
  trim (next);
  g_string_append (next, suffix);

  return g_string_free (next, FALSE);
}
