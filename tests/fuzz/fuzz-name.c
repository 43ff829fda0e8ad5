/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-error.h"
#include "charla-limits.h"
#include "charla-name.h"

#include "fuzz.h"

/* What is accepted as a name is one, and can be compared. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *name = g_strndup ((const char *) data, size);
  g_autofree char *folded = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  if (!charla_name_validate ((const char *) data, size, &error))
    {
      g_assert_true (error->domain == CHARLA_ERROR);
      return 0;
    }

  g_assert_cmpuint (strlen (name), ==, size);
  g_assert_true (g_utf8_validate (name, size, NULL));
  g_assert_cmpint (g_utf8_strlen (name, size), >=, 1);
  g_assert_cmpint (g_utf8_strlen (name, size), <=, CHARLA_NAME_MAX);

  folded = charla_name_fold (name);
  g_assert_true (g_utf8_validate (folded, -1, NULL));
  again = charla_name_fold (folded);
  g_assert_cmpstr (folded, ==, again);

  return 0;
}
