/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-nonce.h"

#include <string.h>
#include <unistd.h>

#define RANDOM_BYTES 16
#define TOKEN_BYTES 32

/* Returns: (transfer full): random bytes in base64url */
static char *
make_text (gsize n_bytes)
{
  guchar bytes[TOKEN_BYTES];
  g_autofree char *text = NULL;

  if (getentropy (bytes, n_bytes) != 0)
    g_error ("The system has no random numbers: %s", g_strerror (errno));

  text = g_base64_encode (bytes, n_bytes);
  explicit_bzero (bytes, sizeof bytes);
  g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
  text[strcspn (text, "=")] = '\0';
  return g_steal_pointer (&text);
}

/**
 * client_nonce_make:
 * @nonce: (out caller-allocates): the nonce
 *
 * Makes the name by which a message of one's own is known until the server has
 * given it a place: 16 random bytes of the system, in base64url. Two devices of a
 * person never make the same, and nobody can guess one and take its place.
 */
void
client_nonce_make (char nonce[CLIENT_NONCE_SIZE])
{
  g_autofree char *text = make_text (RANDOM_BYTES);

  memcpy (nonce, text, CLIENT_NONCE_SIZE);
}

/**
 * client_nonce_make_token:
 *
 * Makes the key to an account that is to come: 32 random bytes of the system, in
 * base64url, as the protocol wants them.
 *
 * Returns: (transfer full): a token, 43 characters long
 */
char *
client_nonce_make_token (void)
{
  return make_text (TOKEN_BYTES);
}
