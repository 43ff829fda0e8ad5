/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-server-private.h"

GParamSpec *client_server_properties[CLIENT_SERVER_N_PROPERTIES];

G_DEFINE_FINAL_TYPE (ClientServer, client_server, G_TYPE_OBJECT)

static void
use_free (gpointer data)
{
  ClientServerUse *self = data;

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->name, g_free);
  g_free (self);
}

static void
client_server_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientServer *self = CLIENT_SERVER (object);

  switch (id)
    {
    case CLIENT_SERVER_PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case CLIENT_SERVER_PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case CLIENT_SERVER_PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case CLIENT_SERVER_PROP_NEEDS_JOIN_WORD:
      g_value_set_boolean (value, self->needs_join_word);
      break;
    case CLIENT_SERVER_PROP_IS_ENCRYPTED:
      g_value_set_boolean (value, self->is_encrypted);
      break;
    case CLIENT_SERVER_PROP_IS_HERE:
      g_value_set_boolean (value, self->is_here);
      break;
    case CLIENT_SERVER_PROP_IS_KNOWN:
      g_value_set_boolean (value, client_server_get_is_known (self));
      break;
    case CLIENT_SERVER_PROP_IS_LIVE:
      g_value_set_boolean (value, client_server_get_is_live (self));
      break;
    case CLIENT_SERVER_PROP_LAST_USED:
      g_value_set_int64 (value, self->last_used);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
client_server_finalize (GObject *object)
{
  ClientServer *self = CLIENT_SERVER (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->address, client_address_unref);

  G_OBJECT_CLASS (client_server_parent_class)->finalize (object);
}

static void
client_server_class_init (ClientServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = client_server_get_property;
  object_class->finalize = client_server_finalize;

  client_server_properties[CLIENT_SERVER_PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  client_server_properties[CLIENT_SERVER_PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  client_server_properties[CLIENT_SERVER_PROP_ADDRESS]
    = g_param_spec_boxed ("address", NULL, NULL, CLIENT_TYPE_ADDRESS, flags);
  client_server_properties[CLIENT_SERVER_PROP_NEEDS_JOIN_WORD]
    = g_param_spec_boolean ("needs-join-word", NULL, NULL, FALSE, flags);
  client_server_properties[CLIENT_SERVER_PROP_IS_ENCRYPTED]
    = g_param_spec_boolean ("is-encrypted", NULL, NULL, FALSE, flags);
  client_server_properties[CLIENT_SERVER_PROP_IS_HERE] = g_param_spec_boolean ("is-here", NULL, NULL, FALSE, flags);
  client_server_properties[CLIENT_SERVER_PROP_IS_KNOWN] = g_param_spec_boolean ("is-known", NULL, NULL, FALSE, flags);
  client_server_properties[CLIENT_SERVER_PROP_IS_LIVE] = g_param_spec_boolean ("is-live", NULL, NULL, FALSE, flags);
  client_server_properties[CLIENT_SERVER_PROP_LAST_USED]
    = g_param_spec_int64 ("last-used", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, CLIENT_SERVER_N_PROPERTIES, client_server_properties);
}

static void
client_server_init (ClientServer *self)
{
  self->uses = g_ptr_array_new_with_free_func (use_free);
  self->sightings = g_ptr_array_new_with_free_func ((GDestroyNotify) client_sighting_free);
}

/* A server of which nothing is known but its id, if that is. */
ClientServer *
client_server_new (const char *id)
{
  ClientServer *self = g_object_new (CLIENT_TYPE_SERVER, NULL);

  self->id = g_strdup (id);
  return self;
}

/**
 * client_server_get_id:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): its id, if that is known
 */
const char *
client_server_get_id (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), NULL);

  return self->id;
}

/**
 * client_server_get_name:
 * @self: a server
 *
 * Returns: (transfer none): what to call it, without control characters; its address, if it has
 *   not said a name
 */
const char *
client_server_get_name (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), NULL);

  return self->name;
}

/**
 * client_server_get_address:
 * @self: a server
 *
 * Returns: (transfer none): where to go: the address that was used before, as long as that
 *   leads there
 */
ClientAddress *
client_server_get_address (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), NULL);

  return self->address;
}

/**
 * client_server_get_needs_join_word:
 * @self: a server
 *
 * Returns: whether it says that new names need a word there
 */
gboolean
client_server_get_needs_join_word (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), FALSE);

  return self->needs_join_word;
}

/**
 * client_server_get_is_encrypted:
 * @self: a server
 *
 * Returns: whether it says that it speaks TLS; whether it does is for the line to see
 */
gboolean
client_server_get_is_encrypted (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), FALSE);

  return self->is_encrypted;
}

/**
 * client_server_get_is_here:
 * @self: a server
 *
 * Returns: whether it runs on this machine
 */
gboolean
client_server_get_is_here (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), FALSE);

  return self->is_here;
}

/**
 * client_server_get_is_known:
 * @self: a server
 *
 * Returns: whether it was used before
 */
gboolean
client_server_get_is_known (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), FALSE);

  return self->uses->len > 0;
}

/**
 * client_server_get_is_live:
 * @self: a server
 *
 * Returns: whether it announces itself now
 */
gboolean
client_server_get_is_live (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), FALSE);

  return self->sightings->len > 0;
}

/**
 * client_server_get_last_used:
 * @self: a server
 *
 * Returns: when it was used last, in milliseconds since 1970 UTC, or 0
 */
gint64
client_server_get_last_used (ClientServer *self)
{
  g_return_val_if_fail (CLIENT_IS_SERVER (self), 0);

  return self->last_used;
}
