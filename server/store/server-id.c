/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-id.h"

#include <charla.h>

#define GUEST_DIGITS 12

/* What a number may have on the wire, so that it always fits and has one form only. */
static gboolean
parse_number (const char *digits, guint base, gint64 *value)
{
  gint64 number = 0;

  if (*digits == '\0' || *digits == '0')
    return FALSE;

  for (const char *p = digits; *p != '\0'; p++)
    {
      int digit = g_ascii_xdigit_value (*p);

      if (digit < 0 || (guint) digit >= base || g_ascii_isupper (*p)
          || number > CHARLA_INTEGER_MAX / base - 1)
        return FALSE;
      number = number * base + digit;
    }

  *value = number;
  return TRUE;
}

/**
 * server_user_id_write:
 * @user: a user
 * @id: (out caller-allocates): where to write
 *
 * Writes the id of a user as it stands on the wire. An administrator of the machine,
 * who has no account, is `0`.
 */
void
server_user_id_write (gint64 user, char id[SERVER_ID_SIZE])
{
  if (user == 0)
    g_strlcpy (id, "0", SERVER_ID_SIZE);
  else if (user < 0)
    g_snprintf (id, SERVER_ID_SIZE, "g%" G_GINT64_MODIFIER "x", (guint64) -user);
  else
    g_snprintf (id, SERVER_ID_SIZE, "u%" G_GINT64_FORMAT, user);
}

/**
 * server_user_id_parse:
 * @id: what stands on the wire
 * @user: (out): the user of that id; untouched when it is none
 *
 * Returns: whether @id is in the form of a user's id; there may be no such user
 */
gboolean
server_user_id_parse (const char *id, gint64 *user)
{
  gint64 number;

  if (id[0] == 'u')
    return parse_number (id + 1, 10, user);
  if (id[0] != 'g' || !parse_number (id + 1, 16, &number))
    return FALSE;

  *user = -number;
  return TRUE;
}

/**
 * server_user_id_guest:
 * @name: the name of a guest
 *
 * Returns: the number of the guest of that name, whose id is the same whenever
 *   somebody comes with the name
 */
gint64
server_user_id_guest (const char *name)
{
  g_autofree char *folded = charla_name_fold (name);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folded, -1);

  digest[GUEST_DIGITS] = '\0';

  return -MAX (1, (gint64) g_ascii_strtoull (digest, NULL, 16));
}

/**
 * server_room_id_write:
 * @room: a room
 * @id: (out caller-allocates): where to write
 *
 * Writes the id of a room as it stands on the wire.
 */
void
server_room_id_write (gint64 room, char id[SERVER_ID_SIZE])
{
  g_snprintf (id, SERVER_ID_SIZE, "r%" G_GINT64_FORMAT, room);
}

/**
 * server_room_id_parse:
 * @id: what stands on the wire
 * @room: (out): the room of that id; untouched when it is none
 *
 * Returns: whether @id is in the form of a room's id; there may be no such room
 */
gboolean
server_room_id_parse (const char *id, gint64 *room)
{
  return id[0] == 'r' && parse_number (id + 1, 10, room);
}
