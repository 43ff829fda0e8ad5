/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery-txt.h"

#include <string.h>

static GVariant *
strings_new (const char *const *strings)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; strings[i] != NULL; i++)
    g_variant_builder_add_value (
      &builder, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, strings[i], strlen (strings[i]), 1));

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

static DiscoveryTxt *
read_all (const char *const *strings)
{
  g_autoptr (GVariant) variant = strings_new (strings);

  return discovery_txt_read (variant);
}

#define READ(...) read_all ((const char *const[]){ __VA_ARGS__, NULL })

static void
test_round_trip (void)
{
  for (guint i = 0; i < 4; i++)
    {
      DiscoveryTxt said = { (char *) "38b879ac31f57d8cd17ef8fecf7adaa1", (i & 1) != 0, (i & 2) != 0 };
      g_autoptr (GVariant) strings = g_variant_ref_sink (discovery_txt_write (&said));
      g_autoptr (DiscoveryTxt) heard = discovery_txt_read (strings);

      g_assert_nonnull (heard);
      g_assert_cmpstr (heard->id, ==, said.id);
      g_assert_cmpint (heard->needs_join_word, ==, said.needs_join_word);
      g_assert_cmpint (heard->is_encrypted, ==, said.is_encrypted);
    }
}

static void
test_lenient (void)
{
  g_autoptr (DiscoveryTxt) bare = READ ("id=x", "v=1");
  g_autoptr (DiscoveryTxt) odd = READ ("v=1", "ID=a", "id=b", "join=yes", "TLS=1", "more", "=", "");

  g_assert_cmpstr (bare->id, ==, "x");
  g_assert_false (bare->needs_join_word || bare->is_encrypted);
  g_assert_cmpstr (odd->id, ==, "a");
  g_assert_false (odd->needs_join_word);
  g_assert_true (odd->is_encrypted);
}

static void
test_refused (void)
{
  g_autofree char *longest = g_strdup_printf ("id=%032d", 0);
  g_autofree char *too_long = g_strdup_printf ("id=%033d", 0);
  g_autoptr (DiscoveryTxt) fits = READ ("v=1", longest);
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new_string ("v=1"));
  const char *many[40] = { NULL };

  g_assert_nonnull (fits);
  g_assert_null (READ ("v=1", too_long));
  g_assert_null (READ ("v=1"));
  g_assert_null (READ ("v=1", "id="));
  g_assert_null (READ ("v=1", "id=a b"));
  g_assert_null (READ ("v=1", "id=\303\251"));
  g_assert_null (READ ("v=2", "id=x"));
  g_assert_null (READ ("id=x"));
  g_assert_null (discovery_txt_read (other));

  /* Nobody is read for long. */
  for (guint i = 0; i < 38; i++)
    many[i] = i == 36 ? "v=1" : i == 37 ? "id=x" : "more=1";
  g_assert_null (read_all (many));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/discovery/txt/round-trip", test_round_trip);
  g_test_add_func ("/discovery/txt/lenient", test_lenient);
  g_test_add_func ("/discovery/txt/refused", test_refused);

  return g_test_run ();
}
