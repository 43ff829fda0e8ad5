/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-list-fixture.h"

/* A page, half of one on either side, as much again that may linger, and what is spare. */
#define MAX_ROWS 250

static void
test_many_items (Fixture *fixture, gconstpointer data)
{
  guint n_bound = 0, n_measured = 0;

  fixture_append (fixture, 100000);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);
  g_assert_cmpuint (fixture->n_bound, <, 100);
  g_assert_cmpuint (fixture_n_rows (fixture), <, 100);
  g_assert_cmpuint (fixture->n_measured, <, 10 * fixture->n_bound);

  /* A layout for each would bind each. */
  n_bound = fixture->n_bound;
  for (guint i = 0; i < 1000; i++)
    fixture_append (fixture, 1);
  g_assert_cmpuint (fixture->n_bound, ==, n_bound);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture->n_bound - n_bound, <, 100);

  /* Where one reads above, what comes and goes elsewhere is no work at all. */
  ui_message_list_scroll_to_position (fixture->list, 50000, 0, 0);
  fixture_settle (fixture);
  n_bound = fixture->n_bound;
  n_measured = fixture->n_measured;
  fixture_append (fixture, 1000);
  fixture_insert (fixture, 0, 1000);
  g_list_store_splice (fixture->model, 0, 40000, NULL, 0);
  fixture_settle (fixture);
  g_assert_cmpuint (fixture->n_bound, ==, n_bound);
  g_assert_cmpuint (fixture->n_measured, ==, n_measured);
  g_assert_cmpuint (ui_message_list_get_first_visible (fixture->list), ==, 11000);

  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_lower (fixture->adjustment));
  fixture_settle (fixture);
  fixture_assert_at_start (fixture);
  g_assert_cmpuint (fixture_n_rows (fixture), <, MAX_ROWS);
}

static void
test_uses_rows_again (Fixture *fixture, gconstpointer data)
{
  guint n_created = 0, n_bound = 0, first = 0;

  fixture_append (fixture, 5000);
  fixture_settle (fixture);
  for (guint i = 0; i < 30; i++)
    fixture_scroll_by (fixture, -70);

  n_created = fixture->n_created;
  n_bound = fixture->n_bound;
  first = ui_message_list_get_first_visible (fixture->list);
  for (guint i = 0; i < 60; i++)
    fixture_scroll_by (fixture, -70);
  first -= ui_message_list_get_first_visible (fixture->list);
  g_assert_cmpuint (fixture->n_created - n_created, <=, 12);
  g_assert_cmpuint (fixture->n_bound - n_bound, <=, first + 20);
  g_assert_cmpuint (fixture_n_rows (fixture), <, MAX_ROWS);
}

static void
test_measures_once (Fixture *fixture, gconstpointer data)
{
  guint n_measured = 0;

  fixture_append (fixture, 1000);
  ui_message_list_scroll_to_position (fixture->list, 500, 0, 0);
  fixture_settle (fixture);
  n_measured = fixture->n_measured;
  for (guint i = 0; i < 5; i++)
    {
      fixture_scroll_by (fixture, 3);
      fixture_scroll_by (fixture, -3);
    }
  g_assert_cmpuint (fixture->n_measured, ==, n_measured);
}

static gboolean
on_timeout (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static guint
count_frames (Fixture *fixture)
{
  gboolean over = FALSE;
  guint n_frames = fixture->n_frames;

  g_timeout_add (300, on_timeout, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  return fixture->n_frames - n_frames;
}

/* A message is a frame, and nothing is nothing. */
static void
test_rests (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 1000);
  count_frames (fixture);
  g_assert_cmpuint (count_frames (fixture), ==, 0);

  fixture_append (fixture, 1);
  g_assert_cmpuint (count_frames (fixture), ==, 1);
  fixture_assert_at_end (fixture);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  guint n_bound = 0;

  fixture_append (fixture, 12);
  fixture_settle (fixture);
  fixture_check (fixture);

  n_bound = fixture->n_bound;
  fixture_append (fixture, 1);
  fixture_settle (fixture);
  fixture_check (fixture);
  g_assert_cmpuint (fixture->n_bound - n_bound, ==, 2);

  n_bound = fixture->n_bound;
  g_list_store_remove (fixture->model, 8);
  fixture_settle (fixture);
  fixture_check (fixture);
  g_assert_cmpuint (fixture->n_bound - n_bound, ==, 2);

  n_bound = fixture->n_bound;
  fixture_insert (fixture, 8, 1);
  fixture_settle (fixture);
  fixture_check (fixture);
  g_assert_cmpuint (fixture->n_bound - n_bound, ==, 3);
}

/* An item in the place of another: the row stays, with the other item. */
static void
test_changed_item (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestItem) item = NULL;
  TestRow *row = NULL;
  guint n_bound = 0;

  fixture_append (fixture, 13);
  item = g_object_ref (fixture_item (fixture, 12));
  g_list_store_remove (fixture->model, 12);
  fixture_settle (fixture);
  n_bound = fixture->n_bound;
  row = fixture_row (fixture, 8);
  g_list_store_splice (fixture->model, 8, 1, (gpointer *) &item, 1);
  fixture_settle (fixture);
  fixture_check (fixture);
  g_assert_true (row->item == item);
  g_assert_cmpuint (fixture->n_bound - n_bound, ==, 3);
}

