/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "history-fixture.h"

static guint
count_rows (HistoryFixture *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

/* A room is on the screen in the next frame but one, whether it is at hand or in the cache. */
static void
assert_switches_fast (HistoryFixture *self, const char *what)
{
  gint64 start = 0;
  guint n_frames = 0;
  gint64 spent = 0;

  ui_history_set_room (self->history, self->session, history_get_room (self, "r2"));
  history_settle (self);
  if (g_str_equal (what, "cache"))
    client_room_forget (history_get_room (self, "r1"));

  n_frames = self->n_frames;
  start = g_get_monotonic_time ();
  ui_history_set_room (self->history, self->session, history_get_room (self, "r1"));
  WAIT_FOR (self->n_frames > n_frames && history_find_row (self, 100000) != NULL
            && gtk_widget_get_height (history_find_row (self, 100000)) > 0);
  spent = g_get_monotonic_time () - start;
  g_test_message ("from the %s: %.1f ms, %u frames", what, (double) spent / 1000,
                  self->n_frames - n_frames);
  if (g_test_perf ())
    g_assert_cmpuint (self->n_frames - n_frames, <=, 2);
}

static void
test_many (HistoryFixture *self, gconstpointer data)
{
  g_assert_true (history_is_at_end (self));
  assert_switches_fast (self, "room");
  assert_switches_fast (self, "cache");
  history_settle (self);

  history_scroll_far (self, -1000, 30);
  g_assert_cmpuint (count_rows (self), <, 100);

  ui_history_show_message (self->history, 50000);
  WAIT_FOR (history_find_row (self, 50000) != NULL);
  history_settle (self);
  g_assert_cmpint (history_get_top (self, 50000), ==, HISTORY_HEIGHT / 3);
  g_assert_cmpuint (history_get_n_loaded (self), <, 1000);
}

int
main (int argc, char **argv)
{
  static const HistorySetting many = { 100000, 100000 };

  g_test_init (&argc, &argv, NULL);
  adw_init ();

  history_test_add ("/history/many", many, test_many);

  return g_test_run ();
}
