/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-name.h"

#include <string.h>

#include "charla-error.h"
#include "charla-limits.h"

static gboolean
has_control_character (const char *name, gsize length)
{
  for (const char *p = name; p < name + length; p = g_utf8_next_char (p))
    {
      if (g_unichar_type (g_utf8_get_char (p)) == G_UNICODE_CONTROL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
bad_name (GError **error, const char *what)
{
  g_set_error (error, CHARLA_ERROR, CHARLA_ERROR_BAD_NAME, "A name %s", what);
  return FALSE;
}

/**
 * charla_name_validate:
 * @name: (array length=length) (element-type guint8): what is to be a name
 * @length: its length in bytes, or -1 when it ends with a NUL byte
 * @error: return location for an error
 *
 * Checks a name of a user: 1 to %CHARLA_NAME_MAX characters of UTF-8, none of
 * them a control character (Unicode category Cc, NUL among them). Such a
 * character in a name could move the cursor in somebody's terminal, or pass for
 * the end of a line in a log.
 *
 * Returns: %TRUE if @name may be a name, or %FALSE with %CHARLA_ERROR_NOT_UTF8
 *   or %CHARLA_ERROR_BAD_NAME
 */
gboolean
charla_name_validate (const char *name, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (name) : (gsize) length;

  if (size == 0)
    return bad_name (error, "is empty");
  if (memchr (name, '\0', size) != NULL)
    return bad_name (error, "has a NUL byte in it");
  if (!g_utf8_validate_len (name, size, NULL))
    {
      g_set_error_literal (error, CHARLA_ERROR, CHARLA_ERROR_NOT_UTF8, "A name is not UTF-8");
      return FALSE;
    }
  if (g_utf8_strlen (name, size) > CHARLA_NAME_MAX)
    return bad_name (error, "is too long");
  if (has_control_character (name, size))
    return bad_name (error, "has a control character in it");

  return TRUE;
}

/* Joiners, marks of direction and the like, and the selectors of variants: what is
 * drawn as nothing, or changes how its neighbor is drawn. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT || c == 0x034F || (c >= 0x180B && c <= 0x180F)
         || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static char *
drop_invisible (const char *text)
{
  GString *visible = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_invisible (c))
        g_string_append_unichar (visible, c);
    }

  return g_string_free (visible, FALSE);
}

/**
 * charla_name_fold:
 * @name: a name that is valid UTF-8
 *
 * Makes of a name what it is compared by, so that nobody can pass for somebody
 * else by writing *Ana* or *ａｎａ* for *ana*, or by putting spaces around it or
 * invisible characters into it: two names are the same if their folded forms are
 * equal byte by byte. The form is that of NFKC, case folding, and NFKC again,
 * without what is invisible, and is not for showing.
 *
 * Returns: (transfer full): the folded name
 */
char *
charla_name_fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  /* GLib's folding exchanges the two cases of Cherokee, which this makes one. */
  g_autofree char *lower = g_utf8_strdown (folded, -1);
  g_autofree char *visible = drop_invisible (lower);

  return g_strstrip (g_utf8_normalize (visible, -1, G_NORMALIZE_NFKC));
}
