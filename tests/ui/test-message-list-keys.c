/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-list-fixture.h"

/* Does what the class of the list binds to a key. */
static gboolean
press (Fixture *fixture, guint keyval)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->list));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0;
           GTK_IS_SHORTCUT_CONTROLLER (controller)
           && j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger)
              && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            handled = gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                                    0,
                                                    GTK_WIDGET (fixture->list),
                                                    gtk_shortcut_get_arguments (shortcut));
        }
    }
  fixture_settle (fixture);
  fixture_check (fixture);
  return handled;
}

static GtkWidget *
list_item (Fixture *fixture, guint number)
{
  TestRow *row = fixture_row (fixture, number);

  g_assert_nonnull (row);
  return gtk_widget_get_parent (GTK_WIDGET (row));
}

static void
assert_focus (Fixture *fixture, guint position)
{
  guint number = fixture_number_at (fixture, position);

  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == list_item (fixture, number));
}

/* The row has the focus and all of it is in sight. */
static void
assert_focus_in_view (Fixture *fixture, guint position)
{
  guint number = fixture_number_at (fixture, position);

  assert_focus (fixture, position);
  g_assert_cmpint (fixture_top (fixture, number), >=, 0);
  g_assert_cmpint (fixture_bottom (fixture, number),
                   <=,
                   gtk_widget_get_height (GTK_WIDGET (fixture->list)));
}

static void
open_list (Fixture *fixture, guint n_items)
{
  fixture_append (fixture, n_items);
  fixture_settle (fixture);
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->list), GTK_DIR_TAB_FORWARD));
  fixture_settle (fixture);
  assert_focus_in_view (fixture, n_items - 1);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  open_list (fixture, 60);
  for (guint i = 59; i-- > 0;)
    {
      g_assert_true (press (fixture, GDK_KEY_Up));
      assert_focus_in_view (fixture, i);
    }
  g_assert_true (press (fixture, GDK_KEY_Up));
  assert_focus_in_view (fixture, 0);
  fixture_assert_at_start (fixture);

  for (guint i = 1; i < 60; i++)
    {
      g_assert_true (press (fixture, GDK_KEY_KP_Down));
      assert_focus_in_view (fixture, i);
    }
  fixture_assert_at_end (fixture);
}

static void
test_edges (Fixture *fixture, gconstpointer data)
{
  open_list (fixture, 5000);
  g_assert_true (press (fixture, GDK_KEY_Home));
  assert_focus_in_view (fixture, 0);
  fixture_assert_at_start (fixture);
  g_assert_true (press (fixture, GDK_KEY_End));
  assert_focus_in_view (fixture, 4999);
  fixture_assert_at_end (fixture);
}

static guint
focus_position (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  for (guint i = 0; i < n_items; i++)
    {
      TestRow *row = fixture_row (fixture, fixture_number_at (fixture, i));

      if (row != NULL && gtk_widget_get_parent (GTK_WIDGET (row)) == focus)
        return i;
    }
  g_assert_not_reached ();
}

