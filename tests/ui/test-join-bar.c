/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "listed.h"
#include "ui-join-bar.h"
#include "widgets.h"

static void
test_offers_what_is_open (Listed *self, gconstpointer data)
{
  UiJoinBar *bar = g_object_ref_sink (UI_JOIN_BAR (ui_join_bar_new ()));

  listed_welcome (self, -1,
                  WELCOME (9, "'gap': false",
                           LOBBY (9, "'read': 9") ","
                           ROOM ("r2", "private", "Secret", "'role': 'member', 'members': 2,"
                                 " 'seq': 1, 'read': 1")));

  ui_join_bar_set_room (bar, client_room_list_find (self->list, "r1"));
  WAIT_FOR (is_shown (bar, "button"));
  g_assert_cmpstr (text_of (bar, "label"), ==, "Join this room to write in it.");

  ui_join_bar_set_room (bar, client_room_list_find (self->list, "r2"));
  g_assert_false (is_shown (bar, "button"));
  g_assert_cmpstr (text_of (bar, "label"), ==, "You are no longer in this room.");

  ui_join_bar_set_room (bar, NULL);
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/join-bar/offers", Listed, NULL, listed_set_up, test_offers_what_is_open,
              listed_tear_down);

  return g_test_run ();
}
