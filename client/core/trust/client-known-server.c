/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-known-server.h"

/**
 * ClientKnownServer:
 *
 * A server that was used before, at one of its addresses. It does not change: what becomes
 * known later is another object.
 */
struct _ClientKnownServer
{
  GObject parent_instance;

  char *address;
  char *id;
  char *name;
  ClientFingerprint *fingerprint;
  ClientSecurity security;
  gboolean is_classic;
  gint64 last_used;
};

G_DEFINE_FINAL_TYPE (ClientKnownServer, client_known_server, G_TYPE_OBJECT)

static void
client_known_server_finalize (GObject *object)
{
  ClientKnownServer *self = CLIENT_KNOWN_SERVER (object);

  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->fingerprint, client_fingerprint_free);

  G_OBJECT_CLASS (client_known_server_parent_class)->finalize (object);
}

static void
client_known_server_class_init (ClientKnownServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_known_server_finalize;
}

static void
client_known_server_init (ClientKnownServer *self)
{
}

/**
 * client_known_server_new:
 * @address: where it was met, as client_address_to_string() writes it
 * @id: (nullable): its id, if it has said it
 * @name: (nullable): what it calls itself
 * @fingerprint: (nullable): its key, if it has one
 * @security: who could listen
 * @is_classic: whether it knows only the classic dialect
 * @last_used: when it was last used, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): a server
 */
ClientKnownServer *
client_known_server_new (const char *address,
                         const char *id,
                         const char *name,
                         const ClientFingerprint *fingerprint,
                         ClientSecurity security,
                         gboolean is_classic,
                         gint64 last_used)
{
  ClientKnownServer *self = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  self = g_object_new (CLIENT_TYPE_KNOWN_SERVER, NULL);
  self->address = g_strdup (address);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->fingerprint = fingerprint != NULL ? client_fingerprint_copy (fingerprint) : NULL;
  self->security = security;
  self->is_classic = is_classic;
  self->last_used = last_used;
  return self;
}

/**
 * client_known_server_get_address:
 * @self: a server
 *
 * Returns: where it was met, as client_address_parse() reads it
 */
const char *
client_known_server_get_address (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), NULL);

  return self->address;
}

/**
 * client_known_server_get_id:
 * @self: a server
 *
 * Returns: (nullable): its id; a classic one has none, and one that has not let the person in
 *   has not said it yet
 */
const char *
client_known_server_get_id (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), NULL);

  return self->id;
}

/**
 * client_known_server_get_name:
 * @self: a server
 *
 * Returns: (nullable): what it calls itself
 */
const char *
client_known_server_get_name (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), NULL);

  return self->name;
}

/**
 * client_known_server_get_fingerprint:
 * @self: a server
 *
 * Returns: (transfer none) (nullable): its key, if it was encrypted
 */
const ClientFingerprint *
client_known_server_get_fingerprint (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), NULL);

  return self->fingerprint;
}

/**
 * client_known_server_get_security:
 * @self: a server
 *
 * Returns: who could listen
 */
ClientSecurity
client_known_server_get_security (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), CLIENT_SECURITY_NONE);

  return self->security;
}

/**
 * client_known_server_get_is_classic:
 * @self: a server
 *
 * Returns: whether it knows only the classic dialect
 */
gboolean
client_known_server_get_is_classic (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), FALSE);

  return self->is_classic;
}

/**
 * client_known_server_get_last_used:
 * @self: a server
 *
 * Returns: when it was last used, in milliseconds since 1970 UTC
 */
gint64
client_known_server_get_last_used (ClientKnownServer *self)
{
  g_return_val_if_fail (CLIENT_IS_KNOWN_SERVER (self), 0);

  return self->last_used;
}
