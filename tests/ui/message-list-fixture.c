/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "message-list-fixture.h"

#include <adwaita.h>

#define TIMEOUT (10 * G_USEC_PER_SEC)

/* The item */

struct _TestItem
{
  GObject parent_instance;

  guint number;
  guint n_words;
  char *text; /* NULL until it is shown */
};

G_DEFINE_FINAL_TYPE (TestItem, test_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
test_item_finalize (GObject *object)
{
  g_clear_pointer (&TEST_ITEM (object)->text, g_free);
  G_OBJECT_CLASS (test_item_parent_class)->finalize (object);
}

static void
test_item_class_init (TestItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_item_finalize;
  signals[CHANGED] = g_signal_new (
    "changed", TEST_TYPE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
test_item_init (TestItem *self)
{
}

void
test_item_set_words (TestItem *self, guint n_words)
{
  self->n_words = n_words;
  g_clear_pointer (&self->text, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Made when it is shown: most of a hundred thousand items never are. */
static const char *
test_item_get_text (TestItem *self)
{
  if (self->text == NULL)
    {
      GString *text = g_string_new (NULL);

      g_string_printf (text, "%u", self->number);
      for (guint i = 0; i < self->n_words; i++)
        g_string_append_printf (text, " %.*s", 1 + (int) (i * 7 % 11), "abcdefghijkl");
      self->text = g_string_free (text, FALSE);
    }

  return self->text;
}

static TestItem *
test_item_new (guint number)
{
  TestItem *self = g_object_new (TEST_TYPE_ITEM, NULL);

  self->number = number;
  self->n_words = number * 7919 % 61;
  return self;
}

/* The row */

G_DEFINE_FINAL_TYPE (TestRow, test_row, GTK_TYPE_WIDGET)

static guint n_row_measures;

static void
test_row_measure (GtkWidget *widget,
                  GtkOrientation orientation,
                  int for_size,
                  int *minimum,
                  int *natural,
                  int *minimum_baseline,
                  int *natural_baseline)
{
  n_row_measures++;
  gtk_widget_measure (TEST_ROW (widget)->label,
                      orientation,
                      for_size,
                      minimum,
                      natural,
                      minimum_baseline,
                      natural_baseline);
}

static void
test_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_size_allocate (TEST_ROW (widget)->label,
                            &(GtkAllocation){ 0, 0, width, height },
                            baseline);
}

static void
test_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TEST_ROW (widget)->drawn = TRUE;
  GTK_WIDGET_CLASS (test_row_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
test_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
test_row_dispose (GObject *object)
{
  g_clear_pointer (&TEST_ROW (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (test_row_parent_class)->dispose (object);
}

static void
test_row_class_init (TestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = test_row_dispose;
  widget_class->measure = test_row_measure;
  widget_class->size_allocate = test_row_size_allocate;
  widget_class->get_request_mode = test_row_get_request_mode;
  widget_class->snapshot = test_row_snapshot;
}

static void
test_row_init (TestRow *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
test_row_update (TestRow *self)
{
  gtk_label_set_label (GTK_LABEL (self->label), test_item_get_text (self->item));
}

/* The list */

static GtkWidget *
create_row (gpointer data)
{
  ((Fixture *) data)->n_created++;
  return g_object_new (TEST_TYPE_ROW, NULL);
}

static guint
number_of (gpointer item)
{
  return item ? TEST_ITEM (item)->number : G_MAXUINT;
}

static void
bind_row (GtkWidget *widget, gpointer item, gpointer previous, gpointer next, gpointer data)
{
  TestRow *row = TEST_ROW (widget);

  g_assert_null (row->item);
  ((Fixture *) data)->n_bound++;
  row->item = item;
  row->previous = number_of (previous);
  row->next = number_of (next);
  g_signal_connect_object (item, "changed", G_CALLBACK (test_row_update), row, G_CONNECT_SWAPPED);
  test_row_update (row);
  row->drawn = FALSE;
  gtk_widget_queue_draw (widget);
}

static void
unbind_row (GtkWidget *widget, gpointer item, gpointer data)
{
  TestRow *row = TEST_ROW (widget);

  g_assert_true (row->item == item);
  ((Fixture *) data)->n_unbound++;
  g_signal_handlers_disconnect_by_data (item, row);
  row->item = NULL;
}

static void
on_destroyed (gpointer data)
{
  ((Fixture *) data)->destroyed = TRUE;
}

static void
on_frame (Fixture *fixture)
{
  fixture->n_frames++;
}

/* A frame: every layout that was asked for is done then, and who is told has been told. */
void
fixture_settle (Fixture *fixture)
{
  gint64 deadline = g_get_monotonic_time () + TIMEOUT;
  guint n_frames = fixture->n_frames;

  gdk_frame_clock_request_phase (gtk_widget_get_frame_clock (fixture->window),
                                 GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
  while (fixture->n_frames == n_frames)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  fixture->n_measured = n_row_measures;
}

void
fixture_resize (Fixture *fixture, int width, int height)
{
  gtk_widget_set_size_request (fixture->scrolled_window, width, height);
  fixture_settle (fixture);
}

static void
set_up_window (Fixture *fixture)
{
  GtkWidget *clamp = adw_clamp_scrollable_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *stack = gtk_stack_new ();

  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 2000);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (clamp), 2000);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (fixture->list));

  fixture->scrolled_window = gtk_scrolled_window_new ();
  gtk_widget_set_halign (fixture->scrolled_window, GTK_ALIGN_START);
  gtk_widget_set_valign (fixture->scrolled_window, GTK_ALIGN_START);
  gtk_widget_set_size_request (fixture->scrolled_window, 400, 600);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled_window), clamp);
  fixture->adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scrolled_window));

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 900);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), fixture->scrolled_window);
  gtk_stack_add_child (GTK_STACK (stack), overlay);
  gtk_window_set_child (GTK_WINDOW (fixture->window), stack);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = ui_message_list_new ();
  gint64 deadline = g_get_monotonic_time () + TIMEOUT;

  n_row_measures = 0;
  fixture->list = UI_MESSAGE_LIST (list);
  fixture->model = g_list_store_new (TEST_TYPE_ITEM);
  ui_message_list_set_row_funcs (
    fixture->list, create_row, bind_row, unbind_row, fixture, on_destroyed);
  ui_message_list_set_model (fixture->list, G_LIST_MODEL (fixture->model));

  set_up_window (fixture);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (list) || gtk_widget_get_width (list) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_connect_swapped (gtk_widget_get_frame_clock (fixture->window),
                            "after-paint",
                            G_CALLBACK (on_frame),
                            fixture);
  fixture_settle (fixture);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (fixture->window), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->list), (gpointer *) &fixture->list);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (fixture->list);
  g_assert_null (fixture->window);
  g_assert_true (fixture->destroyed);
  g_assert_cmpuint (fixture->n_bound, ==, fixture->n_unbound);
  g_assert_finalize_object (fixture->model);
}

