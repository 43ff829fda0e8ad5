/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-list-fixture.h"

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
  number = fixture_read_above (fixture);
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
  fixture_read_above (fixture);
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
  fixture_read_above (fixture);
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

/* A list that was never seen before its first message, as in a new room. */
static void
test_first_message (Fixture *fixture, gconstpointer data)
{
  GtkWidget *stack = gtk_window_get_child (GTK_WINDOW (fixture->window));
  GtkWidget *page = gtk_stack_get_visible_child (GTK_STACK (stack));
  GtkWidget *empty_page = gtk_label_new (NULL);

  gtk_stack_add_child (GTK_STACK (stack), empty_page);
  gtk_stack_set_visible_child (GTK_STACK (stack), empty_page);
  fixture_settle (fixture);
  fixture_append (fixture, 1);
  fixture_settle (fixture);
  gtk_stack_set_visible_child (GTK_STACK (stack), page);
  for (guint i = 0; i < 5; i++)
    {
      fixture_settle (fixture);
      fixture_assert_at_end (fixture);
      fixture_append (fixture, 1);
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
  message_list_test_add ("first-message", test_first_message);
  message_list_test_add ("few", test_few);

  return g_test_run ();
}
