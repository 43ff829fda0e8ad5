/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-duration.h"

#include <glib/gi18n.h>

#define SECOND G_GINT64_CONSTANT (1000)

/* A hundred years: longer is for ever. */
#define SECONDS_MAX (G_GINT64_CONSTANT (36525) * 24 * 60 * 60)

typedef struct
{
  const char *name;
  gint64 seconds;
} Unit;

static const Unit units[] = {
  { "s", 1 }, { "min", 60 }, { "m", 60 }, { "h", 3600 }, { "d", 86400 }, { "w", 604800 },
};

/**
 * ctl_duration_parse:
 * @text: what the person has written: a number and its unit, such as `90min`
 * @milliseconds: (out): how long that is
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with an error of %G_OPTION_ERROR whose message is a sentence
 */
gboolean
ctl_duration_parse (const char *text, gint64 *milliseconds, GError **error)
{
  char *end = NULL;
  guint64 number = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;

  for (guint i = 0; number > 0 && i < G_N_ELEMENTS (units); i++)
    {
      if (!g_str_equal (end, units[i].name) || number > (guint64) (SECONDS_MAX / units[i].seconds))
        continue;

      *milliseconds = (gint64) number * units[i].seconds * SECOND;
      return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("“%s” is no time: a number with s, min, h, d or w behind it is, such as 90min or 2w."),
               text);
  return FALSE;
}
