/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-server-private.h"

#include <string.h>

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const ClientServerUse *one = *(const ClientServerUse *const *) a;
  const ClientServerUse *other = *(const ClientServerUse *const *) b;

  return (one->last_used < other->last_used) - (one->last_used > other->last_used);
}

static int
compare_sightings (const ClientSighting *one, const ClientSighting *other)
{
  int ranks = client_sighting_get_rank (one) - client_sighting_get_rank (other);

  return ranks != 0 ? ranks : strcmp (one->place, other->place);
}

/* The server was used at @address. What was known of that before is forgotten. */
void
client_server_know (ClientServer *self, ClientAddress *address, const char *name, gint64 last_used)
{
  ClientServerUse *use = g_new0 (ClientServerUse, 1);

  use->address = client_address_ref (address);
  use->text = client_address_to_string (address);
  use->name = g_strdup (name);
  use->last_used = MAX (last_used, 0);

  client_server_forget (self, use->text);
  g_ptr_array_add (self->uses, use);
  g_ptr_array_sort (self->uses, compare_uses);
}

/* Returns whether it was known there. */
gboolean
client_server_forget (ClientServer *self, const char *address)
{
  for (guint i = 0; i < self->uses->len; i++)
    {
      const ClientServerUse *use = g_ptr_array_index (self->uses, i);

      if (strcmp (use->text, address) == 0)
        {
          g_ptr_array_remove_index (self->uses, i);
          return TRUE;
        }
    }

  return FALSE;
}

/* Takes @sighting over, instead of one of the same place. Somebody may announce hundreds of one
 * server, and change them all the time: the others are in their order already. */
void
client_server_see (ClientServer *self, ClientSighting *sighting)
{
  guint position = 0;

  client_server_unsee (self, sighting->place);
  while (position < self->sightings->len
         && compare_sightings (g_ptr_array_index (self->sightings, position), sighting) <= 0)
    position++;
  g_ptr_array_insert (self->sightings, (int) position, sighting);
}

/* Returns whether it was seen there. */
gboolean
client_server_unsee (ClientServer *self, const char *place)
{
  for (guint i = 0; i < self->sightings->len; i++)
    {
      const ClientSighting *sighting = g_ptr_array_index (self->sightings, i);

      if (strcmp (sighting->place, place) == 0)
        {
          g_ptr_array_remove_index (self->sightings, i);
          return TRUE;
        }
    }

  return FALSE;
}

/* Two that turn out to be one: what is known of @other is known of @self then. */
void
client_server_take (ClientServer *self, ClientServer *other)
{
  for (guint i = 0; i < other->uses->len; i++)
    {
      const ClientServerUse *use = g_ptr_array_index (other->uses, i);

      client_server_know (self, use->address, use->name, use->last_used);
    }
  g_ptr_array_set_size (other->uses, 0);
}

