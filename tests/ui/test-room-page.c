/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "fake-server.h"
#include "ui-message-list.h"
#include "ui-room-page.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  FakeServer *server;
  ClientSession *session;
  UiRoomPage *page;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = NULL;

  self->server = fake_server_new ();
  self->server->is_classic = TRUE;
  address = fake_server_get_address (self->server);
  self->session = client_session_new (address, "ana", NULL);
  self->page = g_object_ref_sink (UI_ROOM_PAGE (ui_room_page_new ()));
  self->window = show_in_window (GTK_WIDGET (self->page), 400, 400);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  ui_room_page_set_room (self->page, self->session, client_session_get_lobby (self->session));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->page);
  client_session_close (self->session);
  wait_settle ();
  g_assert_finalize_object (self->session);
  fake_server_free (self->server);
}

static ClientRoom *
get_room (Fixture *self)
{
  return client_session_get_lobby (self->session);
}

static guint
get_n_messages (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_room (self)));
}

static void
hear (Fixture *self, const char *sender, const char *text)
{
  guint before = get_n_messages (self);

  fake_server_message (self->server, sender, text);
  WAIT_FOR (get_n_messages (self) > before);
}

static void
hear_many (Fixture *self, guint n)
{
  guint before = get_n_messages (self);

  for (guint i = 0; i < n; i++)
    fake_server_message (self->server, "bea", "One of many");
  WAIT_FOR (get_n_messages (self) == before + n);
}

static void
mark_read (Fixture *self)
{
  ClientMessageInfo *last = client_room_get_last (get_room (self));

  client_session_mark_read (self->session, get_room (self), last->seq);
  WAIT_FOR (client_room_get_unread (get_room (self)) == 0);
}

/* The first row that is shown and has its place, or NULL. */
static GtkWidget *
get_row (Fixture *self)
{
  GtkWidget *row = gtk_widget_get_first_child (find_by_id (self->page, "list"));

  while (row != NULL && !(gtk_widget_get_mapped (row) && gtk_widget_get_height (row) > 0))
    row = gtk_widget_get_next_sibling (row);

  return row;
}

static void
scroll_up (Fixture *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (find_by_id (find_by_id (self->page, "history"), "scrolled_window")));

  WAIT_FOR (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment)
            > 2 * gtk_adjustment_get_page_size (adjustment));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment));
  WAIT_FOR (!ui_room_page_get_at_end (self->page));
}

static gboolean
is_end_button_revealed (Fixture *self)
{
  return gtk_revealer_get_reveal_child (
    GTK_REVEALER (find_by_id (find_by_id (self->page, "end_button"), "revealer")));
}

/* Also where it is the only room; a classic server has no name. */
static void
test_is_called_by_its_name (Fixture *self, gconstpointer data)
{
  GtkWidget *title = find_by_id (find_by_id (self->page, "header"), "title");
  AdwWindowTitle *words = ADW_WINDOW_TITLE (find_by_id (find_by_id (title, "button"), "title"));

  g_assert_cmpstr (adw_window_title_get_title (words), ==, client_room_get_name (get_room (self)));
  g_assert_cmpstr (adw_window_title_get_subtitle (words), ==, "1 member");
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (find_by_id (self->page, "stack"));
  GtkWidget *empty_page = find_by_id (self->page, "empty_page");

  WAIT_FOR (gtk_stack_get_visible_child (stack) == empty_page);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (empty_page)),
                   ==,
                   "Welcome to this chat, \u2068ana\u2069!");
  g_assert_true (ui_room_page_get_at_end (self->page));
}

static void
test_first_message (Fixture *self, gconstpointer data)
{
  GtkStack *stack = GTK_STACK (find_by_id (self->page, "stack"));

  hear (self, "bea", "Hello");
  g_assert_true (gtk_stack_get_visible_child (stack) == find_by_id (self->page, "history"));
  WAIT_FOR (get_row (self) != NULL);
  g_assert_cmpstr (text_of (get_row (self), "welcome_label"),
                   ==,
                   "Welcome to this chat, \u2068ana\u2069!");
  g_assert_cmpstr (text_of (get_row (self), "text_label"), ==, "Hello");
  gtk_test_accessible_assert_property (find_by_id (self->page, "list"),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Messages");
}

static void
test_stays_at_the_end (Fixture *self, gconstpointer data)
{
  hear_many (self, 100);
  WAIT_FOR (get_row (self) != NULL);
  wait_settle ();
  g_assert_true (ui_room_page_get_at_end (self->page));
  g_assert_false (is_end_button_revealed (self));
}

static void
test_counts_what_is_new (Fixture *self, gconstpointer data)
{
  GtkWidget *end_button = NULL;

  hear_many (self, 100);
  WAIT_FOR (get_row (self) != NULL);
  mark_read (self);
  scroll_up (self);
  WAIT_FOR (is_end_button_revealed (self));
  end_button = find_by_id (self->page, "end_button");
  g_assert_false (is_shown (end_button, "badge"));

  hear_many (self, 3);
  g_assert_true (is_shown (end_button, "badge"));
  g_assert_cmpstr (text_of (end_button, "badge"), ==, "3");
  gtk_test_accessible_assert_property (find_by_id (end_button, "button"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "3 new messages");
  wait_settle ();
  g_assert_false (ui_room_page_get_at_end (self->page));

  ui_room_page_scroll_to_end (self->page);
  WAIT_FOR (ui_room_page_get_at_end (self->page) && !is_end_button_revealed (self));
}

static void
test_sending_goes_to_the_end (Fixture *self, gconstpointer data)
{
  GtkTextView *text_view = GTK_TEXT_VIEW (find_by_id (self->page, "text_view"));

  hear_many (self, 100);
  WAIT_FOR (get_row (self) != NULL);
  scroll_up (self);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_view), "Mine", -1);
  gtk_widget_activate_action (find_by_id (self->page, "composer"), "composer.send", NULL);
  WAIT_FOR (ui_room_page_get_at_end (self->page));
}

