/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-output.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "cli-error.h"

struct _CliOutput
{
  void (*closed) (gpointer user_data, const GError *error);
  gpointer user_data;
  gboolean is_closed;
  guint watch;
};

/* Who reads no more has had enough: that is no mistake. */
static void
note_closed (CliOutput *self, int number)
{
  g_autoptr (GError) error = NULL;

  if (self->is_closed)
    return;

  self->is_closed = TRUE;
  if (number != EPIPE)
    g_set_error (&error, CLI_ERROR, CLI_ERROR_FAILED, _ ("The output cannot be written: %s"),
                 g_strerror (number));
  self->closed (self->user_data, error);
}

static gboolean
on_hang_up (int descriptor, GIOCondition condition, gpointer user_data)
{
  CliOutput *self = user_data;

  self->watch = 0;
  note_closed (self, EPIPE);
  return G_SOURCE_REMOVE;
}

/**
 * cli_output_new:
 * @closed: called when no more can be written, with an error if that is a mistake
 * @user_data: for @closed
 *
 * Returns: (transfer full): the standard output
 */
CliOutput *
cli_output_new (void (*closed) (gpointer user_data, const GError *error), gpointer user_data)
{
  CliOutput *self = g_new0 (CliOutput, 1);

  self->closed = closed;
  self->user_data = user_data;
  self->watch = g_unix_fd_add (STDOUT_FILENO, G_IO_ERR | G_IO_HUP, on_hang_up, self);
  return self;
}

/**
 * cli_output_free:
 * @self: (transfer full): the standard output
 */
void
cli_output_free (CliOutput *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  g_free (self);
}

/**
 * cli_output_print:
 * @self: the standard output
 * @line: one line or more, fit for a terminal
 *
 * Writes it, at once: whoever reads along sees what happens when it happens.
 */
void
cli_output_print (CliOutput *self, const char *line)
{
  if (self->is_closed)
    return;

  if (fputs (line, stdout) == EOF || fputc ('\n', stdout) == EOF || fflush (stdout) == EOF)
    note_closed (self, errno);
}
