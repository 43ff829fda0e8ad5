/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "made.h"
#include "message-actions.h"
#include "ui-message-tools.h"
#include "wait.h"
#include "widgets.h"

/* Two rows in a list that has its tools. */
typedef struct
{
  GtkWindow *window;
  GtkWidget *list;
  UiMessageRow *rows[2];
  GString *log;
} Fixture;

static UiMessageRow *
add_row (GtkWidget *list, const char *text)
{
  const UiMessageContext context = { 0 };
  g_autoptr (ClientMessage) message = made ("bea", text, 0, FALSE, CLIENT_MESSAGE_SENT);
  GtkWidget *row = ui_message_row_new ();
  GtkWidget *item = g_object_new (GTK_TYPE_BOX, "focusable", TRUE, NULL);

  gtk_box_append (GTK_BOX (item), row);
  gtk_box_append (GTK_BOX (list), item);
  ui_message_row_bind (UI_MESSAGE_ROW (row), message, NULL, NULL, &context);
  return UI_MESSAGE_ROW (row);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  ui_message_tools_attach (self->list);
  self->rows[0] = add_row (self->list, "first");
  self->rows[1] = add_row (self->list, "second");
  self->log = watch_actions (self->list);
  self->window = show_in_window (self->list, 500, 300);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  UiMessageTools *tools = ui_message_tools_find (self->list);

  g_object_add_weak_pointer (G_OBJECT (tools), (gpointer *) &tools);
  gtk_window_destroy (self->window);
  WAIT_FOR (tools == NULL);
  g_string_free (self->log, TRUE);
}

static GtkWidget *
find_popover (UiMessageRow *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (row)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      return child;

  return NULL;
}

/* There is one menu, which goes from row to row, and with its row. */
static void
test_menu (Fixture *self, gconstpointer data)
{
  UiMessageTools *tools = ui_message_tools_find (GTK_WIDGET (self->rows[1]));
  GtkWidget *menu = NULL;

  g_assert_true (tools != NULL && tools == ui_message_tools_find (self->list));
  ui_message_tools_open_menu (tools, self->rows[0], NULL, NULL);
  menu = find_popover (self->rows[0]);
  g_assert_true (GTK_IS_POPOVER_MENU (menu));
  WAIT_FOR (gtk_widget_get_mapped (menu));

  ui_message_tools_open_menu (tools, self->rows[1], NULL, NULL);
  g_assert_null (find_popover (self->rows[0]));
  g_assert_true (find_popover (self->rows[1]) == menu);

  ui_message_row_unbind (self->rows[1]);
  g_assert_null (find_popover (self->rows[1]));
  ui_message_row_unbind (self->rows[0]);
}

static void
test_react (Fixture *self, gconstpointer data)
{
  GtkWidget *chooser = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->rows[0]), "message.react", NULL);
  chooser = find_popover (self->rows[0]);
  g_assert_true (GTK_IS_EMOJI_CHOOSER (chooser));
  g_signal_emit_by_name (chooser, "emoji-picked", "👍");
  g_assert_cmpstr (self->log->str, ==, "react (1, '👍')\n");
}

/* The rest goes with the window. */
static void
test_open (Fixture *self, gconstpointer data)
{
  UiMessageTools *tools = ui_message_tools_find (self->list);

  ui_message_tools_open_menu (tools, self->rows[0], NULL, NULL);
  ui_message_tools_react (tools, self->rows[1]);
  WAIT_FOR (gtk_widget_get_mapped (find_popover (self->rows[1])));
}

static void
test_none (void)
{
  GtkWidget *row = g_object_ref_sink (ui_message_row_new ());

  g_assert_null (ui_message_tools_find (row));
  gtk_widget_activate_action (row, "message.react", NULL);
  gtk_widget_activate_action (row, "message.menu", NULL);
  g_assert_finalize_object (row);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/message-tools/menu", Fixture, NULL, set_up, test_menu, tear_down);
  g_test_add ("/message-tools/react", Fixture, NULL, set_up, test_react, tear_down);
  g_test_add ("/message-tools/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add_func ("/message-tools/none", test_none);

  return g_test_run ();
}
