/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-nonce.h"

#include <string.h>
#include <unistd.h>

#define RANDOM_BYTES 16

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
  guchar bytes[RANDOM_BYTES];
  g_autofree char *text = NULL;

  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("The system has no random numbers: %s", g_strerror (errno));

  text = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (g_strdelimit (text, "+", '-'), "/", '_');
  memcpy (nonce, text, CLIENT_NONCE_SIZE - 1);
  nonce[CLIENT_NONCE_SIZE - 1] = '\0';
}
