/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-suspend.h"

#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

struct _CliSuspend
{
  void (*before) (gpointer user_data);
  void (*after) (gpointer user_data);
  gpointer user_data;
  int pipe[2];
  guint source;
};

/* Where the handler of the signal writes to: it may do nothing else. */
static int stop_descriptor = -1;

static void
note_stop (int number)
{
  gssize written = write (stop_descriptor, "z", 1);

  (void) written;
}

static void
catch_stop (gboolean is_caught)
{
  const struct sigaction action = {
    .sa_handler = is_caught ? note_stop : SIG_DFL,
    .sa_flags = SA_RESTART,
  };

  sigaction (SIGTSTP, &action, NULL);
}

static gboolean
on_stop (int descriptor, GIOCondition condition, gpointer user_data)
{
  CliSuspend *self = user_data;
  char c = 0;

  if (read (descriptor, &c, 1) != 1)
    return G_SOURCE_CONTINUE;

  self->before (self->user_data);
  catch_stop (FALSE);
  raise (SIGTSTP);
  catch_stop (TRUE);
  self->after (self->user_data);
  return G_SOURCE_CONTINUE;
}

/**
 * cli_suspend_new:
 * @before: called before the program is stopped
 * @after: called when it goes on
 * @user_data: for both
 *
 * Returns: (transfer full) (nullable): what notices Ctrl+Z from now on, or %NULL if no
 *   descriptor is free
 */
CliSuspend *
cli_suspend_new (void (*before) (gpointer user_data), void (*after) (gpointer user_data),
                 gpointer user_data)
{
  g_autofree CliSuspend *self = g_new0 (CliSuspend, 1);

  if (!g_unix_open_pipe (self->pipe, FD_CLOEXEC, NULL))
    return NULL;

  self->before = before;
  self->after = after;
  self->user_data = user_data;
  g_unix_set_fd_nonblocking (self->pipe[0], TRUE, NULL);
  g_unix_set_fd_nonblocking (self->pipe[1], TRUE, NULL);
  self->source = g_unix_fd_add (self->pipe[0], G_IO_IN, on_stop, self);

  stop_descriptor = self->pipe[1];
  catch_stop (TRUE);
  return g_steal_pointer (&self);
}

/**
 * cli_suspend_free:
 * @self: (transfer full): what notices Ctrl+Z
 */
void
cli_suspend_free (CliSuspend *self)
{
  catch_stop (FALSE);
  g_clear_handle_id (&self->source, g_source_remove);
  close (self->pipe[0]);
  close (self->pipe[1]);
  g_free (self);
}
