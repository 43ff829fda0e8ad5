/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "fake-server.h"
#include "ui-preferences-window.h"
#include "ui-window.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  GSettings *settings;
  FakeServer *server;
  ClientSession *session;
  UiWindow *window;
  guint n_left;
} Fixture;

static void
on_leave (UiWindow *window, Fixture *self)
{
  self->n_left++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = NULL;

  self->server = fake_server_new ();
  self->server->is_classic = TRUE;
  address = fake_server_get_address (self->server);
  self->session = client_session_new (address, "ana", NULL);

  self->settings = g_settings_new ("io.github.charla_chat.Charla");
  g_settings_set_string (self->settings, "name", "ana");
  g_settings_set_boolean (self->settings, "run-in-background", TRUE);
  self->window = ui_window_new (NULL, self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect (self->window, "leave", G_CALLBACK (on_leave), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  wait_settle ();
  g_assert_null (self->window);
  client_session_close (self->session);
  wait_settle ();
  g_assert_finalize_object (self->session);
  fake_server_free (self->server);
  g_object_unref (self->settings);
}

static gboolean
is_on_page (Fixture *self, const char *id)
{
  GtkWidget *page = find_by_id (self->window, id);

  return gtk_stack_get_visible_child (GTK_STACK (gtk_widget_get_parent (page))) == page;
}

static void
join (Fixture *self)
{
  ui_window_set_session (self->window, self->session);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
}

static void
test_begins_with_what_is_known (Fixture *self, gconstpointer data)
{
  g_assert_true (is_on_page (self, "entrance"));
  g_assert_cmpstr (text_of (self->window, "name_row"), ==, "ana");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Charla");
  g_assert_false (ui_window_get_attention (self->window).room_shown);
}

static void
test_joins (Fixture *self, gconstpointer data)
{
  ui_window_set_session (self->window, self->session);
  client_session_open (self->session);
  g_assert_cmpint (client_session_get_state (self->session), ==, CLIENT_SESSION_CONNECTING);
  g_assert_true (is_on_page (self, "entrance"));
  g_assert_false (gtk_widget_get_sensitive (find_by_id (self->window, "name_row")));

  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  g_assert_true (is_on_page (self, "room_page"));
  g_assert_false (is_shown (self->window, "entrance"));
  g_assert_true (is_shown (self->window, "security_button"));
  g_assert_true (ui_window_get_attention (self->window).room_shown);
  g_assert_true (ui_window_get_attention (self->window).at_end);
}

static void
test_tells_why_not (Fixture *self, gconstpointer data)
{
  fake_server_go_away (self->server);
  ui_window_set_session (self->window, self->session);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_OFFLINE);

  g_assert_true (is_on_page (self, "entrance"));
  g_assert_true (is_shown (self->window, "bar"));
  g_assert_cmpstr (text_of (self->window, "failure"), !=, "");
  g_assert_true (gtk_widget_get_sensitive (find_by_id (self->window, "name_row")));

  fake_server_come_back (self->server);
}

static void
test_stays_when_the_line_is_lost (Fixture *self, gconstpointer data)
{
  join (self);
  WAIT_FOR (self->server->n_accepted > 0);
  fake_server_close (self->server);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_WAITING);
  g_assert_true (is_on_page (self, "room_page"));

  client_session_retry (self->session);
  g_assert_true (is_on_page (self, "room_page"));
}

static void
test_leaves (Fixture *self, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.leave", NULL);
  g_assert_cmpuint (self->n_left, ==, 0);

  join (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.leave", NULL);
  g_assert_cmpuint (self->n_left, ==, 1);

  ui_window_set_session (self->window, NULL);
  g_assert_true (is_on_page (self, "entrance"));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Charla");
}

static void
test_cancels (Fixture *self, gconstpointer data)
{
  ui_window_set_session (self->window, self->session);
  client_session_open (self->session);
  g_signal_emit_by_name (find_by_id (self->window, "cancel_button"), "clicked");
  g_assert_cmpuint (self->n_left, ==, 1);
}

static void
test_counts_in_the_title (Fixture *self, gconstpointer data)
{
  ClientRoom *room = NULL;

  join (self);
  room = client_session_get_lobby (self->session);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)),
                   ==,
                   client_room_get_name (room));
  fake_server_message (self->server, "bea", "hello");
  WAIT_FOR (client_room_get_unread (room) == 1);
  g_assert_true (g_str_has_prefix (gtk_window_get_title (GTK_WINDOW (self->window)), "(1) "));
}

static void
test_closes_into_the_background (Fixture *self, gconstpointer data)
{
  join (self);
  gtk_window_close (GTK_WINDOW (self->window));
  wait_settle ();
  g_assert_nonnull (self->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->window)));
  g_assert_cmpint (client_session_get_state (self->session), ==, CLIENT_SESSION_ONLINE);

  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (is_on_page (self, "room_page"));
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

  gtk_switch_set_active (GTK_SWITCH (find_by_id (preferences, "notifications_switch")), FALSE);
  g_assert_false (g_settings_get_boolean (self->settings, "notifications"));
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
  ADD ("/window/title", test_counts_in_the_title);
  ADD ("/window/background", test_closes_into_the_background);
  ADD ("/window/closes", test_closes_for_good);
  ADD ("/window/closes-early", test_closes_before_joining);
  ADD ("/window/size", test_remembers_its_size);
  ADD ("/window/narrow", test_fits_a_telephone);
  ADD ("/window/preferences", test_preferences);

  return g_test_run ();
}
