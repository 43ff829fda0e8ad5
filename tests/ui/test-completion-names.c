/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-completion-names.h"

static const char *const everyone[] = {
  "Berta", "Ana María", "José", "ana", "Mariana", "María del Mar", "ΑΘΗΝΑ", "Berta",
};

/* What is found, with / between. */
static char *
find (const char *query, guint limit)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = NULL;
  GString *all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (everyone); i++)
    g_ptr_array_add (names, g_strdup (everyone[i]));

  found = ui_completion_names (names, query, limit);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? "/" : "", (char *) g_ptr_array_index (found, i));

  return g_string_free (all, FALSE);
}

static void
assert_found (const char *query, guint limit, const char *expected)
{
  g_autofree char *found = find (query, limit);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_prefix (void)
{
  assert_found ("b", 8, "Berta");
  assert_found ("B", 8, "Berta");
  assert_found ("jose", 8, "José");
  assert_found ("JOSÉ", 8, "");
  assert_found ("αθ", 8, "ΑΘΗΝΑ");
  assert_found ("x", 8, "");
}

static void
test_words (void)
{
  assert_found ("mar", 8, "Mariana/María del Mar/Ana María");
  assert_found ("del", 8, "María del Mar");
  assert_found ("ana m", 8, "Ana María");
  assert_found ("riana", 8, "");
}

/* In the order in which they come, each once. */
static void
test_order (void)
{
  assert_found ("", 3, "Berta/Ana María/José");
  assert_found ("", 20, "Berta/Ana María/José/ana/Mariana/María del Mar/ΑΘΗΝΑ");
}

/* Enter is to send then. */
static void
test_whole (void)
{
  assert_found ("berta", 8, "");
  assert_found ("Mariana", 8, "");
  assert_found ("ana", 8, "Ana María/ana");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/completion-names/prefix", test_prefix);
  g_test_add_func ("/completion-names/words", test_words);
  g_test_add_func ("/completion-names/order", test_order);
  g_test_add_func ("/completion-names/whole", test_whole);

  return g_test_run ();
}