static gint64
get_seq (Fixture *self, guint position)
{
  g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (get_room (self)), position);

  return client_message_get_seq (message);
}

static void
test_shows_a_message (Fixture *self, gconstpointer data)
{
  UiMessageList *list = UI_MESSAGE_LIST (find_by_id (self->page, "list"));
  gint64 early = 0;

  hear_many (self, 200);
  WAIT_FOR (get_row (self) != NULL);
  early = get_seq (self, 50);

  gtk_widget_activate_action (GTK_WIDGET (self->page), "room.show", "x", early);
  WAIT_FOR (ui_message_list_get_first_visible (list) <= 50
            && ui_message_list_get_last_visible (list) >= 50);

  ui_room_page_show_message (self->page, get_seq (self, 199));
  WAIT_FOR (ui_room_page_get_at_end (self->page));

  ui_room_page_show_message (self->page, 1000000);
  wait_settle ();
  g_assert_true (ui_room_page_get_at_end (self->page));

  ui_room_page_set_room (self->page, NULL, NULL);
  ui_room_page_show_message (self->page, early);
}

/* From the messages to where one writes, and back. */
static void
test_tab (Fixture *self, gconstpointer data)
{
  GtkWidget *list = find_by_id (self->page, "list");
  GtkWidget *text_view = find_by_id (self->page, "text_view");

  hear (self, "bea", "Hello");
  WAIT_FOR (get_row (self) != NULL
            && !gtk_stack_get_transition_running (GTK_STACK (find_by_id (self->page, "stack"))));
  gtk_window_set_focus (self->window, NULL);

  g_assert_true (gtk_widget_child_focus (find_by_id (self->page, "flap"), GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_get_focus_child (list) == get_row (self));

  for (guint i = 0; i < 5 && gtk_window_get_focus (self->window) != text_view; i++)
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_window_get_focus (self->window) == text_view);

  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_BACKWARD));
  g_assert_true (gtk_widget_get_focus_child (list) == get_row (self));
}

static void
on_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  char **text = data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
test_copies_the_focused_message (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (self->page), "room.copy-text", NULL);
  hear (self, "bea", "Take this");
  WAIT_FOR (get_row (self) != NULL);
  gtk_widget_grab_focus (get_row (self));
  gtk_widget_activate_action (GTK_WIDGET (self->page), "room.copy-text", NULL);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self->page)),
                                 NULL,
                                 on_copied,
                                 &text);
  WAIT_FOR (text != NULL);
  g_assert_cmpstr (text, ==, "Take this");
}

/* The history comes and goes while other parts of the page want another size. */
static void
test_is_drawn_whatever_changes (Fixture *self, gconstpointer data)
{
  GtkTextView *text_view = GTK_TEXT_VIEW (find_by_id (self->page, "text_view"));

  for (guint i = 0; i < 20; i++)
    {
      guint n = i + 1;

      gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (text_view), "line\n", -1);
      hear (self, i % 2 ? "bea" : "carlos", "Hello\nyou");
      WAIT_FOR (get_row (self) != NULL
                && ui_message_list_get_last_visible (
                     UI_MESSAGE_LIST (find_by_id (self->page, "list")))
                     == n - 1);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/room-page/name", test_is_called_by_its_name);
  ADD ("/room-page/empty", test_empty);
  ADD ("/room-page/first", test_first_message);
  ADD ("/room-page/end", test_stays_at_the_end);
  ADD ("/room-page/counts", test_counts_what_is_new);
  ADD ("/room-page/sending", test_sending_goes_to_the_end);
  ADD ("/room-page/shows", test_shows_a_message);
  ADD ("/room-page/tab", test_tab);
  ADD ("/room-page/copies", test_copies_the_focused_message);
  ADD ("/room-page/drawn", test_is_drawn_whatever_changes);

  return g_test_run ();
}
