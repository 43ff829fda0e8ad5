/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-deadlines.h"

#include <string.h>

/* Deadlines by name: what has passed is written down in the order in which it did. */
typedef struct
{
  GString *passed;
  CharlaDeadlines *group;
  CharlaDeadline places[4];
  gboolean again;
  gboolean free_group;
} Fixture;

static char names[][2] = { "a", "b", "c", "d" };

static void
on_passed (gpointer item, gpointer user_data)
{
  Fixture *self = user_data;
  const char *name = item;

  g_string_append (self->passed, name);
  if (self->again && self->passed->len < 4)
    charla_deadlines_start (self->group, &self->places[name[0] - 'a'], item);
  if (self->free_group)
    g_clear_pointer (&self->group, charla_deadlines_free);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  memset (self, 0, sizeof *self);
  self->passed = g_string_new (NULL);
  self->group = charla_deadlines_new (GPOINTER_TO_UINT (data), on_passed, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->group, charla_deadlines_free);
  g_string_free (self->passed, TRUE);
}

static void
start (Fixture *self, guint i)
{
  charla_deadlines_start (self->group, &self->places[i], names[i]);
}

static void
run_until_passed (Fixture *self, gsize count)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (self->passed->len < count && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->passed->len, ==, count);
}

/* How long the loop would sleep: -1 is for ever. */
static int
next_timeout (void)
{
  GMainContext *context = g_main_context_default ();
  int timeout = 0;
  int priority = 0;
  GPollFD fds[8];

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_release (context);

  return timeout;
}

static void
test_order (Fixture *self, gconstpointer data)
{
  start (self, 2);
  start (self, 0);
  start (self, 3);
  start (self, 1);
  charla_deadline_stop (&self->places[3]);
  start (self, 2);
  run_until_passed (self, 3);

  g_assert_cmpstr (self->passed->str, ==, "abc");
  g_assert_cmpint (next_timeout (), ==, -1);
}

static void
test_not_early (Fixture *self, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  start (self, 0);
  run_until_passed (self, 1);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 20000);
}

static void
test_not_armed (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (next_timeout (), ==, -1);
  start (self, 0);
  g_assert_cmpint (next_timeout (), >=, 0);
  start (self, 1);
  charla_deadline_stop (&self->places[0]);
  g_assert_cmpint (next_timeout (), >=, 0);
  charla_deadline_stop (&self->places[1]);
  charla_deadline_stop (&self->places[1]);
  g_assert_cmpint (next_timeout (), ==, -1);
}

static void
test_again (Fixture *self, gconstpointer data)
{
  self->again = TRUE;
  start (self, 0);
  start (self, 1);
  run_until_passed (self, 5);

  g_assert_cmpstr (self->passed->str, ==, "ababa");
}

static void
test_move (Fixture *self, gconstpointer data)
{
  g_autoptr (CharlaDeadlines) other = charla_deadlines_new (60000, on_passed, self);

  start (self, 0);
  start (self, 1);
  charla_deadlines_start (other, &self->places[0], names[0]);
  run_until_passed (self, 1);

  g_assert_cmpstr (self->passed->str, ==, "b");
}

static void
test_free (Fixture *self, gconstpointer data)
{
  start (self, 0);
  start (self, 1);
  g_clear_pointer (&self->group, charla_deadlines_free);

  g_assert_cmpint (next_timeout (), ==, -1);
  charla_deadline_stop (&self->places[0]);
}

static void
test_free_inside (Fixture *self, gconstpointer data)
{
  self->free_group = TRUE;
  start (self, 0);
  start (self, 1);
  run_until_passed (self, 1);

  g_assert_null (self->group);
  g_assert_null (self->places[1].group);
}

static void
test_context (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainContextPusher) pusher G_GNUC_UNUSED = g_main_context_pusher_new (context);
  Fixture fixture = { 0 };

  set_up (&fixture, GUINT_TO_POINTER (1));
  start (&fixture, 0);
  while (fixture.passed->len == 0)
    g_main_context_iteration (context, TRUE);
  tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, milliseconds, func)                                                             \
  g_test_add ("/protocol/deadlines/" name, Fixture, GUINT_TO_POINTER (milliseconds), set_up,     \
              func, tear_down)
  ADD ("order", 1, test_order);
  ADD ("not-early", 20, test_not_early);
  ADD ("not-armed", 60000, test_not_armed);
  ADD ("again", 1, test_again);
  ADD ("move", 1, test_move);
  ADD ("free", 1, test_free);
  ADD ("free-inside", 1, test_free_inside);
  g_test_add_func ("/protocol/deadlines/context", test_context);

  return g_test_run ();
}
