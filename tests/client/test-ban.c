/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-ban.h"

#include <string.h>

static char *
explain (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (CharlaMessage) message = charla_message_parse (bytes, &error);

  g_assert_no_error (error);
  return client_ban_explain (message);
}

static void
test_explain (void)
{
  static const struct
  {
    const char *object;
    const char *expected;
  } cases[] = {
    { "{'code': 'forbidden'}", NULL },
    { "{'banned': 7}", NULL },
    { "{'banned': {}}", "You are banned." },
    { "{'banned': {'reason': 'noise'}}", "You are banned. The reason: noise" },
    { "{'banned': {'reason': 'two\\nlines'}}", "You are banned. The reason: two lines" },
    { "{'banned': {'until': -1}}", "You are banned." },
    { "{'banned': {'until': 'noon'}}", "You are banned." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = explain (cases[i].object);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_until (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (2100, 1, 2, 3, 4, 0);
  g_autofree char *object
    = g_strdup_printf ("{'banned': {'until': %" G_GINT64_FORMAT ", 'reason': 'noise'}}",
                       g_date_time_to_unix (time) * 1000);
  g_autofree char *text = explain (object);
  g_autofree char *far_off = explain ("{'banned': {'until': 9007199254740991}}");

  g_assert_cmpstr (text, ==, "You are banned until 01/02/00, 03:04. The reason: noise");
  g_assert_true (g_str_has_prefix (far_off, "You are banned until "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/ban/explain", test_explain);
  g_test_add_func ("/client/ban/until", test_until);

  return g_test_run ();
}
