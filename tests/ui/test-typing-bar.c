/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "listed.h"
#include "ui-typing-bar.h"
#include "widgets.h"

#define TYPING(user, name, on)                                                                     \
  "{'ev': 'typing', 'room': 'r1', 'user': " USER (user, name) ", 'on': " on "}"

/* Its line is there before anybody writes. */
static void
test_says_who_writes (Listed *self, gconstpointer data)
{
  UiTypingBar *bar = g_object_ref_sink (UI_TYPING_BAR (ui_typing_bar_new ()));
  GtkWindow *window = show_in_window (GTK_WIDGET (bar), 300, 100);
  int height = 0;
  int later = 0;

  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, 0);

  listed_welcome (self, -1, WELCOME (9, "'gap': false", LOBBY (9, "'read': 9")));
  ui_typing_bar_set_room (bar, client_room_list_find (self->list, "r1"));
  g_assert_cmpstr (text_of (bar, "label"), ==, "");

  listed_tell (self, TYPING ("u2", "Bea", "true"));
  WAIT_FOR (g_str_equal (text_of (bar, "label"), "\u2068Bea\u2069 is writing…"));
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "\u2068Bea\u2069 is writing…");
  gtk_widget_measure (GTK_WIDGET (bar), GTK_ORIENTATION_VERTICAL, -1, &later, NULL, NULL, NULL);
  g_assert_cmpint (later, ==, height);

  listed_tell (self, TYPING ("u2", "Bea", "false"));
  g_assert_cmpstr (text_of (bar, "label"), ==, "");

  ui_typing_bar_set_room (bar, NULL);
  gtk_window_destroy (window);
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/typing-bar/says", Listed, NULL, listed_set_up, test_says_who_writes,
              listed_tear_down);

  return g_test_run ();
}
