/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * CLIENT_HELLO_NOTHING_SEEN:
 *
 * What stands for the newest event that was seen when none was.
 */
#define CLIENT_HELLO_NOTHING_SEEN (-1)

/**
 * ClientHello:
 * @name: the name to join with
 * @token: (nullable): this device's key to the account
 * @is_proposed: whether @token is one that this device has made for an account that may
 *   not be there yet
 * @password: (nullable): the password of the account
 * @join: (nullable): the word that the server asks of new names
 * @since: the newest event that was seen, after which the server is to go on; or
 *   %CLIENT_HELLO_NOTHING_SEEN
 *
 * What somebody says of themselves when they join. A server of the classic dialect
 * hears the name alone.
 */
typedef struct
{
  char *name;
  char *token;
  gboolean is_proposed;
  char *password;
  char *join;
  gint64 since;
} ClientHello;

ClientHello *client_hello_new        (const char *name);
ClientHello *client_hello_copy       (const ClientHello *self);
void         client_hello_free       (ClientHello *self);
void         client_hello_drop_token (ClientHello *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientHello, client_hello_free)

G_END_DECLS