/* From row to row, each as far from the last one as a page lets both be in sight. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  guint before = 199, n_pages = 0;

  open_list (fixture, 200);
  for (; before > 0; n_pages++)
    {
      guint after = 0;
      int height = 0;

      g_assert_true (press (fixture, GDK_KEY_Page_Up));
      after = focus_position (fixture);
      g_assert_cmpuint (after, <, before);
      assert_focus_in_view (fixture, after);
      height = fixture_bottom (fixture, fixture_number_at (fixture, before))
               - fixture_top (fixture, fixture_number_at (fixture, after));
      g_assert_cmpint (height, <=, 600);
      if (after > 0)
        g_assert_cmpint (height, >, 300);
      before = after;
    }
  fixture_assert_at_start (fixture);
  g_assert_cmpuint (n_pages, <, 40);

  for (guint i = 0; i < n_pages + 2; i++)
    {
      g_assert_true (press (fixture, GDK_KEY_Page_Down));
      assert_focus_in_view (fixture, focus_position (fixture));
    }
  assert_focus_in_view (fixture, 199);
  fixture_assert_at_end (fixture);
}

/* What is higher than the list is read page by page before the focus goes on. */
static void
test_high_row (Fixture *fixture, gconstpointer data)
{
  guint n_presses = 0;

  fixture_append (fixture, 3);
  test_item_set_words (fixture_item (fixture, 1), 1000);
  fixture_settle (fixture);
  gtk_widget_grab_focus (list_item (fixture, 2));
  fixture_settle (fixture);

  press (fixture, GDK_KEY_Up);
  assert_focus (fixture, 1);
  g_assert_cmpint (fixture_bottom (fixture, 1), ==, 600);
  while (fixture_top (fixture, 1) < 0)
    {
      press (fixture, GDK_KEY_Page_Up);
      assert_focus (fixture, 1);
      n_presses++;
    }
  g_assert_cmpuint (n_presses, >=, 2);
  g_assert_cmpint (fixture_top (fixture, 1), ==, 0);
  press (fixture, GDK_KEY_Up);
  assert_focus_in_view (fixture, 0);
  press (fixture, GDK_KEY_Down);
  assert_focus (fixture, 1);
  g_assert_cmpint (fixture_top (fixture, 1), ==, 0);
}

/* Who scrolls away from the row with the focus comes back to it with a key. */
static void
test_scrolled_away (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus = NULL;

  open_list (fixture, 3000);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  ui_message_list_scroll_to_position (fixture->list, 1000, 0, 0);
  fixture_settle (fixture);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == focus);
  fixture_append (fixture, 10);
  fixture_insert (fixture, 0, 10);
  fixture_settle (fixture);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == focus);
  fixture_check (fixture);

  press (fixture, GDK_KEY_Up);
  assert_focus_in_view (fixture, 3008);

  gtk_adjustment_set_value (fixture->adjustment, gtk_adjustment_get_lower (fixture->adjustment));
  fixture_settle (fixture);
  press (fixture, GDK_KEY_Page_Down);
  g_assert_cmpuint (focus_position (fixture), >, 3008);
  assert_focus_in_view (fixture, focus_position (fixture));
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  int top = 0;

  open_list (fixture, 100);
  for (guint i = 0; i < 5; i++)
    press (fixture, GDK_KEY_Up);
  assert_focus_in_view (fixture, 94);

  top = fixture_bottom (fixture, 94);
  g_list_store_remove (fixture->model, 94);
  fixture_settle (fixture);
  assert_focus (fixture, 94);
  g_assert_cmpint (fixture_top (fixture, 95), ==, top);

  g_list_store_splice (fixture->model, 90, 9, NULL, 0);
  fixture_settle (fixture);
  assert_focus (fixture, 89);
  fixture_assert_at_end (fixture);

  g_list_store_remove_all (fixture->model);
  fixture_settle (fixture);
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
}

/* Tab goes into the row, and then leaves the list; back it is the same. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = GTK_WIDGET (fixture->list);

  open_list (fixture, 100);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == fixture_row (fixture, 99)->label);
  g_assert_false (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_BACKWARD));
  assert_focus (fixture, 99);
  g_assert_false (gtk_widget_child_focus (list, GTK_DIR_TAB_BACKWARD));

  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_UP));
  fixture_settle (fixture);
  assert_focus_in_view (fixture, 98);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_DOWN));
  fixture_settle (fixture);
  assert_focus_in_view (fixture, 99);
  g_assert_false (gtk_widget_child_focus (list, GTK_DIR_DOWN));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations",
                FALSE,
                "gtk-error-bell",
                FALSE,
                NULL);

  message_list_test_add ("steps", test_steps);
  message_list_test_add ("edges", test_edges);
  message_list_test_add ("pages", test_pages);
  message_list_test_add ("high-row", test_high_row);
  message_list_test_add ("scrolled-away", test_scrolled_away);
  message_list_test_add ("removed", test_removed);
  message_list_test_add ("tab", test_tab);

  return g_test_run ();
}
