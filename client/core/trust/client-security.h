/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ClientSecurity:
 * @CLIENT_SECURITY_NONE: not encrypted, over a network: whoever is on it can read and
 *   change everything. Also what is so as long as there is no line
 * @CLIENT_SECURITY_LOCAL: not encrypted, but nothing leaves this computer
 * @CLIENT_SECURITY_PINNED: encrypted, to the server that was trusted at first use
 * @CLIENT_SECURITY_CERTIFIED: encrypted, to a server that an authority vouches for which
 *   this system trusts
 *
 * Who can listen.
 */
typedef enum
{
  CLIENT_SECURITY_NONE,
  CLIENT_SECURITY_LOCAL,
  CLIENT_SECURITY_PINNED,
  CLIENT_SECURITY_CERTIFIED,
} ClientSecurity;

GType client_security_get_type (void);
#define CLIENT_TYPE_SECURITY (client_security_get_type ())

gboolean client_security_is_encrypted (ClientSecurity self);

G_END_DECLS
