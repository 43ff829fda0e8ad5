/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-frame.h"

static void
assert_bytes (GBytes *bytes, const char *expected, gsize length)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_cmpmem (data, size, expected, length);
}

static void
test_header (void)
{
  static const struct
  {
    gsize length;
    const char *header;
  } cases[] = {
    { 0, "0         " },
    { 5, "5         " },
    { 65536, "65536     " },
    { 9999999999, "9999999999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char header[CHARLA_HEADER_SIZE];

      charla_frame_write_header (header, cases[i].length);
      g_assert_cmpmem (header, sizeof header, cases[i].header, CHARLA_HEADER_SIZE);
    }
}

static void
test_header_too_long (void)
{
  char header[CHARLA_HEADER_SIZE];

  if (g_test_subprocess ())
    {
      charla_frame_write_header (header, 10000000000);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
}

static void
test_new (void)
{
  g_autoptr (GBytes) hello = charla_frame_new ("hello", 5);
  g_autoptr (GBytes) nothing = charla_frame_new (NULL, 0);

  assert_bytes (hello, "5         hello", 15);
  assert_bytes (nothing, "0         ", 10);
}

static void
test_new_pair (void)
{
  g_autoptr (GBytes) said = charla_frame_new_pair ("ana", 3, "¡hola!", 7);
  g_autoptr (GBytes) empty = charla_frame_new_pair (NULL, 0, "x", 1);

  assert_bytes (said, "3         ana7         ¡hola!", 30);
  assert_bytes (empty, "0         1         x", 21);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/protocol/frame/header", test_header);
  g_test_add_func ("/protocol/frame/header-too-long", test_header_too_long);
  g_test_add_func ("/protocol/frame/new", test_new);
  g_test_add_func ("/protocol/frame/new-pair", test_new_pair);

  return g_test_run ();
}
