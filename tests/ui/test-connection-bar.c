/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "client-session.h"
#include "fake-server.h"
#include "ui-connection-bar.h"
#include "wait.h"
#include "widgets.h"

typedef struct
{
  FakeServer *server;
  ClientSession *session;
  UiConnectionBar *bar;
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
  self->bar = g_object_ref_sink (UI_CONNECTION_BAR (ui_connection_bar_new ()));
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (self->window, GTK_WIDGET (self->bar));
  gtk_window_present (self->window);

  ui_connection_bar_set_session (self->bar, self->session);
  client_session_open (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->bar);
  client_session_close (self->session);
  wait_settle ();
  g_assert_finalize_object (self->session);
  fake_server_free (self->server);
}

static gboolean
is_revealed (Fixture *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (find_by_id (self->bar, "revealer")));
}

static void
lose_line (Fixture *self)
{
  WAIT_FOR (self->server->n_accepted > 0);
  fake_server_close (self->server);
  fake_server_go_away (self->server);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_WAITING);
}

static void
test_online (Fixture *self, gconstpointer data)
{
  g_assert_false (is_revealed (self));
}

static void
test_lost_and_found (Fixture *self, gconstpointer data)
{
  lose_line (self);
  g_assert_false (is_revealed (self));
  WAIT_FOR (is_revealed (self));
  g_assert_cmpstr (text_of (self->bar, "label"), ==, "Offline");
  g_assert_true (is_shown (self->bar, "retry_button"));
  g_assert_false (is_shown (self->bar, "review_button"));

  fake_server_come_back (self->server);
  g_signal_emit_by_name (find_by_id (self->bar, "retry_button"), "clicked");
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  g_assert_false (is_revealed (self));
}

/* Nobody is told of what is over before they have read it. */
static void
test_short (Fixture *self, gconstpointer data)
{
  lose_line (self);
  fake_server_come_back (self->server);
  client_session_retry (self->session);
  WAIT_FOR (client_session_get_state (self->session) == CLIENT_SESSION_ONLINE);
  g_assert_false (is_revealed (self));
}

static void
test_counts_what_waits (Fixture *self, gconstpointer data)
{
  ClientRoom *lobby = client_session_get_lobby (self->session);

  lose_line (self);
  WAIT_FOR (is_revealed (self));
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (client_session_post (self->session, lobby, "Later", 0, NULL));
  WAIT_FOR (g_str_equal (text_of (self->bar, "label"), "Offline, 3 messages wait"));
}

static void
test_without_session (Fixture *self, gconstpointer data)
{
  lose_line (self);
  ui_connection_bar_set_session (self->bar, NULL);
  g_assert_false (is_revealed (self));
  g_signal_emit_by_name (find_by_id (self->bar, "retry_button"), "clicked");
}

/* The countdown does not keep a bar alive that has gone, nor wake up for a hidden one. */
static void
test_hidden (Fixture *self, gconstpointer data)
{
  lose_line (self);
  WAIT_FOR (is_revealed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  wait_settle ();
  g_assert_true (is_revealed (self));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/connection-bar/online", test_online);
  ADD ("/connection-bar/lost", test_lost_and_found);
  ADD ("/connection-bar/short", test_short);
  ADD ("/connection-bar/waits", test_counts_what_waits);
  ADD ("/connection-bar/none", test_without_session);
  ADD ("/connection-bar/hidden", test_hidden);

  return g_test_run ();
}