/* Whether the server is, or was, at @address. */
gboolean
client_server_is_at (ClientServer *self, const char *address)
{
  for (guint i = 0; i < self->uses->len; i++)
    {
      const ClientServerUse *use = g_ptr_array_index (self->uses, i);

      if (strcmp (use->text, address) == 0)
        return TRUE;
    }

  for (guint i = 0; i < self->sightings->len; i++)
    {
      const ClientSighting *sighting = g_ptr_array_index (self->sightings, i);
      g_autofree char *text = client_address_to_string (sighting->address);

      if (strcmp (text, address) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether nobody has used it, and nobody sees it. */
gboolean
client_server_is_gone (ClientServer *self)
{
  return self->uses->len == 0 && self->sightings->len == 0;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Whether @use still leads to the server, as far as the network tells: a name is its owner's to
 * keep true, but a number may be another machine's by now. */
static gboolean
is_current (ClientServer *self, const ClientServerUse *use)
{
  const char *host = client_address_get_host (use->address);

  if (self->sightings->len == 0 || (!g_hostname_is_ip_address (host) && strchr (host, '%') == NULL))
    return TRUE;

  for (guint i = 0; i < self->sightings->len; i++)
    {
      const ClientSighting *sighting = g_ptr_array_index (self->sightings, i);

      if (client_address_get_port (use->address) != client_address_get_port (sighting->address))
        continue;
      if (strcmp (host, client_address_get_host (sighting->address)) == 0
          || (sighting->is_here && is_loopback (host)))
        return TRUE;
    }

  return FALSE;
}

/* An address that was used before has what belongs to it: the account, and what was said. */
static ClientAddress *
choose_address (ClientServer *self)
{
  for (guint i = 0; i < self->uses->len; i++)
    {
      const ClientServerUse *use = g_ptr_array_index (self->uses, i);

      if (is_current (self, use))
        return use->address;
    }

  return ((const ClientSighting *) g_ptr_array_index (self->sightings, 0))->address;
}

/* What the server said itself, over a line that was trusted, before what is announced, by
 * whomever. */
static char *
choose_name (ClientServer *self)
{
  const ClientServerUse *use = self->uses->len > 0 ? g_ptr_array_index (self->uses, 0) : NULL;

  if (use != NULL && use->name != NULL)
    return g_strdup (use->name);
  if (self->sightings->len > 0)
    return g_strdup (((const ClientSighting *) g_ptr_array_index (self->sightings, 0))->name);

  return client_address_to_string (use->address);
}

static void
set_name (ClientServer *self, char *name)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);

  g_free (self->key);
  self->key = g_utf8_collate_key (folded, -1);
  if (g_strcmp0 (name, self->name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), client_server_properties[CLIENT_SERVER_PROP_NAME]);
  g_free (self->name);
  self->name = name;
}

static void
set_address (ClientServer *self, ClientAddress *address)
{
  g_autofree char *before = self->address ? client_address_to_string (self->address) : NULL;
  g_autofree char *after = client_address_to_string (address);

  client_address_ref (address);
  g_clear_pointer (&self->address, client_address_unref);
  self->address = address;
  if (g_strcmp0 (before, after) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), client_server_properties[CLIENT_SERVER_PROP_ADDRESS]);
}

static void
set_flag (ClientServer *self, gboolean *flag, gboolean value, int property)
{
  if (*flag == value)
    return;

  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), client_server_properties[property]);
}

/* Draws the conclusions from what is known and seen, which has to be something. */
void
client_server_update (ClientServer *self)
{
  gboolean is_here = FALSE;
  gboolean needs_join_word = FALSE;
  gboolean is_encrypted = FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < self->sightings->len; i++)
    {
      const ClientSighting *sighting = g_ptr_array_index (self->sightings, i);

      is_here |= sighting->is_here;
      needs_join_word |= sighting->needs_join_word;
      is_encrypted |= sighting->is_encrypted;
    }

  self->last_used = self->uses->len > 0 ? ((ClientServerUse *) self->uses->pdata[0])->last_used : 0;
  set_address (self, choose_address (self));
  set_name (self, choose_name (self));
  set_flag (self, &self->is_here, is_here || is_loopback (client_address_get_host (self->address)),
            CLIENT_SERVER_PROP_IS_HERE);
  set_flag (self, &self->needs_join_word, needs_join_word, CLIENT_SERVER_PROP_NEEDS_JOIN_WORD);
  set_flag (self, &self->is_encrypted, is_encrypted, CLIENT_SERVER_PROP_IS_ENCRYPTED);
  g_object_notify_by_pspec (G_OBJECT (self), client_server_properties[CLIENT_SERVER_PROP_IS_KNOWN]);
  g_object_notify_by_pspec (G_OBJECT (self), client_server_properties[CLIENT_SERVER_PROP_IS_LIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), client_server_properties[CLIENT_SERVER_PROP_LAST_USED]);
  g_object_thaw_notify (G_OBJECT (self));
}

static int
get_group (ClientServer *self)
{
  if (self->is_here && client_server_get_is_live (self))
    return 0;

  return client_server_get_is_known (self) ? 1 : 2;
}

/* The order of the list: this computer's, those used before, the others. */
int
client_server_compare (ClientServer *self, ClientServer *other)
{
  int groups = get_group (self) - get_group (other);
  int names = 0;

  if (groups != 0)
    return groups;
  if (self->last_used != other->last_used)
    return self->last_used > other->last_used ? -1 : 1;

  names = strcmp (self->key, other->key);
  return names != 0 ? names : g_strcmp0 (self->id, other->id);
}
