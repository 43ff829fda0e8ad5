/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The terminal of charla-cli without a chat, for tests/e2e/test_cli_screen.py: what comes
 * in by descriptor 3 is shown above the line, and what is written in the line is shown,
 * too. A line that begins with a > is the next prompt.
 */

#include <gio/gio.h>
#include <gio/gunixinputstream.h>
#include <locale.h>

#include "cli-complete.h"
#include "cli-screen.h"

typedef struct
{
  GMainLoop *loop;
  CliScreen *screen;
  GDataInputStream *input;
} Test;

static void
on_line (CliScreen *screen, const char *line, gpointer user_data)
{
  g_autofree char *said = g_strdup_printf ("said: %s", line);

  cli_screen_print (screen, said);
}

static void
on_interrupted (CliScreen *screen, gpointer user_data)
{
  cli_screen_print (screen, "nothing to clear");
}

static void
on_ended (CliScreen *screen, gpointer user_data)
{
  Test *test = user_data;

  g_main_loop_quit (test->loop);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Test *test = user_data;
  g_autofree char *line
    = g_data_input_stream_read_line_finish_utf8 (test->input, result, NULL, NULL);

  if (line == NULL)
    return;

  if (*line == '>')
    cli_screen_set_prompt (test->screen, line);
  else
    cli_screen_print (test->screen, line);
  g_data_input_stream_read_line_async (test->input, G_PRIORITY_DEFAULT, NULL, on_read, test);
}

static CliCompletion *
complete (const char *line, gsize point, gpointer user_data)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  const CliCandidates candidates = { .people = people };

  g_ptr_array_add (people, "María José");
  g_ptr_array_add (people, "bernardo");
  g_ptr_array_add (people, "Berta");
  return cli_complete (&candidates, line, point);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (CliScreen) screen = NULL;
  g_autoptr (GInputStream) pipe = g_unix_input_stream_new (3, TRUE);
  g_autoptr (GDataInputStream) input = g_data_input_stream_new (pipe);
  Test test = { loop, NULL, input };

  setlocale (LC_ALL, "");
  screen = test.screen = cli_screen_new (argv[1], complete, NULL);
  g_signal_connect (screen, "line", G_CALLBACK (on_line), &test);
  g_signal_connect (screen, "interrupted", G_CALLBACK (on_interrupted), &test);
  g_signal_connect (screen, "ended", G_CALLBACK (on_ended), &test);
  g_data_input_stream_read_line_async (input, G_PRIORITY_DEFAULT, NULL, on_read, &test);

  cli_screen_start (screen, "> ");
  g_main_loop_run (loop);
  cli_screen_stop (screen);
  return 0;
}
