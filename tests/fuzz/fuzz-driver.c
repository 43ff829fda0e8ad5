/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "fuzz.h"

/* Runs a fuzz target as an ordinary test, with any compiler: on each file of its
 * corpus, given as arguments, and on variations of it that depend on the test's
 * random seed only. */

#define VARIATIONS 200

static void
vary (GByteArray *bytes)
{
  guint at = g_test_rand_int_range (0, bytes->len + 1);
  guint8 byte = g_test_rand_int_range (0, 256);

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      g_byte_array_append (bytes, &byte, 1);
      break;
    case 1:
      g_byte_array_set_size (bytes, at);
      break;
    case 2:
      if (at < bytes->len)
        g_byte_array_remove_index (bytes, at);
      break;
    default:
      if (at < bytes->len)
        bytes->data[at] = g_test_rand_bit () ? byte : " 0123456789"[byte % 11];
      break;
    }
}

static void
test_file (gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_file_get_contents (data, &contents, &length, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const uint8_t *) contents, length);

  for (guint i = 0; i < VARIATIONS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree guint8 *exact = NULL;

      g_byte_array_append (bytes, (const guint8 *) contents, length);
      for (guint n = g_test_rand_int_range (1, 4); n > 0; n--)
        vary (bytes);
      /* In memory of just its size, so that a sanitizer sees a byte too many. */
      exact = g_memdup2 (bytes->data, bytes->len);
      LLVMFuzzerTestOneInput (exact, bytes->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 1; i < argc; i++)
    {
      g_autofree char *file = g_path_get_basename (argv[i]);
      g_autofree char *name = g_strconcat ("/fuzz/", file, NULL);

      g_test_add_data_func (name, argv[i], test_file);
    }

  return g_test_run ();
}
