/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-code.h"

static void
test_there_and_back (void)
{
  for (guint i = 0; i <= CHARLA_CODE_TOO_SLOW; i++)
    {
      CharlaCode code = CHARLA_CODE_INTERNAL;

      g_assert_true (charla_code_from_string (charla_code_to_string (i), &code));
      g_assert_cmpuint (code, ==, i);
    }

  g_assert_cmpstr (charla_code_to_string (CHARLA_CODE_NOT_MEMBER), ==, "not-member");
  g_assert_cmpstr (charla_code_to_string (CHARLA_CODE_BAD_REQUEST), ==, "bad-request");
}

static void
test_unknown (void)
{
  CharlaCode code = CHARLA_CODE_CONFLICT;

  g_assert_false (charla_code_from_string ("", &code));
  g_assert_false (charla_code_from_string ("NOT-MEMBER", &code));
  g_assert_false (charla_code_from_string ("teapot", &code));
  g_assert_cmpuint (code, ==, CHARLA_CODE_CONFLICT);
}

static void
test_error (void)
{
  g_autoptr (GError) error
    = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN, "You may not");

  g_assert_error (error, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN);
  g_assert_cmpstr (charla_code_to_string (error->code), ==, "forbidden");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/code/there-and-back", test_there_and_back);
  g_test_add_func ("/code/unknown", test_unknown);
  g_test_add_func ("/code/error", test_error);

  return g_test_run ();
}
