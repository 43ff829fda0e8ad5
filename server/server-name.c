/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-name.h"

#include <string.h>

#include "charla.h"

/* Up to here the numbers behind a name that is taken are tried one by one. */
#define LAST_NUMBER_IN_A_ROW 9

/* A number behind a name does not make it longer than a name may be. */
static char *
number_name (const char *name, guint64 number)
{
  g_autofree char *suffix = g_strdup_printf (" %" G_GUINT64_FORMAT, number);
  glong room = CHARLA_NAME_MAX - (glong) strlen (suffix);
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), room));

  return g_strconcat (start, suffix, NULL);
}

/**
 * server_name_find_free:
 * @name: a valid name
 * @is_free: says whether a name is free
 * @user_data: for @is_free
 *
 * Finds a name that nobody has. The numbers are tried one by one at first and in
 * growing random steps then: ten thousand peers of one name, or some that hold all
 * the likely numbers, cannot make the next one expensive.
 *
 * Returns: (transfer full): @name, or @name with a number behind it
 */
char *
server_name_find_free (const char *name, ServerNameFunc is_free, gpointer user_data)
{
  guint64 step = 1;

  if (is_free (name, user_data))
    return g_strdup (name);

  for (guint64 number = 2;;)
    {
      g_autofree char *numbered = number_name (name, number);

      if (is_free (numbered, user_data))
        return g_steal_pointer (&numbered);

      if (number >= LAST_NUMBER_IN_A_ROW && step < G_MAXINT32 / 2)
        step *= 2;
      number += step > 1 ? (guint64) g_random_int_range (1, (gint32) step) : 1;
    }
}
