/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-list-fixture.h"

/* The row in the middle moves by exactly as much as the value until an end is reached. */
static void
scroll_to_limit (Fixture *fixture, int direction)
{
  for (guint i = 0; i < 2000; i++)
    {
      double before = gtk_adjustment_get_value (fixture->adjustment);
      double step = direction * (1 + (int) (i * 61 % 290) + (i % 3) * 0.25);
      guint number = fixture_number_at (fixture,
                                        (ui_message_list_get_first_visible (fixture->list)
                                         + ui_message_list_get_last_visible (fixture->list))
                                          / 2);
      int top = fixture_top (fixture, number);
      double delta = 0;

      fixture_scroll_by (fixture, step);
      fixture_check (fixture);
      delta = gtk_adjustment_get_value (fixture->adjustment) - before;
      if (fixture_row (fixture, number) != NULL)
        g_assert_cmpfloat_with_epsilon (top - fixture_top (fixture, number), delta, 1);
      if (delta != step)
        return;
    }
  g_assert_not_reached ();
}

static void
test_ends (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 150);
  fixture_settle (fixture);
  scroll_to_limit (fixture, -1);
  fixture_assert_at_start (fixture);
  scroll_to_limit (fixture, 1);
  fixture_assert_at_end (fixture);
}

/* As a scrollbar does: the value stays what it was set to, and the ends are the ends. */
static void
test_drag (Fixture *fixture, gconstpointer data)
{
  const double fractions[] = { 0.5, 0.25, 0.9, 0.1, 0.99 };

  fixture_append (fixture, 10000);
  fixture_settle (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (fractions); i++)
    {
      double lower = gtk_adjustment_get_lower (fixture->adjustment);
      double range = gtk_adjustment_get_upper (fixture->adjustment) - 600 - lower;
      double value = lower + range * fractions[i];
      double first = 0;

      gtk_adjustment_set_value (fixture->adjustment, value);
      fixture_settle (fixture);
      g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, value);
      g_assert_cmpfloat (gtk_adjustment_get_lower (fixture->adjustment), ==, lower);
      first = ui_message_list_get_first_visible (fixture->list);
      g_assert_cmpfloat_with_epsilon (first / 10000, fractions[i], 0.01);
      fixture_check (fixture);
    }

  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_lower (fixture->adjustment));
  fixture_settle (fixture);
  fixture_assert_at_start (fixture);
  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_upper (fixture->adjustment));
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
}

/* What decelerates knows only its own way through the values: items must not bend it. */
static void
test_changes_while_scrolling (Fixture *fixture, gconstpointer data)
{
  double value = 0;
  guint number = 0;

  fixture_append (fixture, 1000);
  number = fixture_read_above (fixture);
  value = gtk_adjustment_get_value (fixture->adjustment);

  for (int i = 1; i <= 20; i++)
    {
      if (i % 3 == 0)
        fixture_insert (fixture, 0, 50);
      if (i % 4 == 0)
        fixture_append (fixture, 20);
      if (i % 5 == 0)
        g_list_store_splice (fixture->model, 0, 70, NULL, 0);
      gtk_adjustment_set_value (fixture->adjustment, value - i * 20);
      fixture_settle (fixture);
      g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment), ==, value - i * 20);
      g_assert_cmpint (fixture_top (fixture, number), ==, 137 + i * 20);
      fixture_check (fixture);
    }
}

/* What GtkScrolledWindow does when a finger leaves a touchpad. */
static void
fling (Fixture *fixture, double velocity)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (fixture->scrolled_window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller)
          && (gtk_event_controller_scroll_get_flags (GTK_EVENT_CONTROLLER_SCROLL (controller))
              & GTK_EVENT_CONTROLLER_SCROLL_KINETIC))
        g_signal_emit_by_name (controller, "decelerate", 0., velocity);
    }
}

