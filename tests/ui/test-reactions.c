/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "message-actions.h"
#include "ui-reactions.h"

static GtkWidget *
chip (GtkWidget *bar, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (bar);

  for (; index > 0; index--)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static guint
count_shown (GtkWidget *bar)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_get_visible (child);

  return n;
}

static ClientMessageInfo *
with_reactions (guint n)
{
  ClientMessageInfo *info = client_message_info_new ();

  info->seq = 5;
  for (guint i = 0; i < n; i++)
    {
      char emoji[8] = { 0 };

      g_unichar_to_utf8 (0x1F600 + i, emoji);
      client_message_info_add_reaction (info, emoji, i + 1, i == 0);
    }

  return info;
}

static void
test_chips (void)
{
  g_autoptr (ClientMessageInfo) two = with_reactions (2);
  g_autoptr (ClientMessageInfo) one = with_reactions (1);
  GtkWidget *bar = g_object_ref_sink (ui_reactions_new ());
  GString *log = watch_actions (bar);

  ui_reactions_show (UI_REACTIONS (bar), two, TRUE);
  g_assert_cmpuint (count_shown (bar), ==, 3);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip (bar, 0))), ==, "😀 1");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (chip (bar, 1))), ==, "😁 2");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip (bar, 0))));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip (bar, 1))));
  gtk_test_accessible_assert_property (
    chip (bar, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "😁 by 2 people");

  /* The server says whether it is so. */
  g_signal_emit_by_name (chip (bar, 1), "clicked");
  g_assert_cmpstr (log->str, ==, "react (5, '😁')\n");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (chip (bar, 1))));

  ui_reactions_show (UI_REACTIONS (bar), one, FALSE);
  g_assert_cmpuint (count_shown (bar), ==, 1);
  g_assert_false (gtk_widget_get_can_target (chip (bar, 0)));

  g_assert_finalize_object (bar);
  g_string_free (log, TRUE);
}

static int
get_height (GtkWidget *bar, int width)
{
  int height = 0;

  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static void
test_flow (void)
{
  g_autoptr (ClientMessageInfo) many = with_reactions (40);
  GtkWidget *bar = g_object_ref_sink (ui_reactions_new ());
  int minimum = 0;
  int natural = 0;

  ui_reactions_show (UI_REACTIONS (bar), many, TRUE);
  g_assert_cmpuint (count_shown (bar), ==, 21);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, 100);
  g_assert_cmpint (natural, >, 10 * minimum);
  g_assert_cmpint (get_height (bar, natural), <, 50);
  g_assert_cmpint (get_height (bar, natural / 2), >, get_height (bar, natural));
  g_assert_cmpint (get_height (bar, natural / 4), >, get_height (bar, natural / 2));

  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/reactions/chips", test_chips);
  g_test_add_func ("/reactions/flow", test_flow);

  return g_test_run ();
}