void
fixture_insert (Fixture *fixture, guint position, guint n_items)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, test_item_new (fixture->n_numbers++));
  g_list_store_splice (fixture->model, position, 0, items->pdata, n_items);
}

void
fixture_append (Fixture *fixture, guint n_items)
{
  fixture_insert (fixture, g_list_model_get_n_items (G_LIST_MODEL (fixture->model)), n_items);
}

void
fixture_scroll_by (Fixture *fixture, double delta)
{
  gtk_adjustment_set_value (fixture->adjustment,
                            gtk_adjustment_get_value (fixture->adjustment) + delta);
  fixture_settle (fixture);
}

TestItem *
fixture_item (Fixture *fixture, guint position)
{
  g_autoptr (TestItem) item = g_list_model_get_item (G_LIST_MODEL (fixture->model), position);

  g_assert_nonnull (item);
  return item;
}

guint
fixture_number_at (Fixture *fixture, guint position)
{
  return fixture_item (fixture, position)->number;
}

static TestRow *
row_in (GtkWidget *child)
{
  return TEST_ROW (gtk_widget_get_first_child (child));
}

guint
fixture_n_rows (Fixture *fixture)
{
  guint n_rows = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows++;

  return n_rows;
}

TestRow *
fixture_row (Fixture *fixture, guint number)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (row_in (child)->item != NULL && row_in (child)->item->number == number)
      return row_in (child);

  return NULL;
}

