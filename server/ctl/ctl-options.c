/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-options.h"

#include <glib/gi18n.h>

#include "charla-config.h"

/**
 * ctl_options_new_from_arguments:
 * @arguments: the command line, beginning with the name of the program
 * @commands: (array length=n_commands): what the program can do
 * @n_commands: how many commands there are
 * @error: return location for an error
 *
 * Returns: (transfer full): the options, or %NULL with an error of %G_OPTION_ERROR whose
 *   message is a sentence for the person
 */
CtlOptions *
ctl_options_new_from_arguments (const char *const *arguments, const CtlCommand *commands,
                                guint n_commands, GError **error)
{
  g_autoptr (CtlOptions) self = g_new0 (CtlOptions, 1);
  const GOptionEntry entries[] = {
    { "socket", 's', 0, G_OPTION_ARG_FILENAME, &self->socket,
      N_ ("Where the control socket of the server is"), N_ ("PATH") },
    { NULL },
  };
  const TerminalChoice choices[] = {
    { CTL_OPTION_JSON, { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json,
      N_ ("Print one JSON object a line"), NULL } },
    { CTL_OPTION_ALL, { "all", 'a', 0, G_OPTION_ARG_NONE, &self->all,
      N_ ("All accounts, also of those who are not here"), NULL } },
    { CTL_OPTION_PROMETHEUS, { "prometheus", 'p', 0, G_OPTION_ARG_NONE, &self->prometheus,
      N_ ("Print the text format of Prometheus"), NULL } },
    { CTL_OPTION_SECRETS, { "with-secrets", 0, 0, G_OPTION_ARG_NONE, &self->has_secrets,
      N_ ("Also what lets people in, and the key of the server"), NULL } },
    { CTL_OPTION_DATA_DIR, { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir,
      N_ ("The data folder of the server"), N_ ("FOLDER") } },
    { CTL_OPTION_REASON, { "reason", 'r', 0, G_OPTION_ARG_STRING, &self->reason,
      N_ ("Why, for those who are told of it and for the log"), N_ ("TEXT") } },
    { CTL_OPTION_TIME, { "time", 't', 0, G_OPTION_ARG_STRING, &self->time,
      N_ ("For how long, such as 90min or 2w (default: for ever)"), N_ ("TIME") } },
    { CTL_OPTION_NUMBER, { "number", 'n', 0, G_OPTION_ARG_INT, &self->number,
      N_ ("How many entries, at most 200 (default: 50)"), N_ ("N") } },
    { CTL_OPTION_FOLLOW, { "follow", 'f', 0, G_OPTION_ARG_NONE, &self->follow,
      N_ ("Go on with what comes"), NULL } },
  };
  const TerminalProgram program = {
    .name = "charla-ctl",
    .summary = _ ("Looks after a chat server."),
    .domain = CHARLA_GETTEXT_DOMAIN,
    .commands = commands,
    .size = sizeof (CtlCommand),
    .n_commands = n_commands,
    .entries = entries,
    .choices = choices,
    .n_choices = G_N_ELEMENTS (choices),
  };

  return terminal_line_read (&self->line, &program, arguments, error) ? g_steal_pointer (&self)
                                                                      : NULL;
}

/**
 * ctl_options_free:
 * @self: (transfer full): options
 */
void
ctl_options_free (CtlOptions *self)
{
  terminal_line_clear (&self->line);
  g_free (self->socket);
  g_free (self->data_dir);
  g_free (self->reason);
  g_free (self->time);
  g_free (self);
}