/* Each frame moves the rows as it moves the value, whatever happens on the way. */
static void
test_kinetic_scrolling (Fixture *fixture, gconstpointer data)
{
  double value = 0;
  guint n_moves = 0;

  fixture_append (fixture, 1000);
  fixture_read_above (fixture);
  value = gtk_adjustment_get_value (fixture->adjustment);
  fling (fixture, -2000);

  for (guint n_rests = 0; n_rests < 5;)
    {
      guint number = fixture_number_at (fixture,
                                        ui_message_list_get_first_visible (fixture->list));
      int top = fixture_top (fixture, number);
      double delta = 0;

      fixture_insert (fixture, 0, 3);
      fixture_append (fixture, 3);
      test_item_set_words (fixture_item (fixture, 10), 100);
      fixture_settle (fixture);
      fixture_check (fixture);

      delta = gtk_adjustment_get_value (fixture->adjustment) - value;
      value += delta;
      if (fixture_row (fixture, number) != NULL)
        g_assert_cmpfloat_with_epsilon (top - fixture_top (fixture, number), delta, 1);
      if (delta == 0)
        n_rests++;
      else
        n_moves++;
    }
  g_assert_cmpuint (n_moves, >, 0);
}

/* Who goes to the end in the middle of it is there, and stays. */
static void
test_end_stops_scrolling (Fixture *fixture, gconstpointer data)
{
  gboolean started = FALSE;

  fixture_append (fixture, 1000);
  for (guint i = 0; i < 2; i++)
    {
      fixture_read_above (fixture);
      if (i == 0)
        {
          fling (fixture, -2000);
        }
      else
        {
          g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
          g_signal_emit_by_name (
            fixture->scrolled_window, "scroll-child", GTK_SCROLL_PAGE_BACKWARD, FALSE, &started);
          g_assert_true (started);
        }
      fixture_settle (fixture);
      ui_message_list_scroll_to_end (fixture->list);
      for (guint j = 0; j < 20; j++)
        {
          fixture_append (fixture, 1);
          fixture_settle (fixture);
          fixture_assert_at_end (fixture);
        }
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

/* A fling that ends at the end stays there. */
static void
test_kinetic_end (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 100);
  fixture_settle (fixture);
  fixture_scroll_by (fixture, -400);
  fling (fixture, 2000);
  for (guint i = 0; !ui_message_list_get_at_end (fixture->list); i++)
    {
      g_assert_cmpuint (i, <, 300);
      fixture_settle (fixture);
    }
  for (guint i = 0; i < 30; i++)
    {
      fixture_append (fixture, 1);
      fixture_settle (fixture);
      fixture_assert_at_end (fixture);
    }
}

/* Rows that are higher than the list: the middle of one stays in the middle. */
static void
test_high_rows (Fixture *fixture, gconstpointer data)
{
  int top = 0, height = 0, new_height = 0;

  fixture_append (fixture, 9);
  for (guint i = 0; i < 9; i++)
    test_item_set_words (fixture_item (fixture, i), 2000);
  ui_message_list_scroll_to_position (fixture->list, 4, 0.5, 0);
  fixture_settle (fixture);
  fixture_check (fixture);
  g_assert_cmpuint (ui_message_list_get_first_visible (fixture->list), ==, 4);
  g_assert_cmpuint (ui_message_list_get_last_visible (fixture->list), ==, 4);

  top = fixture_top (fixture, 4);
  height = fixture_bottom (fixture, 4) - top;
  fixture_resize (fixture, 800, 600);
  fixture_check (fixture);
  new_height = fixture_bottom (fixture, 4) - fixture_top (fixture, 4);
  g_assert_cmpint (new_height, <, height * 3 / 4);
  g_assert_cmpfloat_with_epsilon (
    (double) fixture_top (fixture, 4) / new_height, (double) top / height, 0.001);

  scroll_to_limit (fixture, 1);
  fixture_assert_at_end (fixture);
  scroll_to_limit (fixture, -1);
  fixture_assert_at_start (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  message_list_test_add ("ends", test_ends);
  message_list_test_add ("drag", test_drag);
  message_list_test_add ("changes-while-scrolling", test_changes_while_scrolling);
  message_list_test_add ("high-rows", test_high_rows);
  message_list_test_add ("kinetic-scrolling", test_kinetic_scrolling);
  message_list_test_add ("end-stops-scrolling", test_end_stops_scrolling);
  message_list_test_add ("kinetic-end", test_kinetic_end);

  return g_test_run ();
}
