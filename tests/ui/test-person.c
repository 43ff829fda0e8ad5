/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-person.h"

static void
test_initials (void)
{
  const struct
  {
    const char *name;
    const char *initials;
  } cases[] = {
    { "ana", "A" },
    { "Ana María", "AM" },
    { "Ana María López", "AL" },
    { "  ana  b ", "AB" },
    { "çelik öz", "ÇÖ" },
    { "@ana (bot)", "AB" },
    { "李雷", "李" },
    { "שלום לכם", "של" },
    { "ǆ", "ǅ" },
    { "7 of 9", "79" },
    { "🎉", "" },
    { "🎉 ana", "A" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = ui_person_get_initials (cases[i].name);

      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

/* Somebody keeps the color from one version to the next, and few share one. */
static void
test_colors (void)
{
  guint n[UI_PERSON_COLORS + 1] = { 0 };

  g_assert_cmpuint (ui_person_get_color ("u1"), ==, ui_person_get_color ("u1"));
  for (guint i = 0; i < 1400; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);
      guint color = ui_person_get_color (id);

      g_assert_cmpuint (color, >=, 1);
      g_assert_cmpuint (color, <=, UI_PERSON_COLORS);
      n[color]++;
    }
  for (guint i = 1; i <= UI_PERSON_COLORS; i++)
    {
      g_assert_cmpuint (n[i], >, 60);
      g_assert_cmpuint (n[i], <, 140);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/person/initials", test_initials);
  g_test_add_func ("/person/colors", test_colors);

  return g_test_run ();
}
