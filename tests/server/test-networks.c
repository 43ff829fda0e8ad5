/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-networks.h"

typedef struct
{
  const char *address;
  ServerNetworks smallest; /* that it belongs to */
} Case;

static const Case cases[] = {
  { "127.0.0.1", SERVER_NETWORKS_LOOPBACK },
  { "127.255.255.254", SERVER_NETWORKS_LOOPBACK },
  { "126.255.255.255", SERVER_NETWORKS_ANY },
  { "128.0.0.1", SERVER_NETWORKS_ANY },
  { "0.0.0.0", SERVER_NETWORKS_ANY },
  { "10.0.0.0", SERVER_NETWORKS_LAN },
  { "10.255.255.255", SERVER_NETWORKS_LAN },
  { "11.0.0.0", SERVER_NETWORKS_ANY },
  { "172.15.255.255", SERVER_NETWORKS_ANY },
  { "172.16.0.1", SERVER_NETWORKS_LAN },
  { "172.31.255.255", SERVER_NETWORKS_LAN },
  { "172.32.0.0", SERVER_NETWORKS_ANY },
  { "192.167.255.255", SERVER_NETWORKS_ANY },
  { "192.168.1.1", SERVER_NETWORKS_LAN },
  { "192.169.0.0", SERVER_NETWORKS_ANY },
  { "169.254.7.7", SERVER_NETWORKS_LAN },
  { "169.255.0.0", SERVER_NETWORKS_ANY },
  { "100.63.255.255", SERVER_NETWORKS_ANY },
  { "100.64.0.1", SERVER_NETWORKS_LAN },
  { "100.127.255.255", SERVER_NETWORKS_LAN },
  { "100.128.0.0", SERVER_NETWORKS_ANY },
  { "8.8.8.8", SERVER_NETWORKS_ANY },
  { "224.0.0.1", SERVER_NETWORKS_ANY },
  { "::1", SERVER_NETWORKS_LOOPBACK },
  { "::2", SERVER_NETWORKS_ANY },
  { "::", SERVER_NETWORKS_ANY },
  { "::ffff:127.0.0.1", SERVER_NETWORKS_LOOPBACK },
  { "::ffff:192.168.3.4", SERVER_NETWORKS_LAN },
  { "::ffff:8.8.8.8", SERVER_NETWORKS_ANY },
  { "::127.0.0.1", SERVER_NETWORKS_ANY },
  { "fe80::1", SERVER_NETWORKS_LAN },
  { "febf::1", SERVER_NETWORKS_LAN },
  { "fec0::1", SERVER_NETWORKS_ANY },
  { "fc00::1", SERVER_NETWORKS_LAN },
  { "fdff::1", SERVER_NETWORKS_LAN },
  { "fe00::1", SERVER_NETWORKS_ANY },
  { "2001:db8::1", SERVER_NETWORKS_ANY },
  { "ff02::1", SERVER_NETWORKS_ANY },
};

static void
test_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GInetAddress) address = g_inet_address_new_from_string (cases[i].address);

      g_test_message ("%s", cases[i].address);
      for (guint j = SERVER_NETWORKS_OFF; j <= SERVER_NETWORKS_ANY; j++)
        g_assert_cmpint (server_networks_include (j, address), ==, j >= cases[i].smallest);
    }
}

static void
assert_parsed (const char *text, const char *wanted)
{
  g_autoptr (GInetAddress) address = server_networks_parse_address (text);
  g_autofree char *parsed = address != NULL ? g_inet_address_to_string (address) : NULL;

  g_assert_cmpstr (parsed, ==, wanted);
}

static void
test_parse_address (void)
{
  assert_parsed ("192.0.2.1:1234", "192.0.2.1");
  assert_parsed ("[2001:db8::1]:1234", "2001:db8::1");
  assert_parsed ("[fe80::1%2]:1234", "fe80::1");
  assert_parsed ("example:1234", NULL);
  assert_parsed ("[", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/networks/all", test_all);
  g_test_add_func ("/networks/parse-address", test_parse_address);

  return g_test_run ();
}
