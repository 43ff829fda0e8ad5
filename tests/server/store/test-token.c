/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-token.h"

#include <string.h>

static void
test_new (void)
{
  g_autofree char *first = server_token_new ();
  g_autofree char *second = server_token_new ();

  g_assert_cmpuint (strlen (first), ==, 43);
  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (strspn (first, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                    ==, 43);
}

static void
test_check (void)
{
  static const char *const bad[] = {
    "",
    "x",
    "bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKX",
    "bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKXo=",
    "bvLVfy+hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKXo",
    "bvLVfy hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKXo",
    "bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKX\xc3\xa9",
    "bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cK\xc3\xa9",
  };
  g_autofree char *made = server_token_new ();

  g_assert_true (server_token_check (made));
  g_assert_true (server_token_check ("bvLVfy-hN3GVghx2khM0Wzwbb1I3mh6ntQKpSY9cKXo"));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (server_token_check (bad[i]));
}

static void
test_hash (void)
{
  g_autoptr (GBytes) hash = server_token_hash ("abc");
  g_autoptr (GBytes) same = server_token_hash ("abc");
  g_autoptr (GBytes) other = server_token_hash ("");
  static const guint8 expected[] = {
    0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
    0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad,
  };

  g_assert_cmpmem (g_bytes_get_data (hash, NULL), g_bytes_get_size (hash), expected,
                   sizeof expected);
  g_assert_true (g_bytes_equal (hash, same));
  g_assert_false (g_bytes_equal (hash, other));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/token/new", test_new);
  g_test_add_func ("/token/check", test_check);
  g_test_add_func ("/token/hash", test_hash);

  return g_test_run ();
}
