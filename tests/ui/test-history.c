/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "history-fixture.h"
#include "widgets.h"

static void
test_opens_at_end (HistoryFixture *self, gconstpointer data)
{
  g_assert_true (history_is_at_end (self));
  g_assert_cmpint (history_get_last_seq (self), ==, 1000);
  g_assert_cmpuint (history_get_n_loaded (self), <, 250);
  g_assert_false (ui_history_get_is_empty (self->history));
}

static void
test_opens_at_unread (HistoryFixture *self, gconstpointer data)
{
  g_assert_cmpint (history_get_top (self, 801), ==, HISTORY_HEIGHT / 3);
  g_assert_false (ui_history_get_at_end (self->history));

  ui_history_go_on (self->history);
  WAIT_FOR (ui_history_get_at_end (self->history));
  history_settle (self);
  g_assert_true (history_is_at_end (self));
  g_assert_cmpint (history_get_last_seq (self), ==, 1000);
}

static void
test_older_pages (HistoryFixture *self, gconstpointer data)
{
  guint before = history_get_n_loaded (self);

  history_scroll_far (self, -573, 40);
  g_assert_cmpuint (history_get_n_loaded (self), >, before + 3 * CLIENT_ROOM_PAGE);
  g_assert_cmpint (history_get_seq_at (self, 0), <, history_get_first_seq (self) - 10);
}

static void
test_newer_pages (HistoryFixture *self, gconstpointer data)
{
  ui_history_show_message (self->history, 300);
  WAIT_FOR (history_find_row (self, 300) != NULL);
  history_settle (self);
  g_assert_true (client_room_get_has_newer (history_get_room (self, "r1")));

  history_scroll_far (self, 573, 120);
  WAIT_FOR (ui_history_get_at_end (self->history));
  history_settle (self);
  g_assert_true (history_is_at_end (self));
  g_assert_cmpint (history_get_last_seq (self), ==, 1000);
}

/* Who drags the slider down comes to the end of what is loaded, and stays there while more
 * comes. */
static void
test_end_of_loaded (HistoryFixture *self, gconstpointer data)
{
  gint64 last = 0;
  int top = 0;

  ui_history_show_message (self->history, 300);
  WAIT_FOR (history_find_row (self, 300) != NULL);
  history_settle (self);
  gtk_adjustment_set_value (self->adjustment, gtk_adjustment_get_upper (self->adjustment));
  wait_settle ();
  last = history_get_last_seq (self);
  g_assert_cmpint (last, <, 1000);
  history_settle (self);
  top = history_get_top (self, last);
  for (guint i = 0; i < 5; i++)
    history_settle (self);
  g_assert_cmpint (history_get_top (self, last), ==, top);
  g_assert_false (ui_history_get_at_end (self->history));
}

static void
test_jump (HistoryFixture *self, gconstpointer data)
{
  /* It is not loaded. */
  ui_history_show_message (self->history, 100);
  WAIT_FOR (history_find_row (self, 100) != NULL);
  history_settle (self);
  g_assert_cmpint (history_get_top (self, 100), ==, HISTORY_HEIGHT / 3);
  g_assert_true (gtk_widget_has_css_class (history_find_row (self, 100), "highlight"));
  g_assert_false (gtk_widget_has_css_class (history_find_row (self, 101), "highlight"));
  g_assert_false (ui_history_get_at_end (self->history));

  /* It is. */
  ui_history_show_message (self->history, 110);
  history_settle (self);
  g_assert_cmpint (history_get_top (self, 110), ==, HISTORY_HEIGHT / 3);
  g_assert_true (gtk_widget_has_css_class (history_find_row (self, 110), "highlight"));
  WAIT_FOR (!gtk_widget_has_css_class (history_find_row (self, 110), "highlight"));

  ui_history_scroll_to_end (self->history);
  WAIT_FOR (ui_history_get_at_end (self->history));
  history_settle (self);
  g_assert_true (history_is_at_end (self));
  g_assert_cmpint (history_get_last_seq (self), ==, 1000);
}

static void
test_jump_to_nothing (HistoryFixture *self, gconstpointer data)
{
  ui_history_show_message (self->history, 100000);
  WAIT_FOR (!client_room_get_loading (history_get_room (self, "r1")));
  history_settle (self);
  g_assert_false (ui_history_get_is_empty (self->history));
  g_assert_cmpint (history_get_last_seq (self), ==, 1000);
}

