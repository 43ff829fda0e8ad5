/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CLIENT_NONCE_SIZE:
 *
 * Size of a nonce in memory: 22 characters, and the NUL byte at their end.
 */
#define CLIENT_NONCE_SIZE 23

void  client_nonce_make       (char nonce[CLIENT_NONCE_SIZE]);
char *client_nonce_make_token (void);

G_END_DECLS
