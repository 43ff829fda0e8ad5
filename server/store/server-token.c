/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-token.h"

#include <string.h>
#include <sys/random.h>

#define TOKEN_SIZE 32
#define TOKEN_LENGTH 43
#define HASH_SIZE 32

/* The alphabet of addresses, without padding: a token can stand anywhere. */
static char *
to_base64url (const guint8 *bytes, gsize length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';

  return text;
}

/**
 * server_token_new:
 *
 * Makes the secret by which a device shows whose it is: 32 random bytes, which
 * nobody guesses.
 *
 * Returns: (transfer full): a token, 43 characters long
 */
char *
server_token_new (void)
{
  guint8 bytes[TOKEN_SIZE];

  /* So few bytes come whole, and never fail once the system is up. */
  if (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    g_error ("The system gives no random bytes");

  return to_base64url (bytes, sizeof bytes);
}

/**
 * server_token_check:
 * @text: what a peer has made
 *
 * Looks whether a device may take @text for its token: it has to be written as
 * server_token_new() does it, so that nobody takes a word that others may guess for
 * what is one.
 *
 * Returns: whether it has the form of a token
 */
gboolean
server_token_check (const char *text)
{
  return strlen (text) == TOKEN_LENGTH
         && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_") == TOKEN_LENGTH;
}

/**
 * server_token_hash:
 * @token: a token, or what a peer says is one
 *
 * Makes of a token what is stored of it: who reads the file of the store cannot
 * come as somebody else. A plain hash is enough, as there is no trying out all
 * tokens as there is with passwords.
 *
 * Returns: (transfer full): 32 bytes
 */
GBytes *
server_token_hash (const char *token)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[HASH_SIZE];
  gsize length = sizeof hash;

  g_checksum_update (checksum, (const guchar *) token, strlen (token));
  g_checksum_get_digest (checksum, hash, &length);

  return g_bytes_new (hash, length);
}
