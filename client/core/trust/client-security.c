/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-security.h"

G_DEFINE_ENUM_TYPE (ClientSecurity, client_security,
                    G_DEFINE_ENUM_VALUE (CLIENT_SECURITY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SECURITY_LOCAL, "local"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SECURITY_PINNED, "pinned"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SECURITY_CERTIFIED, "certified"))

/**
 * client_security_is_encrypted:
 * @self: who can listen
 *
 * Returns: whether what is said can be read by nobody but the server
 */
gboolean
client_security_is_encrypted (ClientSecurity self)
{
  return self == CLIENT_SECURITY_PINNED || self == CLIENT_SECURITY_CERTIFIED;
}