static void
test_models (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) other = g_list_store_new (TEST_TYPE_ITEM);

  fixture_append (fixture, 100);
  ui_message_list_scroll_to_position (fixture->list, 50, 0, 0);
  fixture_settle (fixture);
  g_assert_true (ui_message_list_get_model (fixture->list) == G_LIST_MODEL (fixture->model));

  ui_message_list_set_model (fixture->list, G_LIST_MODEL (other));
  g_list_store_remove_all (fixture->model);
  fixture_settle (fixture);
  g_assert_true (ui_message_list_get_at_end (fixture->list));
  g_assert_cmpuint (fixture->n_bound, ==, fixture->n_unbound);
  fixture_check (fixture);

  fixture_append (fixture, 100);
  ui_message_list_set_model (fixture->list, G_LIST_MODEL (fixture->model));
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  g_list_store_remove_all (fixture->model);
  fixture_settle (fixture);
  fixture_check (fixture);
  ui_message_list_scroll_to_position (fixture->list, 0, 0, 0);
  ui_message_list_scroll_to_end (fixture->list);
  fixture_settle (fixture);

  fixture_append (fixture, 1);
  fixture_settle (fixture);
  fixture_assert_at_end (fixture);

  ui_message_list_set_model (fixture->list, NULL);
  g_assert_finalize_object (g_steal_pointer (&other));
  g_assert_cmpuint (fixture->n_bound, ==, fixture->n_unbound);
}

static void
on_notify (GObject *object, GParamSpec *pspec, guint *count)
{
  (*count)++;
}

static void
test_notifies (Fixture *fixture, gconstpointer data)
{
  guint n_end = 0, n_first = 0, n_last = 0;

  fixture_append (fixture, 100);
  fixture_settle (fixture);
  g_signal_connect (fixture->list, "notify::at-end", G_CALLBACK (on_notify), &n_end);
  g_signal_connect (fixture->list, "notify::first-visible", G_CALLBACK (on_notify), &n_first);
  g_signal_connect (fixture->list, "notify::last-visible", G_CALLBACK (on_notify), &n_last);

  fixture_scroll_by (fixture, -300);
  g_assert_cmpuint (n_end, ==, 1);
  g_assert_cmpuint (n_first, ==, 1);
  g_assert_cmpuint (n_last, ==, 1);
  fixture_append (fixture, 10);
  fixture_settle (fixture);
  g_assert_cmpuint (n_end + n_first + n_last, ==, 3);
  fixture_scroll_by (fixture, 100000);
  g_assert_cmpuint (n_end, ==, 2);
  fixture_append (fixture, 1);
  fixture_settle (fixture);
  g_assert_cmpuint (n_end, ==, 2);
  g_signal_handlers_disconnect_by_data (fixture->list, &n_end);
  g_signal_handlers_disconnect_by_data (fixture->list, &n_first);
  g_signal_handlers_disconnect_by_data (fixture->list, &n_last);
}

static void
test_selected_text (Fixture *fixture, gconstpointer data)
{
  TestRow *row = NULL;
  int start = 0, end = 0;

  fixture_append (fixture, 1000);
  fixture_settle (fixture);
  row = fixture_row (fixture, 995);
  gtk_label_select_region (GTK_LABEL (row->label), 0, 3);

  for (guint i = 0; i < 20; i++)
    fixture_scroll_by (fixture, -150);
  ui_message_list_scroll_to_position (fixture->list, 100, 0, 0);
  fixture_settle (fixture);
  g_assert_true (fixture_row (fixture, 995) == row);
  fixture_append (fixture, 1);
  fixture_insert (fixture, 0, 1);

  ui_message_list_scroll_to_position (fixture->list, 996, 0, 0);
  fixture_settle (fixture);
  g_assert_true (fixture_row (fixture, 995) == row);
  g_assert_true (gtk_label_get_selection_bounds (GTK_LABEL (row->label), &start, &end));
  g_assert_cmpint (start, ==, 0);
  g_assert_cmpint (end, ==, 3);
  fixture_check (fixture);
}

