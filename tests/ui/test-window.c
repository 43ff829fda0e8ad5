/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "fake-server.h"
#include "ui-chat-view.h"
#include "ui-preferences-window.h"
#include "ui-window.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  GSettings *settings;
  FakeServer *server;
  UiChats *chats;
  UiWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->server = fake_server_new ();
  self->server->is_classic = TRUE;

  self->settings = g_settings_new ("io.github.charla_chat.Charla");
  g_settings_reset (self->settings, "chats");
  g_settings_set_string (self->settings, "name", "ana");
  g_settings_set_boolean (self->settings, "run-in-background", TRUE);
  self->chats = ui_chats_new (self->settings);
  self->window = ui_window_new (NULL, self->settings, self->chats);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) sessions = ui_chats_dup_sessions (self->chats);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  wait_settle ();
  g_assert_null (self->window);
  for (guint i = 0; i < sessions->len; i++)
    client_session_close (g_ptr_array_index (sessions, i));
  wait_settle ();
  g_clear_pointer (&sessions, g_ptr_array_unref);
  g_assert_finalize_object (self->chats);
  fake_server_free (self->server);
  g_object_unref (self->settings);
}

static gboolean
is_inside (Fixture *self)
{
  GtkStack *stack = GTK_STACK (find_by_id (self->window, "stack"));

  return UI_IS_CHAT_VIEW (gtk_stack_get_visible_child (stack));
}

static ClientSession *
begin_to_join (Fixture *self)
{
  g_autoptr (ClientAddress) address = fake_server_get_address (self->server);

  return ui_chats_join (self->chats, address, "ana");
}

static ClientSession *
join (Fixture *self)
{
  ClientSession *session = begin_to_join (self);

  WAIT_FOR (ui_window_get_room (self->window) != NULL);
  g_assert_true (ui_window_get_session (self->window) == session);
  return session;
}

static void
test_begins_with_what_is_known (Fixture *self, gconstpointer data)
{
  g_assert_false (is_inside (self));
  g_assert_cmpstr (text_of (self->window, "name_row"), ==, "ana");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Charla");
  g_assert_false (ui_window_get_attention (self->window).room_shown);
  g_assert_false (is_shown (self->window, "back_button"));
}

static void
test_joins (Fixture *self, gconstpointer data)
{
  ClientSession *session = begin_to_join (self);

  g_assert_cmpint (client_session_get_state (session), ==, CLIENT_SESSION_CONNECTING);
  g_assert_false (is_inside (self));
  g_assert_false (gtk_widget_get_sensitive (find_by_id (self->window, "name_row")));

  WAIT_FOR (ui_window_get_room (self->window) != NULL);
  g_assert_true (is_inside (self));
  g_assert_false (gtk_widget_is_visible (find_by_id (self->window, "connect_page")));
  g_assert_true (ui_window_get_attention (self->window).room_shown);
  g_assert_true (ui_window_get_attention (self->window).at_end);
}

static void
test_tells_why_not (Fixture *self, gconstpointer data)
{
  ClientSession *session = NULL;

  fake_server_go_away (self->server);
  session = begin_to_join (self);
  WAIT_FOR (client_session_get_state (session) == CLIENT_SESSION_OFFLINE);

  g_assert_false (is_inside (self));
  g_assert_true (is_shown (self->window, "bar"));
  g_assert_cmpstr (text_of (self->window, "failure"), !=, "");
  g_assert_true (gtk_widget_get_sensitive (find_by_id (self->window, "name_row")));

  fake_server_come_back (self->server);
}

static void
test_stays_when_the_line_is_lost (Fixture *self, gconstpointer data)
{
  ClientSession *session = join (self);

  WAIT_FOR (self->server->n_accepted > 0);
  fake_server_close (self->server);
  WAIT_FOR (client_session_get_state (session) == CLIENT_SESSION_WAITING);
  g_assert_true (is_inside (self));

  client_session_retry (session);
  g_assert_true (is_inside (self));
}

static void
activate (Fixture *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);
}

static void
test_leaves (Fixture *self, gconstpointer data)
{
  activate (self, "win.leave-chat");
  join (self);
  activate (self, "win.leave-chat");

  g_assert_false (is_inside (self));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->chats)), ==, 0);
  g_assert_null (ui_window_get_room (self->window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Charla");
  WAIT_FOR (self->server->ended);
}

static void
test_cancels (Fixture *self, gconstpointer data)
{
  begin_to_join (self);
  g_signal_emit_by_name (find_by_id (self->window, "cancel_button"), "clicked");
  g_assert_null (ui_chats_get_joining (self->chats));
}

/* Who is in a chat and wants one more can go back. */
static void
test_joins_one_more (Fixture *self, gconstpointer data)
{
  join (self);
  activate (self, "win.join-chat");
  g_assert_false (is_inside (self));
  g_assert_false (ui_window_get_attention (self->window).room_shown);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Charla");
  activate (self, "win.back");
  g_assert_true (is_inside (self));
  g_assert_true (ui_window_get_attention (self->window).room_shown);
}

static void
test_counts_in_the_title (Fixture *self, gconstpointer data)
{
  ClientRoom *room = NULL;

  join (self);
  room = ui_window_get_room (self->window);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)),
                   ==,
                   client_room_get_name (room));
  activate (self, "win.join-chat");
  fake_server_message (self->server, "bea", "hello");
  WAIT_FOR (client_room_get_unread (room) == 1);
  activate (self, "win.back");
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (self->window)), "(1) "));
}

