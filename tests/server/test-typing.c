/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "peer.h"
#include "server-typing.h"

#define PAUSE_MS 30

typedef struct
{
  ServerTyping *typing;
  GString *told;
  gint64 last; /* when something was told, in microseconds */
} Fixture;

static void
tell (gint64 room, gint64 user, gboolean is_on, gpointer user_data)
{
  Fixture *fixture = user_data;
  gint64 now = g_get_monotonic_time ();

  if (fixture->last != 0 && user == 1 && room == 1)
    g_assert_cmpint (now - fixture->last, >=, PAUSE_MS * 1000);
  if (user == 1 && room == 1)
    fixture->last = now;
  g_string_append_printf (fixture->told, "%d:%d%s ", (int) room, (int) user, is_on ? "+" : "-");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->told = g_string_new (NULL);
  fixture->typing = server_typing_new (PAUSE_MS, tell, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  server_typing_free (fixture->typing);
  g_string_free (fixture->told, TRUE);
}

static void
wait (guint pauses)
{
  gint64 end = g_get_monotonic_time () + pauses * PAUSE_MS * 1000;

  WAIT_FOR (g_get_monotonic_time () > end);
}

/* Who says nothing more does not type any more. */
static void
test_expires (Fixture *fixture, gconstpointer data)
{
  server_typing_set (fixture->typing, 1, 1, TRUE);
  g_assert_cmpstr (fixture->told->str, ==, "1:1+ ");
  WAIT_FOR (g_str_equal (fixture->told->str, "1:1+ 1:1- "));
  wait (3);
  g_assert_cmpstr (fixture->told->str, ==, "1:1+ 1:1- ");

  server_typing_set (fixture->typing, 1, 1, TRUE);
  g_assert_cmpstr (fixture->told->str, ==, "1:1+ 1:1- 1:1+ ");
}

/* However often it is said, it is told once in a while. */
static void
test_not_too_often (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 10 * PAUSE_MS * 1000;
  guint n_said = 0;

  while (g_get_monotonic_time () < end)
    {
      server_typing_set (fixture->typing, 1, 1, n_said++ % 3 != 1);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (fixture->told->len, <=, 11 * strlen ("1:1+ "));
  g_assert_cmpuint (fixture->told->len, >, strlen ("1:1+ "));
}

static void
test_off (Fixture *fixture, gconstpointer data)
{
  server_typing_set (fixture->typing, 1, 1, FALSE);
  g_assert_cmpstr (fixture->told->str, ==, "");
  server_typing_set (fixture->typing, 1, 1, TRUE);
  server_typing_set (fixture->typing, 1, 1, FALSE);
  g_assert_cmpstr (fixture->told->str, ==, "1:1+ ");
  WAIT_FOR (g_str_equal (fixture->told->str, "1:1+ 1:1- "));
}

/* The message says it. */
static void
test_posted (Fixture *fixture, gconstpointer data)
{
  server_typing_posted (fixture->typing, 1, 1);
  server_typing_set (fixture->typing, 1, 1, TRUE);
  server_typing_posted (fixture->typing, 1, 1);
  wait (3);
  g_assert_cmpstr (fixture->told->str, ==, "1:1+ ");
}

static void
test_each_for_themselves (Fixture *fixture, gconstpointer data)
{
  server_typing_set (fixture->typing, 1, 1, TRUE);
  server_typing_set (fixture->typing, 1, 2, TRUE);
  server_typing_set (fixture->typing, 2, 1, TRUE);
  g_assert_cmpstr (fixture->told->str, ==, "1:1+ 1:2+ 2:1+ ");
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/typing/expires", test_expires);
  add ("/typing/not-too-often", test_not_too_often);
  add ("/typing/off", test_off);
  add ("/typing/posted", test_posted);
  add ("/typing/each-for-themselves", test_each_for_themselves);

  return g_test_run ();
}
