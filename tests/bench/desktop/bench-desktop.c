/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The desktop application, with somebody in it who does things and looks at what they
 * take. It tells when it has painted a room, in a line of JSON; then it does what the
 * lines of its input say, and answers each with a line. It ends with its input.
 *
 * Usage: bench-desktop [what the application takes]…
 */
#include "desktop-user.h"

#include <string.h>

#include "ui-application.h"

static const struct
{
  const char *name;
  void (*run) (DesktopUser *user, guint number);
} commands[] = {
  { "fill", desktop_user_fill },     { "open", desktop_user_open },
  { "scroll", desktop_user_scroll }, { "switch", desktop_user_switch },
  { "arrive", desktop_user_arrive },
};

static void
run_command (DesktopUser *user, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (words[0], commands[i].name))
      commands[i].run (user, words[1] != NULL ? (guint) g_ascii_strtoull (words[1], NULL, 10) : 0);
}

static gboolean
on_input (GIOChannel *channel, GIOCondition condition, gpointer data)
{
  DesktopUser *user = data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      g_application_quit (g_application_get_default ());
      return G_SOURCE_REMOVE;
    }

  run_command (user, g_strstrip (line));
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (UiApplication) application = ui_application_new ();
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  DesktopUser user = { .application = GTK_APPLICATION (application) };

  g_io_add_watch (input, G_IO_HUP | G_IO_IN, on_input, &user);
  g_signal_connect_swapped (application, "window-added", G_CALLBACK (desktop_user_meet), &user);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