static void
test_end_stays (HistoryFixture *self, gconstpointer data)
{
  g_assert_true (history_is_at_end (self));
  history_hear (self, 1001);
  g_assert_true (history_is_at_end (self));
  g_assert_cmpint (history_get_last_seq (self), ==, 1001);

  history_scroll_by (self, -400);
  g_assert_false (ui_history_get_at_end (self->history));
  {
    gint64 seq = history_get_first_seq (self) + 2;
    int top = history_get_top (self, seq);

    history_hear (self, 1002);
    history_hear (self, 1003);
    g_assert_cmpint (history_get_top (self, seq), ==, top);
    g_assert_false (ui_history_get_at_end (self->history));
  }
}

static void
test_place_is_kept (HistoryFixture *self, gconstpointer data)
{
  gint64 seq = 0;
  int top = 0;

  history_scroll_far (self, -173, 20);
  seq = history_get_first_seq (self) + 3;
  top = history_get_top (self, seq);

  ui_history_set_room (self->history, self->session, history_get_room (self, "r2"));
  history_settle (self);
  ui_history_set_room (self->history, self->session, history_get_room (self, "r1"));
  history_settle (self);
  g_assert_cmpint (history_get_top (self, seq), ==, top);

  /* The messages have gone meanwhile. */
  ui_history_set_room (self->history, self->session, history_get_room (self, "r2"));
  client_room_forget (history_get_room (self, "r1"));
  g_assert_cmpuint (history_get_n_loaded (self), ==, 0);
  ui_history_set_room (self->history, self->session, history_get_room (self, "r1"));
  WAIT_FOR (history_find_row (self, seq) != NULL);
  history_settle (self);
  g_assert_cmpint (history_get_top (self, seq), ==, top);
}

/* Another size, and letters of another size, leave what one reads where it is. */
static void
test_resize (HistoryFixture *self, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gint64 seq = 0;
  int top = 0;

  ui_history_show_message (self->history, 500);
  WAIT_FOR (history_find_row (self, 500) != NULL);
  history_settle (self);
  history_scroll_by (self, -50);
  seq = 500;
  top = history_get_top (self, seq);
  while (seq > 1 && history_find_row (self, seq - 1) != NULL && history_get_top (self, seq - 1) >= 0)
    seq--;
  top = history_get_top (self, seq);

  gtk_widget_set_size_request (find_by_id (self->history, "scrolled_window"), 700, -1);
  history_settle (self);
  g_assert_cmpint (history_get_top (self, seq), ==, top);

  g_object_set (settings, "gtk-xft-dpi", 140 * 1024, NULL);
  history_settle (self);
  g_assert_cmpint (history_get_top (self, seq), ==, top);
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
}

static void
test_nothing (HistoryFixture *self, gconstpointer data)
{
  ui_history_set_room (self->history, NULL, NULL);
  g_assert_true (ui_history_get_is_empty (self->history));
  ui_history_show_message (self->history, 5);
  ui_history_scroll_to_end (self->history);
  ui_history_go_on (self->history);
}

int
main (int argc, char **argv)
{
  static const HistorySetting few = { 20, 20 };
  static const HistorySetting read = { 1000, 1000 };
  static const HistorySetting unread = { 1000, 800 };

  g_test_init (&argc, &argv, NULL);
  adw_init ();

  history_test_add ("/history/end", read, test_opens_at_end);
  history_test_add ("/history/unread", unread, test_opens_at_unread);
  history_test_add ("/history/older", read, test_older_pages);
  history_test_add ("/history/newer", read, test_newer_pages);
  history_test_add ("/history/loaded-end", read, test_end_of_loaded);
  history_test_add ("/history/jump", read, test_jump);
  history_test_add ("/history/jump-to-nothing", read, test_jump_to_nothing);
  history_test_add ("/history/stays", read, test_end_stays);
  history_test_add ("/history/place", read, test_place_is_kept);
  history_test_add ("/history/resize", read, test_resize);
  history_test_add ("/history/nothing", few, test_nothing);

  return g_test_run ();
}
