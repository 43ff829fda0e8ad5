/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-list-fixture.h"

/* Reads above: somewhere in the middle, with a row at an odd place. */
static guint
read_above (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));

  ui_message_list_scroll_to_position (fixture->list, n_items / 2, 0, 137);
  fixture_settle (fixture);
  g_assert_false (ui_message_list_get_at_end (fixture->list));
  fixture_check (fixture);
  return fixture_number_at (fixture, n_items / 2);
}

static void
test_opens_at_end (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 200);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
}

static void
test_opens_at_item (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 200);
  ui_message_list_scroll_to_position (fixture->list, 100, 0, 50);
  fixture_insert (fixture, 0, 10);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, 100), ==, 50);
  fixture_check (fixture);
}

static void
test_stays_at_end (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 200);
  fixture_settle (fixture);

  fixture_append (fixture, 1);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  for (guint i = 0; i < 1000; i++)
    fixture_append (fixture, 1);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  g_list_store_splice (fixture->model, 0, 900, NULL, 0);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  g_list_store_splice (fixture->model, 250, 50, NULL, 0);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  test_item_set_words (fixture_item (fixture, 249), 200);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  fixture_resize (fixture, 300, 450);
  fixture_assert_at_end (fixture);
  fixture_resize (fixture, 700, 800);
  fixture_assert_at_end (fixture);
}

static void
test_leaves_end (Fixture *fixture, gconstpointer data)
{
  guint number = 0;
  int top = 0;

  fixture_append (fixture, 200);
  fixture_settle (fixture);
  fixture_scroll_by (fixture, -0.25);
  g_assert_false (ui_message_list_get_at_end (fixture->list));

  number = fixture_number_at (fixture, 199);
  top = fixture_top (fixture, number);
  fixture_append (fixture, 1);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, top);

  ui_message_list_scroll_to_end (fixture->list);
  g_assert_true (ui_message_list_get_at_end (fixture->list));
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
}

static void
test_stands_still (Fixture *fixture, gconstpointer data)
{
  guint number = 0;

  fixture_append (fixture, 2000);
  number = read_above (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, 137);

  for (guint i = 0; i < 1000; i++)
    fixture_append (fixture, 1);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, 137);

  fixture_insert (fixture, 0, 500);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, 137);

  g_list_store_splice (fixture->model, 0, 300, NULL, 0);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, 137);
  fixture_check (fixture);

  /* Up to just above what one reads, and from just below it. */
  g_list_store_splice (fixture->model, 0, 1190, NULL, 0);
  g_list_store_splice (fixture->model, 40, 1500, NULL, 0);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, 137);
  fixture_check (fixture);
}

/* Where the top row is cut off it is its lower edge that stands still. */
static void
test_edits (Fixture *fixture, gconstpointer data)
{
  guint first = 0, last = 0, number = 0;
  int top = 0;

  fixture_append (fixture, 500);
  read_above (fixture);
  ui_message_list_scroll_to_position (fixture->list, 250, 0, -11);
  fixture_settle (fixture);
  first = ui_message_list_get_first_visible (fixture->list);
  last = ui_message_list_get_last_visible (fixture->list);
  number = fixture_number_at (fixture, first + 1);
  top = fixture_top (fixture, number);
  g_assert_cmpint (fixture_top (fixture, fixture_number_at (fixture, first)), <, 0);

  for (guint position = first - 3; position <= first; position++)
    test_item_set_words (fixture_item (fixture, position), 150);
  for (guint position = first + 2; position <= last + 2; position++)
    test_item_set_words (fixture_item (fixture, position), 90);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, top);
  fixture_check (fixture);

  for (guint position = first - 3; position <= last + 3; position++)
    if (position != first + 1)
      test_item_set_words (fixture_item (fixture, position), 0);
  fixture_settle (fixture);
  g_assert_cmpint (fixture_top (fixture, number), ==, top);
  fixture_check (fixture);
}

