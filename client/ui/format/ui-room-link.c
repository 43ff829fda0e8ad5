/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-room-link.h"

#include <glib/gi18n.h>
#include <string.h>

#include "client-error.h"

#define SCHEME "charla://"
#define SERVER "server="

/**
 * ui_room_link_new:
 * @address: where the chat is
 * @server: (nullable): the id of its server, by which others know it under another address
 * @room: (nullable): the id of a room
 * @seq: a message of the room; 0 for none
 *
 * Returns: (transfer full): a link to the chat, the room or the message
 */
char *
ui_room_link_new (ClientAddress *address, const char *server, const char *room, gint64 seq)
{
  g_autofree char *place = NULL;
  const char *scheme = NULL;
  GString *link = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  place = client_address_to_string (address);
  scheme = strstr (place, "://");
  link = g_string_new (SCHEME);
  g_string_append (link, scheme != NULL ? scheme + strlen ("://") : place);
  if (room != NULL)
    {
      g_string_append_c (link, '/');
      g_string_append_uri_escaped (link, room, NULL, FALSE);
    }
  if (room != NULL && seq > 0)
    g_string_append_printf (link, "/%" G_GINT64_FORMAT, seq);
  if (server != NULL)
    {
      g_string_append (link, "?" SERVER);
      g_string_append_uri_escaped (link, server, NULL, FALSE);
    }

  return g_string_free (link, FALSE);
}

static void
set_error (GError **error)
{
  g_set_error_literal (error, CLIENT_ERROR, CLIENT_ERROR_ADDRESS,
                       _("This is not a link to a chat."));
}

static gboolean
parse_place (UiRoomLink *self, const char *room, const char *seq)
{
  guint64 value = 0;

  if (room == NULL)
    return TRUE;

  self->room = g_uri_unescape_string (room, NULL);
  if (self->room == NULL || !g_utf8_validate (self->room, -1, NULL))
    return FALSE;
  if (seq == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (seq, 10, 1, G_MAXINT64, &value, NULL))
    return FALSE;

  self->seq = (gint64) value;
  return TRUE;
}

/* What else may be asked for one day is passed over. */
static gboolean
parse_query (UiRoomLink *self, const char *query)
{
  g_auto (GStrv) parts = g_strsplit (query, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!g_str_has_prefix (parts[i], SERVER))
        continue;
      g_free (self->server);
      self->server = g_uri_unescape_string (parts[i] + strlen (SERVER), NULL);
      if (self->server == NULL || !g_utf8_validate (self->server, -1, NULL))
        return FALSE;
    }

  return TRUE;
}

/**
 * ui_room_link_parse:
 * @text: a link, from anywhere
 * @error: return location for an error
 *
 * Reads a link that ui_room_link_new() has written, or somebody by hand. The error is
 * %CLIENT_ERROR_ADDRESS.
 *
 * Returns: (transfer full): what it leads to, or %NULL with @error set
 */
UiRoomLink *
ui_room_link_parse (const char *text, GError **error)
{
  g_autoptr (UiRoomLink) self = g_new0 (UiRoomLink, 1);
  g_autofree char *rest = NULL;
  g_auto (GStrv) parts = NULL;
  char *query = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > UI_ROOM_LINK_MAX || !g_utf8_validate (text, -1, NULL)
      || g_ascii_strncasecmp (text, SCHEME, strlen (SCHEME)) != 0)
    {
      set_error (error);
      return NULL;
    }

  rest = g_strdup (text + strlen (SCHEME));
  query = strchr (rest, '?');
  if (query != NULL)
    *query++ = '\0';
  if (g_str_has_suffix (rest, "/"))
    rest[strlen (rest) - 1] = '\0';
  parts = g_strsplit (rest, "/", -1);
  self->address = client_address_parse (parts[0] != NULL ? parts[0] : "", error);
  if (self->address == NULL)
    return NULL;

  if (g_strv_length (parts) > 3
      || !parse_place (self, parts[1], parts[1] != NULL ? parts[2] : NULL)
      || (query != NULL && !parse_query (self, query)))
    {
      set_error (error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * ui_room_link_free:
 * @self: (transfer full): what a link leads to
 *
 * Frees it.
 */
void
ui_room_link_free (UiRoomLink *self)
{
  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->server, g_free);
  g_clear_pointer (&self->room, g_free);
  g_free (self);
}
