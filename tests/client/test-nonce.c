/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-nonce.h"

#include <string.h>

static void
test_form (void)
{
  char nonce[CLIENT_NONCE_SIZE];

  client_nonce_make (nonce);

  g_assert_cmpuint (strlen (nonce), ==, CLIENT_NONCE_SIZE - 1);
  for (const char *p = nonce; *p != '\0'; p++)
    g_assert_true (g_ascii_isalnum (*p) || *p == '-' || *p == '_');
}

static void
test_never_twice (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 10000; i++)
    {
      char nonce[CLIENT_NONCE_SIZE];

      client_nonce_make (nonce);
      g_assert_true (g_hash_table_add (seen, g_strdup (nonce)));
    }
}

static void
test_token (void)
{
  g_autofree char *first = client_nonce_make_token ();
  g_autofree char *second = client_nonce_make_token ();

  g_assert_cmpuint (strlen (first), ==, 43);
  g_assert_cmpuint (strspn (first, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_"), ==, 43);
  g_assert_cmpstr (first, !=, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/nonce/form", test_form);
  g_test_add_func ("/client/nonce/never-twice", test_never_twice);

  g_test_add_func ("/client/nonce/token", test_token);

  return g_test_run ();
}
