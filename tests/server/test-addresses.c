/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-addresses.h"

static char **
list (const char *first, const char *second)
{
  g_autoptr (GPtrArray) listening = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (listening, g_inet_socket_address_new_from_string (first, 1234));
  if (second != NULL)
    g_ptr_array_add (listening, g_inet_socket_address_new_from_string (second, 1234));

  return server_addresses_list (listening);
}

static void
assert_list (const char *first, const char *second, const char *expected)
{
  g_auto (GStrv) addresses = list (first, second);
  g_autofree char *text = g_strjoinv (" ", addresses);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_named (void)
{
  assert_list ("192.0.2.1", NULL, "192.0.2.1:1234");
  assert_list ("2001:db8::1", "192.0.2.1", "192.0.2.1:1234 [2001:db8::1]:1234");
  assert_list ("127.0.0.1", "::1", "");
  assert_list ("fe80::1", "192.0.2.1", "192.0.2.1:1234");
  assert_list ("192.0.2.1", "192.0.2.1", "192.0.2.1:1234");
}

/* Whatever this machine has, others can enter it. */
static void
test_any (void)
{
  g_auto (GStrv) addresses = list ("::", "0.0.0.0");
  gboolean was_ipv6 = FALSE;

  for (guint i = 0; addresses[i] != NULL; i++)
    {
      gboolean is_ipv6 = *addresses[i] == '[';

      g_assert_true (g_str_has_suffix (addresses[i], ":1234"));
      g_assert_false (g_str_has_prefix (addresses[i], "127."));
      g_assert_false (g_str_has_prefix (addresses[i], "[::1]"));
      g_assert_false (g_str_has_prefix (addresses[i], "[fe80"));
      g_assert_true (is_ipv6 || !was_ipv6);
      was_ipv6 = is_ipv6;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/addresses/named", test_named);
  g_test_add_func ("/addresses/any", test_any);

  return g_test_run ();
}
