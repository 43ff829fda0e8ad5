/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What every application of libadwaita costs: a window with a header bar and nothing in
 * it. It tells when its first frame was painted, and stays until its input ends.
 */
#include "desktop-frames.h"

static void
on_painted (gpointer data)
{
  static gboolean is_told = FALSE;

  if (!is_told)
    g_print ("{\"painted_us\": %" G_GINT64_FORMAT "}\n", g_get_monotonic_time ());
  is_told = TRUE;
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 960, 640);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_widget_realize (window);
  desktop_frames_watch (window, on_painted, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static gboolean
on_input (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  g_application_quit (data);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.charla_chat.Bare", G_APPLICATION_DEFAULT_FLAGS);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  g_io_add_watch (input, G_IO_HUP | G_IO_IN, on_input, application);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