static graphene_rect_t
bounds_of (Fixture *fixture, guint number)
{
  TestRow *row = fixture_row (fixture, number);
  graphene_rect_t bounds;

  g_assert_nonnull (row);
  g_assert_true (
    gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (fixture->list), &bounds));
  return bounds;
}

int
fixture_top (Fixture *fixture, guint number)
{
  return (int) bounds_of (fixture, number).origin.y;
}

int
fixture_bottom (Fixture *fixture, guint number)
{
  graphene_rect_t bounds = bounds_of (fixture, number);

  return (int) (bounds.origin.y + bounds.size.height);
}

/* What always holds: the list is filled, row follows row, and each knows its neighbours. */
void
fixture_check (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));
  guint first = ui_message_list_get_first_visible (fixture->list);
  guint last = ui_message_list_get_last_visible (fixture->list);
  int page = gtk_widget_get_height (GTK_WIDGET (fixture->list));
  int bottom = 0;

  if (n_items == 0)
    {
      g_assert_cmpuint (first, ==, GTK_INVALID_LIST_POSITION);
      g_assert_cmpuint (last, ==, GTK_INVALID_LIST_POSITION);
      return;
    }

  g_assert_cmpuint (first, <=, last);
  g_assert_cmpuint (last, <, n_items);
  bottom = fixture_top (fixture, fixture_number_at (fixture, first));
  g_assert_true (bottom <= 0 || (first == 0 && last == n_items - 1));
  for (guint i = first; i <= last; i++)
    {
      guint number = fixture_number_at (fixture, i);
      TestRow *row = fixture_row (fixture, number);

      g_assert_cmpint (fixture_top (fixture, number), ==, bottom);
      bottom = fixture_bottom (fixture, number);
      g_assert_cmpint (bottom, >, 0);
      g_assert_true (row->drawn);
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (row->label)), ==, test_item_get_text (row->item));
      g_assert_cmpuint (row->previous, ==, i > 0 ? fixture_number_at (fixture, i - 1) : G_MAXUINT);
      g_assert_cmpuint (
        row->next, ==, i + 1 < n_items ? fixture_number_at (fixture, i + 1) : G_MAXUINT);
    }
  g_assert_cmpint (bottom, >=, page);
  g_assert_true (bottom > page || last == n_items - 1 || bottom == page);

  if (ui_message_list_get_at_end (fixture->list))
    {
      g_assert_cmpuint (last, ==, n_items - 1);
      g_assert_cmpint (bottom, ==, page);
    }
}

static double
distance_to_upper (Fixture *fixture)
{
  return gtk_adjustment_get_upper (fixture->adjustment)
         - gtk_adjustment_get_page_size (fixture->adjustment)
         - gtk_adjustment_get_value (fixture->adjustment);
}

void
fixture_assert_at_end (Fixture *fixture)
{
  guint last = g_list_model_get_n_items (G_LIST_MODEL (fixture->model)) - 1;

  fixture_check (fixture);
  g_assert_true (ui_message_list_get_at_end (fixture->list));
  g_assert_cmpfloat (distance_to_upper (fixture), ==, 0);
  g_assert_cmpint (fixture_bottom (fixture, fixture_number_at (fixture, last)),
                   ==,
                   gtk_widget_get_height (GTK_WIDGET (fixture->list)));
}

void
fixture_assert_at_start (Fixture *fixture)
{
  fixture_check (fixture);
  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->adjustment),
                     ==,
                     gtk_adjustment_get_lower (fixture->adjustment));
  g_assert_cmpint (fixture_top (fixture, fixture_number_at (fixture, 0)), ==, 0);
}

/* Reads above: somewhere in the middle, with a row at an odd place. */
guint
fixture_read_above (Fixture *fixture)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (fixture->model));

  ui_message_list_scroll_to_position (fixture->list, n_items / 2, 0, 137);
  fixture_settle (fixture);
  g_assert_false (ui_message_list_get_at_end (fixture->list));
  fixture_check (fixture);
  return fixture_number_at (fixture, n_items / 2);
}