static void
test_width (Fixture *fixture, gconstpointer data)
{
  guint first = 0, number = 0;
  int top = 0, first_top = 0;

  fixture_append (fixture, 500);
  read_above (fixture);
  first = fixture_number_at (fixture, ui_message_list_get_first_visible (fixture->list));
  number = first + 1;
  top = fixture_top (fixture, number);
  first_top = fixture_top (fixture, first);

  for (int width = 390; width > 200; width -= 30)
    {
      fixture_resize (fixture, width, 600);
      g_assert_cmpint (fixture_top (fixture, number), ==, top);
      fixture_check (fixture);
    }
  fixture_resize (fixture, 900, 500);
  g_assert_cmpint (fixture_top (fixture, number), ==, top);
  fixture_resize (fixture, 400, 600);
  g_assert_cmpint (fixture_top (fixture, number), ==, top);
  g_assert_cmpint (fixture_top (fixture, first), ==, first_top);
  fixture_check (fixture);
}

static void
test_position (Fixture *fixture, gconstpointer data)
{
  const guint positions[] = { 500, 501, 40, 960, 530, 499 };

  fixture_append (fixture, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      guint number = positions[i];
      int middle = 0;

      ui_message_list_scroll_to_position (fixture->list, number, 0, 0);
      fixture_settle (fixture);
      g_assert_cmpint (fixture_top (fixture, number), ==, 0);
      g_assert_cmpuint (ui_message_list_get_first_visible (fixture->list), ==, number);
      fixture_check (fixture);

      ui_message_list_scroll_to_position (fixture->list, number, 1, -7);
      fixture_settle (fixture);
      g_assert_cmpint (fixture_bottom (fixture, number), ==, 593);
      fixture_check (fixture);

      ui_message_list_scroll_to_position (fixture->list, number, 0.5, 0);
      fixture_settle (fixture);
      middle = fixture_top (fixture, number) + fixture_bottom (fixture, number);
      g_assert_cmpint (ABS (middle - 600), <=, 1);
      fixture_check (fixture);
    }

  ui_message_list_scroll_to_position (fixture->list, 0, 1, 0);
  fixture_settle (fixture);
  fixture_assert_at_start (fixture);
  ui_message_list_scroll_to_position (fixture->list, 999, 0, 0);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
}

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
  number = read_above (fixture);
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

/* The way that GtkScrolledWindow goes by itself, with a message on the way. */
static void
test_kinetic_scrolling (Fixture *fixture, gconstpointer data)
{
  gboolean started = FALSE;

  fixture_append (fixture, 1000);
  read_above (fixture);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  gtk_widget_grab_focus (fixture->scrolled_window);
  g_signal_emit_by_name (
    fixture->scrolled_window, "scroll-child", GTK_SCROLL_PAGE_FORWARD, FALSE, &started);
  g_assert_true (started);

  /* An animation is under way; going to the end ends it. */
  fixture_settle (fixture);
  ui_message_list_scroll_to_end (fixture->list);
  for (guint i = 0; i < 20; i++)
    {
      fixture_append (fixture, 1);
      fixture_settle (fixture);
      fixture_assert_at_end (fixture);
    }
}

static void
test_few (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 3);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
  fixture_assert_at_end (fixture);
  g_assert_cmpuint (ui_message_list_get_first_visible (fixture->list), ==, 0);
  g_assert_cmpint (fixture_top (fixture, 0), >, 0);

  for (guint i = 0; i < 30; i++)
    {
      fixture_append (fixture, 1);
      fixture_settle (fixture);
      fixture_assert_at_end (fixture);
    }

  g_list_store_splice (fixture->model, 2, 31, NULL, 0);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
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

  message_list_test_add ("opens-at-end", test_opens_at_end);
  message_list_test_add ("opens-at-item", test_opens_at_item);
  message_list_test_add ("stays-at-end", test_stays_at_end);
  message_list_test_add ("leaves-end", test_leaves_end);
  message_list_test_add ("stands-still", test_stands_still);
  message_list_test_add ("edits", test_edits);
  message_list_test_add ("width", test_width);
  message_list_test_add ("position", test_position);
  message_list_test_add ("ends", test_ends);
  message_list_test_add ("drag", test_drag);
  message_list_test_add ("changes-while-scrolling", test_changes_while_scrolling);
  message_list_test_add ("few", test_few);
  message_list_test_add ("high-rows", test_high_rows);
  message_list_test_add ("kinetic-scrolling", test_kinetic_scrolling);

  return g_test_run ();
}