/* What came from the server is what it is, not markup. */
static void
test_says_in_passing (Fixture *self, gconstpointer data)
{
  ui_window_toast (self->window, "“<b>” & more");
  wait_settle ();
}

static void
test_closes_into_the_background (Fixture *self, gconstpointer data)
{
  join (self);
  gtk_window_close (GTK_WINDOW (self->window));
  wait_settle ();
  g_assert_nonnull (self->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->window)));
  g_assert_cmpint (client_session_get_state (ui_window_get_session (self->window)), ==, CLIENT_SESSION_ONLINE);

  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (is_inside (self));
}

static void
test_closes_for_good (Fixture *self, gconstpointer data)
{
  g_settings_set_boolean (self->settings, "run-in-background", FALSE);
  join (self);
  gtk_window_close (GTK_WINDOW (self->window));
  WAIT_FOR (self->window == NULL);
}

static void
test_closes_before_joining (Fixture *self, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (self->window));
  WAIT_FOR (self->window == NULL);
}

static void
test_remembers_its_size (Fixture *self, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), 500, 400);
  g_assert_cmpint (g_settings_get_int (self->settings, "window-width"), ==, 500);
  g_assert_cmpint (g_settings_get_int (self->settings, "window-height"), ==, 400);
}

static void
test_fits_a_telephone (Fixture *self, gconstpointer data)
{
  int width = 0;
  int height = 0;

  gtk_widget_get_size_request (GTK_WIDGET (self->window), &width, &height);
  g_assert_cmpint (width, ==, 360);
  g_assert_cmpint (height, ==, 294);

  join (self);
  gtk_widget_measure (find_by_id (self->window, "room_page"),
                      GTK_ORIENTATION_HORIZONTAL,
                      -1,
                      &width,
                      NULL,
                      NULL,
                      NULL);
  g_assert_cmpint (width, <=, 360);
}

static void
test_preferences (Fixture *self, gconstpointer data)
{
  GtkWidget *preferences =
    ui_preferences_window_new (self->settings, GTK_WINDOW (self->window));
  AdwComboRow *style_row = ADW_COMBO_ROW (find_by_id (preferences, "style_row"));

  adw_combo_row_set_selected (ADW_COMBO_ROW (find_by_id (preferences, "about_row")), 2);
  g_assert_cmpint (g_settings_get_enum (self->settings, "notify-about"), ==, UI_NOTIFY_NONE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_by_id (preferences, "about_row")), 1);
  g_assert_cmpint (g_settings_get_enum (self->settings, "notify-about"), ==, UI_NOTIFY_MENTIONS);
  gtk_switch_set_active (GTK_SWITCH (find_by_id (preferences, "text_switch")), FALSE);
  g_assert_false (g_settings_get_boolean (self->settings, "show-message-text"));
  gtk_switch_set_active (GTK_SWITCH (find_by_id (preferences, "background_switch")), FALSE);
  g_assert_false (g_settings_get_boolean (self->settings, "run-in-background"));

  for (guint i = 3; i-- > 0;)
    {
      const char *styles[] = { "default", "force-light", "force-dark" };
      g_autofree char *style = NULL;

      adw_combo_row_set_selected (style_row, i);
      style = g_settings_get_string (self->settings, "color-scheme");
      g_assert_cmpstr (style, ==, styles[i]);
    }
  g_settings_set_string (self->settings, "color-scheme", "force-dark");
  g_assert_cmpuint (adw_combo_row_get_selected (style_row), ==, 2);

  g_settings_reset (self->settings, "color-scheme");
  gtk_window_destroy (GTK_WINDOW (preferences));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/window/begins", test_begins_with_what_is_known);
  ADD ("/window/joins", test_joins);
  ADD ("/window/why-not", test_tells_why_not);
  ADD ("/window/lost", test_stays_when_the_line_is_lost);
  ADD ("/window/leaves", test_leaves);
  ADD ("/window/cancels", test_cancels);
  ADD ("/window/one-more", test_joins_one_more);
  ADD ("/window/toast", test_says_in_passing);
  ADD ("/window/title", test_counts_in_the_title);
  ADD ("/window/background", test_closes_into_the_background);
  ADD ("/window/closes", test_closes_for_good);
  ADD ("/window/closes-early", test_closes_before_joining);
  ADD ("/window/size", test_remembers_its_size);
  ADD ("/window/narrow", test_fits_a_telephone);
  ADD ("/window/preferences", test_preferences);

  return g_test_run ();
}
