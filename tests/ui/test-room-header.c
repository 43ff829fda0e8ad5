/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "listed.h"
#include "ui-room-header.h"
#include "widgets.h"

typedef struct
{
  Listed listed;
  ClientSession *session;
  UiRoomHeader *header;
  GtkWindow *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (ClientAddress) address = client_address_parse ("127.0.0.1:1", NULL);

  listed_set_up (&self->listed, data);
  listed_welcome (&self->listed, -1,
                  WELCOME (9, "'gap': false", LOBBY (9, "'read': 9, 'topic': 'Lunch'")));
  self->session = client_session_new (address, "Ana", NULL);
  self->header = g_object_ref_sink (UI_ROOM_HEADER (ui_room_header_new ()));
  self->window = show_in_window (GTK_WIDGET (self->header), 600, 100);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (self->window);
  g_assert_finalize_object (self->header);
  g_assert_finalize_object (self->session);
  listed_tear_down (&self->listed, data);
}

static void
set_room (Fixture *self)
{
  ui_room_header_set_room (self->header, self->session,
                           client_room_list_find (self->listed.list, "r1"));
}

static void
test_tells_of_the_room (Fixture *self, gconstpointer data)
{
  GtkWidget *title = find_by_id (self->header, "title");
  AdwWindowTitle *words = ADW_WINDOW_TITLE (find_by_id (find_by_id (title, "button"), "title"));

  g_assert_false (is_shown (self->header, "menu_button"));
  set_room (self);
  g_assert_true (is_shown (self->header, "menu_button"));
  g_assert_cmpstr (adw_window_title_get_title (words), ==, "Lobby");
  g_assert_cmpstr (adw_window_title_get_subtitle (words), ==, "Lunch");

  g_assert_false (is_shown (self->header, "back_button"));
  ui_room_header_set_folded (self->header, TRUE);
  g_assert_true (is_shown (self->header, "back_button"));

  ui_room_header_set_room (self->header, NULL, NULL);
  g_assert_false (is_shown (self->header, "menu_button"));
}

/* A telephone has room for what matters; the rest is in the menu. */
static void
test_fits (Fixture *self, gconstpointer data)
{
  int least = 0;

  set_room (self);
  ui_room_header_set_folded (self->header, TRUE);
  WAIT_FOR (is_shown (self->header, "buttons"));

  gtk_widget_measure (GTK_WIDGET (self->header), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                      NULL, NULL);
  g_assert_cmpint (least, <=, 360);

  gtk_window_set_default_size (self->window, 360, 100);
  WAIT_FOR (!is_shown (self->header, "buttons"));
  gtk_window_set_default_size (self->window, 600, 100);
  WAIT_FOR (is_shown (self->header, "buttons"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/room-header/tells", Fixture, NULL, set_up, test_tells_of_the_room, tear_down);
  g_test_add ("/room-header/fits", Fixture, NULL, set_up, test_fits, tear_down);

  return g_test_run ();
}
