/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-address.h"

#include "charla-limits.h"
#include "client-error.h"

static const struct
{
  const char *text;
  const char *host;
  guint16 port;
  const char *back;
} good[] = {
  { "lab", "lab", CHARLA_DEFAULT_PORT, "lab" },
  { "lab:5678", "lab", 5678, "lab:5678" },
  { "lab:1234", "lab", 1234, "lab" },
  { "lab:0080", "lab", 80, "lab:80" },
  { "  lab \t\n", "lab", CHARLA_DEFAULT_PORT, "lab" },
  { "\u00a0lab:1\u2003", "lab", 1, "lab:1" },
  { "lab.example.org.", "lab.example.org.", CHARLA_DEFAULT_PORT, "lab.example.org." },
  { "my_computer", "my_computer", CHARLA_DEFAULT_PORT, "my_computer" },
  { "ordenador-de-íñigo.local:65535", "ordenador-de-íñigo.local", 65535,
    "ordenador-de-íñigo.local:65535" },
  { "192.168.1.20", "192.168.1.20", CHARLA_DEFAULT_PORT, "192.168.1.20" },
  { "192.168.1.20:99", "192.168.1.20", 99, "192.168.1.20:99" },
  { "::1", "::1", CHARLA_DEFAULT_PORT, "::1" },
  { "2001:db8::20", "2001:db8::20", CHARLA_DEFAULT_PORT, "2001:db8::20" },
  { "fe80::1%wlan0", "fe80::1%wlan0", CHARLA_DEFAULT_PORT, "fe80::1%wlan0" },
  { "[::1]", "::1", CHARLA_DEFAULT_PORT, "::1" },
  { "[::1]:99", "::1", 99, "[::1]:99" },
  { "[fe80::1%2]:99", "fe80::1%2", 99, "[fe80::1%2]:99" },
  { "charla://lab", "lab", CHARLA_DEFAULT_PORT, "lab" },
  { "Charla://lab:99/", "lab", 99, "lab:99" },
  { "charla://[::1]:99", "::1", 99, "[::1]:99" },
};

static const char *const bad[] = {
  "",
  "   ",
  "\u00a0",
  ":1234",
  "charla://",
  "charla:///",
  "charla://:99",
  "charla://lab/room",
  "charla://ana@lab",
  "http://lab",
  "https://lab:1234/",
  "://lab",
  "lab/",
  "lab:",
  "lab:0",
  "lab:65536",
  "lab:99999999999999999999",
  "lab:-1",
  "lab:+5",
  "lab:chat",
  "lab:12x",
  "lab: 1234",
  "my lab",
  "lab\n:1",
  "lab\x01",
  "<lab>",
  "1:2:3",
  "fe80::1%",
  "lab::1234",
  "[lab]:1234",
  "[192.168.1.20]:1234",
  "[::1",
  "[::1]99",
  "[::1]:",
  "[]",
  "[]:99",
  "la]b",
  "lab%2",
  "lab\xff",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ClientAddress) address = client_address_parse (good[i].text, &error);
      g_autoptr (ClientAddress) again = NULL;
      g_autofree char *back = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (client_address_get_host (address), ==, good[i].host);
      g_assert_cmpuint (client_address_get_port (address), ==, good[i].port);

      back = client_address_to_string (address);
      g_assert_cmpstr (back, ==, good[i].back);
      again = client_address_parse (back, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (client_address_get_host (again), ==, good[i].host);
      g_assert_cmpuint (client_address_get_port (again), ==, good[i].port);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ClientAddress) address = client_address_parse (bad[i], &error);

      g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_ADDRESS);
      g_assert_null (address);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

static void
test_too_long (void)
{
  g_autofree char *text = g_strnfill (100000, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (client_address_parse (text, &error));
  g_assert_error (error, CLIENT_ERROR, CLIENT_ERROR_ADDRESS);
}

static void
test_boxed (void)
{
  g_autoptr (ClientAddress) address = client_address_parse ("lab", NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, CLIENT_TYPE_ADDRESS);
  g_value_set_boxed (&value, address);
  g_assert_true (g_value_get_boxed (&value) == address);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/address/good", test_good);
  g_test_add_func ("/client/address/bad", test_bad);
  g_test_add_func ("/client/address/too-long", test_too_long);
  g_test_add_func ("/client/address/boxed", test_boxed);

  return g_test_run ();
}
