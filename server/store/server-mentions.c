/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-mentions.h"

#include <charla.h>
#include <string.h>

/* Most places of one message in which a name is looked for. A message of nothing
 * but @ would otherwise keep everyone waiting who writes. */
#define PLACES_MAX 32

/* What all names may cost that are looked up for one message, in bytes, folded, and
 * so many more for each: where there are spaces and signs, every one of them may be
 * the end of a name, and some characters are many when they are folded. */
#define COST_MAX 8192
#define COST_OF_NAME 16

/* A name ends where something begins that would not continue a word. */
static gboolean
continues_word (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '_';
}

static gint64
find_member (ServerDatabase *database, gint64 room, const char *name, gsize length, gsize *cost)
{
  g_autofree char *copy = g_strndup (name, length);
  g_autofree char *folded = charla_name_fold (copy);

  *cost += strlen (folded) + COST_OF_NAME;
  return server_value (database,
                       "SELECT users.id FROM users JOIN members ON members.user = users.id"
                       " WHERE users.folded = ? AND members.room = ?",
                       TEXT (folded), INT (room));
}

/* The member with the longest name that @text begins with, or 0. */
static gint64
find_longest (ServerDatabase *database, gint64 room, const char *text, gsize *cost)
{
  const char *ends[CHARLA_NAME_MAX];
  const char *end = text;
  guint n_ends = 0;
  gint64 user = 0;

  if (g_unichar_isspace (g_utf8_get_char (text)))
    return 0;

  while (n_ends < CHARLA_NAME_MAX && *end != '\0' && *end != '\n')
    {
      end = g_utf8_next_char (end);
      ends[n_ends++] = end;
    }

  while (n_ends > 0 && user == 0 && *cost < COST_MAX)
    {
      end = ends[--n_ends];
      if (!continues_word (end))
        user = find_member (database, room, text, end - text, cost);
    }

  return user;
}

static gboolean
contains (GArray *users, gint64 user)
{
  for (guint i = 0; i < users->len; i++)
    {
      if (g_array_index (users, gint64, i) == user)
        return TRUE;
    }

  return FALSE;
}

/**
 * server_mentions_find:
 * @database: a connection
 * @room: a room
 * @author: who writes
 * @text: what they write
 *
 * Finds the members of a room who are mentioned in a text: an @ that does not
 * stand in a word, such as an address, and right behind it a member's name,
 * without regard to case. Of several names the longest one counts. Nobody
 * mentions themselves.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): each of them once,
 *   or %NULL if there is none
 */
GArray *
server_mentions_find (ServerDatabase *database, gint64 room, gint64 author, const char *text)
{
  g_autoptr (GArray) users = NULL;
  const char *at = strchr (text, '@');
  gsize cost = 0;

  for (guint i = 0; i < PLACES_MAX && at != NULL; i++, at = strchr (at + 1, '@'))
    {
      gboolean is_inside = at > text && continues_word (g_utf8_prev_char (at));
      gint64 user = is_inside ? 0 : find_longest (database, room, at + 1, &cost);

      if (user == 0 || user == author)
        continue;
      if (users == NULL)
        users = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!contains (users, user))
        g_array_append_val (users, user);
    }

  return g_steal_pointer (&users);
}

/**
 * server_mentions_print:
 * @mentions: (nullable) (element-type gint64): users
 *
 * Returns: (transfer full) (nullable): what stands in the database for them
 */
char *
server_mentions_print (GArray *mentions)
{
  GString *text = NULL;

  if (mentions == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < mentions->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
                            g_array_index (mentions, gint64, i));

  return g_string_free (text, FALSE);
}

/**
 * server_mentions_parse:
 * @mentions: (nullable): what stands in the database
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the users
 */
GArray *
server_mentions_parse (const char *mentions)
{
  g_auto (GStrv) parts = NULL;
  GArray *users = NULL;

  if (mentions == NULL)
    return NULL;

  users = g_array_new (FALSE, FALSE, sizeof (gint64));
  parts = g_strsplit (mentions, " ", -1);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      gint64 user = g_ascii_strtoll (parts[i], NULL, 10);

      g_array_append_val (users, user);
    }

  return users;
}
