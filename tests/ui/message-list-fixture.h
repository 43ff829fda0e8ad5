/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-message-list.h"

G_BEGIN_DECLS

/* An item: a text, of which the number is the first word. */
#define TEST_TYPE_ITEM (test_item_get_type ())
G_DECLARE_FINAL_TYPE (TestItem, test_item, TEST, ITEM, GObject)

void test_item_set_words (TestItem *self, guint n_words);

/* What shows it: a label that wraps. Counts how often one is measured. */
#define TEST_TYPE_ROW (test_row_get_type ())
G_DECLARE_FINAL_TYPE (TestRow, test_row, TEST, ROW, GtkWidget)

struct _TestRow
{
  GtkWidget parent_instance;

  GtkWidget *label;
  TestItem *item;
  gboolean drawn; /* since it was bound */
  guint previous; /* numbers of the neighbours, or G_MAXUINT */
  guint next;
};

/* A list as deep in a window as in the application, 400 to 600 pixels until told otherwise. */
typedef struct
{
  GtkWidget *window;
  GtkWidget *scrolled_window;
  UiMessageList *list;
  GtkAdjustment *adjustment;
  GListStore *model;
  guint n_numbers;

  guint n_created;
  guint n_bound;
  guint n_unbound;
  guint n_measured;
  guint n_frames;
  gboolean destroyed; /* the data of the row functions */
} Fixture;

void       fixture_set_up    (Fixture *fixture, gconstpointer data);
void       fixture_tear_down (Fixture *fixture, gconstpointer data);
void       fixture_insert    (Fixture *fixture, guint position, guint n_items);
void       fixture_append    (Fixture *fixture, guint n_items);
void       fixture_settle    (Fixture *fixture);
void       fixture_resize    (Fixture *fixture, int width, int height);
void       fixture_scroll_by (Fixture *fixture, double delta);
guint      fixture_read_above (Fixture *fixture);
guint      fixture_number_at (Fixture *fixture, guint position);
guint      fixture_n_rows    (Fixture *fixture);
TestItem  *fixture_item      (Fixture *fixture, guint position);
TestRow   *fixture_row       (Fixture *fixture, guint number);
int        fixture_top       (Fixture *fixture, guint number);
int        fixture_bottom    (Fixture *fixture, guint number);
void       fixture_check     (Fixture *fixture);
void       fixture_assert_at_end   (Fixture *fixture);
void       fixture_assert_at_start (Fixture *fixture);

#define message_list_test_add(path, func) \
  g_test_add ("/ui/message-list/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

G_END_DECLS
