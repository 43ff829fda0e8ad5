/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla.h"
#include "server-name.h"

#define CROWD 1000

static gboolean
is_free (const char *name, gpointer user_data)
{
  return !g_hash_table_contains (user_data, name);
}

static void
assert_named (GHashTable *taken, const char *name, const char *expected)
{
  g_autofree char *found = server_name_find_free (name, is_free, taken);

  g_assert_cmpstr (found, ==, expected);
  g_hash_table_add (taken, g_steal_pointer (&found));
}

static void
test_numbers (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  assert_named (taken, "ana", "ana");
  assert_named (taken, "ana", "ana 2");
  assert_named (taken, "ana", "ana 3");
  assert_named (taken, "ana 2", "ana 2 2");
  assert_named (taken, "ben", "ben");

  /* What is set free is taken again. */
  g_hash_table_remove (taken, "ana 2");
  assert_named (taken, "ana", "ana 2");
}

static void
test_long_name (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autofree char *second = NULL;

  for (guint i = 0; i < CHARLA_NAME_MAX; i++)
    g_string_append (longest, "ñ");

  assert_named (taken, longest->str, longest->str);
  second = server_name_find_free (longest->str, is_free, taken);
  g_assert_true (charla_name_validate (second, -1, NULL));
  g_assert_true (g_str_has_suffix (second, "ñ 2"));
}

/* Very many of one name are named one as fast as the other. */
static void
test_crowd (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < CROWD; i++)
    {
      g_autofree char *name = server_name_find_free ("ana", is_free, taken);

      g_assert_true (charla_name_validate (name, -1, NULL));
      g_assert_true (g_hash_table_add (taken, g_steal_pointer (&name)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/name/numbers", test_numbers);
  g_test_add_func ("/name/long-name", test_long_name);
  g_test_add_func ("/name/crowd", test_crowd);

  return g_test_run ();
}
