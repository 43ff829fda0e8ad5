/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-place.h"

static ClientSighting *
read_found (const char *name, int interface, const char *host, guint port, gboolean is_chat)
{
  g_autoptr (ClientPlace) place = client_place_new (interface, 0, name, "local");
  const guint8 *const txt[] = { (const guint8 *) "v=1", (const guint8 *) "id=x" };
  g_autoptr (GVariant) found = NULL;
  GVariantBuilder strings;

  g_variant_builder_init (&strings, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; is_chat && i < G_N_ELEMENTS (txt); i++)
    g_variant_builder_add_value (
      &strings, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, txt[i], i == 0 ? 3 : 4, 1));
  found = g_variant_ref_sink (g_variant_new ("(iissssisq@aayu)", interface, 0, name, "_charla._tcp",
                                             "local", "lab.local", 0, host, port,
                                             g_variant_builder_end (&strings), 0));

  return client_place_read (place, found);
}

static void
assert_address (int interface, const char *host, const char *expected)
{
  g_autoptr (ClientSighting) sighting = read_found ("Lab", interface, host, 4321, TRUE);
  g_autofree char *address
    = sighting != NULL ? client_address_to_string (sighting->address) : NULL;

  g_assert_cmpstr (address, ==, expected);
}

static void
test_addresses (void)
{
  assert_address (1, "192.168.1.7", "192.168.1.7:4321");
  assert_address (1, "fd00::7", "[fd00::7]:4321");
  assert_address (1, "fe80::7", "[fe80::7%lo]:4321");
  assert_address (99999, "fe80::7", NULL);
  assert_address (1, "0.0.0.0", NULL);
  assert_address (1, "224.0.0.1", NULL);
  assert_address (1, "evil.example", NULL);
  assert_address (1, "", NULL);
}

static void
test_names (void)
{
  g_autoptr (ClientSighting) clean = read_found ("a\033\nb", 1, "10.0.0.1", 1234, TRUE);
  g_autoptr (ClientSighting) nameless = read_found ("\342\200\256", 1, "10.0.0.1", 1234, TRUE);

  g_assert_cmpstr (clean->name, ==, "a b");
  g_assert_cmpstr (clean->place, ==, "1 0 a\033\nb.local");
  g_assert_cmpstr (nameless->name, ==, "10.0.0.1");
}

static void
test_refused (void)
{
  g_autoptr (ClientPlace) place = client_place_new (1, 0, "Lab", "local");
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new ("(s)", "x"));

  g_assert_null (read_found ("Lab", 1, "10.0.0.1", 0, TRUE));
  g_assert_null (read_found ("Lab", 1, "10.0.0.1", 1234, FALSE));
  g_assert_null (client_place_read (place, other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/place/addresses", test_addresses);
  g_test_add_func ("/client/place/names", test_names);
  g_test_add_func ("/client/place/refused", test_refused);

  return g_test_run ();
}
