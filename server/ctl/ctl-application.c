/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-application.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "ctl-error.h"
#include "terminal-sanitize.h"

struct _CtlApplication
{
  const CtlOptions *options;
  CtlLink *link;
};

static gboolean
run (CtlApplication *self, GError **error)
{
  const CtlCommand *command = self->options->line.command;

  if (!command->is_offline)
    {
      self->link = ctl_link_open (self->options->socket, error);
      if (self->link == NULL)
        return FALSE;
    }

  if (self->link != NULL && command->takes_time)
    ctl_link_set_patience (self->link, 0);
  return command->run (self, error) && ctl_application_flush (self, error);
}

/**
 * ctl_application_run:
 * @options: what the administrator wants, with a command
 *
 * Does it.
 *
 * Returns: with what the program ends, a #CtlStatus
 */
int
ctl_application_run (const CtlOptions *options)
{
  CtlApplication self = { .options = options };
  g_autoptr (GError) error = NULL;

  if (!run (&self, &error))
    {
      g_autofree char *sentence = terminal_sanitize_line (error->message);

      g_printerr ("charla-ctl: %s\n", sentence);
    }

  g_clear_pointer (&self.link, ctl_link_free);
  return (int) ctl_error_get_status (error);
}

/**
 * ctl_application_get_options:
 * @self: the application
 *
 * Returns: (transfer none): what the administrator wants
 */
const CtlOptions *
ctl_application_get_options (CtlApplication *self)
{
  return self->options;
}

/**
 * ctl_application_get_link:
 * @self: the application
 *
 * Returns: (transfer none): the way to the server
 */
CtlLink *
ctl_application_get_link (CtlApplication *self)
{
  return self->link;
}

/**
 * ctl_application_get_argument:
 * @self: the application
 * @n: which one
 *
 * Returns: (transfer none) (nullable): an argument of the command, %NULL after the last
 */
const char *
ctl_application_get_argument (CtlApplication *self, guint n)
{
  char **arguments = self->options->line.arguments;

  return n < g_strv_length (arguments) ? arguments[n] : NULL;
}

/**
 * ctl_application_ask:
 * @self: the application
 * @command: a command of the control socket that needs nothing else
 * @error: return location for an error
 *
 * Returns: (transfer full): what the server answers, or %NULL with %CTL_ERROR
 */
CharlaMessage *
ctl_application_ask (CtlApplication *self, const char *command, GError **error)
{
  ctl_link_begin (self->link, command);
  return ctl_link_ask (self->link, -1, error);
}

/**
 * ctl_application_print:
 * @self: the application
 * @line: one line or more, fit for a terminal
 *
 * Writes to the standard output.
 */
void
ctl_application_print (CtlApplication *self, const char *line)
{
  fprintf (stdout, "%s\n", line);
}

/**
 * ctl_application_print_json:
 * @self: the application
 * @message: something that the server has said
 *
 * Writes it to the standard output, as one line for programs.
 */
void
ctl_application_print_json (CtlApplication *self, CharlaMessage *message)
{
  g_autoptr (GBytes) bytes = charla_message_to_bytes (message);
  gsize length = 0;
  const char *json = g_bytes_get_data (bytes, &length);
  g_autofree char *sane = terminal_sanitize_json (json, length);

  ctl_application_print (self, sane);
}

/**
 * ctl_application_flush:
 * @self: the application
 * @error: return location for an error
 *
 * Sends off what was printed.
 *
 * Returns: whether it has arrived, or %FALSE with %CTL_ERROR
 */
gboolean
ctl_application_flush (CtlApplication *self, GError **error)
{
  if (fflush (stdout) == 0)
    return TRUE;

  g_set_error (error, CTL_ERROR, CTL_ERROR_REFUSED, _ ("It cannot be printed: %s."),
               g_strerror (errno));
  return FALSE;
}
