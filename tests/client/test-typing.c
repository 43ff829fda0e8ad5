/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-typing.h"
#include "wait.h"

static void
on_changed (gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
assert_names (ClientTyping *typing, const char *expected)
{
  g_auto (GStrv) names = client_typing_list (typing);
  g_autofree char *text = g_strjoinv (" ", names);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_begin_and_end (void)
{
  guint n_changed = 0;
  g_autoptr (ClientTyping) typing = client_typing_new (CLIENT_TYPING_MS, on_changed, &n_changed);

  assert_names (typing, "");
  client_typing_begin (typing, "u3", "Carlos");
  client_typing_begin (typing, "u2", "Berta");
  client_typing_begin (typing, "u3", "Carlos");
  assert_names (typing, "Berta Carlos");
  client_typing_end (typing, "u2");
  client_typing_end (typing, "u9");
  assert_names (typing, "Carlos");
  client_typing_clear (typing);
  assert_names (typing, "");
  g_assert_cmpuint (n_changed, ==, 0);
}

/* Nobody says that somebody has stopped who is gone. */
static void
test_expiry (void)
{
  guint n_changed = 0;
  g_autoptr (ClientTyping) typing = client_typing_new (5, on_changed, &n_changed);

  client_typing_begin (typing, "u2", "Berta");
  WAIT_FOR (n_changed == 1);
  assert_names (typing, "");

  client_typing_begin (typing, "u2", "Berta");
  WAIT_FOR (n_changed == 2);
  assert_names (typing, "");
}

static void
test_bounded (void)
{
  g_autoptr (ClientTyping) typing = client_typing_new (CLIENT_TYPING_MS, on_changed, NULL);
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < 2 * CLIENT_TYPING_MAX; i++)
    {
      g_autofree char *user = g_strdup_printf ("u%u", i);

      client_typing_begin (typing, user, user);
    }
  names = client_typing_list (typing);
  g_assert_cmpuint (g_strv_length (names), ==, CLIENT_TYPING_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/typing/begin-and-end", test_begin_and_end);
  g_test_add_func ("/client/typing/expiry", test_expiry);
  g_test_add_func ("/client/typing/bounded", test_bounded);

  return g_test_run ();
}