/* Rows with selected text are kept, but not for ever. */
static void
test_much_selected_text (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 2000);
  for (guint i = 0; i < 100; i++)
    {
      TestRow *row = NULL;

      ui_message_list_scroll_to_position (fixture->list, i * 19, 0, 0);
      fixture_settle (fixture);
      row = fixture_row (fixture, i * 19);
      gtk_label_select_region (GTK_LABEL (row->label), 0, 1);
    }
  fixture_check (fixture);
  g_assert_cmpuint (fixture_n_rows (fixture), <, MAX_ROWS);
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  GtkWidget *item = NULL;

  fixture_append (fixture, 100);
  fixture_settle (fixture);
  gtk_test_accessible_assert_role (fixture->list, GTK_ACCESSIBLE_ROLE_LIST);
  item = gtk_widget_get_parent (GTK_WIDGET (fixture_row (fixture, 99)));
  gtk_test_accessible_assert_role (item, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_relation (item, GTK_ACCESSIBLE_RELATION_POS_IN_SET, 100);
  gtk_test_accessible_assert_relation (item, GTK_ACCESSIBLE_RELATION_SET_SIZE, 100);

  fixture_insert (fixture, 0, 5);
  fixture_settle (fixture);
  gtk_test_accessible_assert_relation (item, GTK_ACCESSIBLE_RELATION_POS_IN_SET, 105);
  gtk_test_accessible_assert_relation (item, GTK_ACCESSIBLE_RELATION_SET_SIZE, 105);
}

/* What is in sight stands still when the model changes where it is not. */
static void
change_out_of_sight (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
  guint first = ui_message_list_get_first_visible (fixture->list);
  guint last = ui_message_list_get_last_visible (fixture->list);
  gboolean above = g_test_rand_bit () && first > 0;
  guint position = above ? (guint) g_test_rand_int_range (0, (int) first)
                         : (guint) g_test_rand_int_range ((int) last + 1, (int) n_items + 1);
  guint room = above ? first - position : n_items - position;
  guint removed = g_test_rand_bit () ? 0 : (guint) g_test_rand_int_range (0, (int) room + 1);
  guint middle = fixture_number_at (fixture, (first + last) / 2);
  int top = fixture_top (fixture, middle);
  gboolean at_end = ui_message_list_get_at_end (fixture->list);

  if (removed > 0)
    g_list_store_splice (fixture->model, position, MIN (removed, 40), NULL, 0);
  if (g_test_rand_bit ())
    fixture_insert (fixture, position, (guint) g_test_rand_int_range (1, 60));
  fixture_settle (fixture);
  fixture_check (fixture);
  if (at_end && !above)
    fixture_assert_at_end (fixture);
  else if (!ui_message_list_get_at_end (fixture->list)
           && gtk_adjustment_get_value (fixture->adjustment)
                > gtk_adjustment_get_lower (fixture->adjustment))
    g_assert_cmpint (fixture_top (fixture, middle), ==, top);
}

static void
change_anything (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
  guint position = (guint) g_test_rand_int_range (0, (int) n_items);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      fixture_scroll_by (fixture, g_test_rand_double_range (-700, 700));
      break;
    case 1:
      ui_message_list_scroll_to_position (
        fixture->list, position, g_test_rand_double_range (0, 1), g_test_rand_int_range (-50, 50));
      break;
    case 2:
      ui_message_list_scroll_to_end (fixture->list);
      break;
    case 3:
      gtk_widget_set_size_request (fixture->scrolled_window,
                                   g_test_rand_int_range (150, 900),
                                   g_test_rand_int_range (80, 850));
      break;
    case 4:
      test_item_set_words (fixture_item (fixture, position),
                           (guint) g_test_rand_int_range (0, 400));
      break;
    case 5:
      g_list_store_splice (
        fixture->model, position, MIN (n_items - position - (position == 0), 30), NULL, 0);
      break;
    case 6:
      fixture_insert (fixture, position, 20);
      break;
    default:
      gtk_adjustment_set_value (
        fixture->adjustment,
        g_test_rand_double_range (gtk_adjustment_get_lower (fixture->adjustment),
                                  gtk_adjustment_get_upper (fixture->adjustment)));
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  fixture_append (fixture, 150);
  fixture_settle (fixture);
  for (guint i = 0; i < (g_test_thorough () ? 1000 : 50); i++)
    {
      change_out_of_sight (fixture);
      for (int j = g_test_rand_int_range (0, 3); j >= 0; j--)
        change_anything (fixture);
      fixture_settle (fixture);
      fixture_check (fixture);
      g_assert_cmpuint (fixture_n_rows (fixture), <, 2 * MAX_ROWS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  message_list_test_add ("many-items", test_many_items);
  message_list_test_add ("uses-rows-again", test_uses_rows_again);
  message_list_test_add ("measures-once", test_measures_once);
  message_list_test_add ("rests", test_rests);
  message_list_test_add ("groups", test_groups);
  message_list_test_add ("changed-item", test_changed_item);
  message_list_test_add ("models", test_models);
  message_list_test_add ("notifies", test_notifies);
  message_list_test_add ("selected-text", test_selected_text);
  message_list_test_add ("much-selected-text", test_much_selected_text);
  message_list_test_add ("accessible", test_accessible);
  message_list_test_add ("random", test_random);

  return g_test_run ();
}
