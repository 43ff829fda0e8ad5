/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal-command.h"

#include <glib/gi18n.h>
#include <string.h>

G_GNUC_PRINTF (2, 3)
static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);

  return FALSE;
}

static const TerminalCommand *
get_command (const TerminalProgram *program, guint n)
{
  return (const TerminalCommand *) ((const char *) program->commands + n * program->size);
}

static const TerminalCommand *
find_command (const TerminalProgram *program, const char *name)
{
  for (guint i = 0; i < program->n_commands; i++)
    {
      if (strcmp (get_command (program, i)->name, name) == 0)
        return get_command (program, i);
    }

  return NULL;
}

/* The commands in a column as wide as the widest. */
static char *
describe_commands (const TerminalProgram *program)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < program->n_commands; i++)
    {
      const TerminalCommand *command = get_command (program, i);

      g_string_append_printf (text, "\n  %-10s %s", command->name, _ (command->summary));
    }

  g_string_append (text, "\n\n");
  /* Translators: %s is the name of the program */
  g_string_append_printf (text, _ ("“%s COMMAND --help” tells more of a command.\n"
                                   "“man %s” tells all."), program->name, program->name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_choices (GOptionContext *context, const TerminalProgram *program, guint options)
{
  for (guint i = 0; i < program->n_choices; i++)
    {
      const GOptionEntry entries[] = { program->choices[i].entry, { NULL } };

      if (options & program->choices[i].option)
        g_option_context_add_main_entries (context, entries, program->domain);
    }
}

/* GLib's own --help ends the program; this one is left to who runs it. */
static gboolean
parse (TerminalLine *self, const TerminalProgram *program, GOptionContext *context,
       char ***arguments, GError **error)
{
  gboolean show_help = FALSE;
  const GOptionEntry own[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->show_version, N_ ("Show the version and exit"),
      NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &show_help, N_ ("Show this help"), NULL },
    { NULL },
  };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, program->domain);
  g_option_context_add_main_entries (context, program->entries, program->domain);
  g_option_context_add_main_entries (context, own, program->domain);
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;

  if (show_help)
    self->help = g_option_context_get_help (context, TRUE, NULL);
  return TRUE;
}

static gboolean
is_answered (const TerminalLine *self)
{
  return self->show_version || self->help != NULL;
}

/* Reads what stands before the command, and leaves the command and what follows it. */
static gboolean
read_common (TerminalLine *self, const TerminalProgram *program, char ***arguments, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autofree char *description = describe_commands (program);

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, program->summary);
  g_option_context_set_description (context, description);
  if (!parse (self, program, context, arguments, error))
    return FALSE;
  if (is_answered (self))
    return TRUE;

  if ((*arguments)[1] == NULL)
    return refuse (error, _ ("What to do? “%s --help” lists the commands."), program->name);

  self->command = find_command (program, (*arguments)[1]);
  return self->command != NULL
         || refuse (error, _ ("“%s” is no command; “%s --help” lists them."), (*arguments)[1],
                    program->name);
}

static char *
get_usage (const TerminalCommand *command)
{
  return command->arguments == NULL ? g_strdup (command->name)
                                    : g_strconcat (command->name, " ", _ (command->arguments), NULL);
}

/* Whoever writes “-- -5” means the text “-5”. GLib leaves the dashes where what follows
 * looks like an option. */
static char **
take_arguments (char **rest)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  gboolean is_past = FALSE;

  for (guint i = 0; rest[i] != NULL; i++)
    {
      if (is_past || strcmp (rest[i], "--") != 0)
        g_strv_builder_add (arguments, rest[i]);
      else
        is_past = TRUE;
    }

  return g_strv_builder_end (arguments);
}

static gboolean
check_count (TerminalLine *self, const TerminalProgram *program, GError **error)
{
  const TerminalCommand *command = self->command;
  guint n = g_strv_length (self->arguments);
  g_autofree char *usage = get_usage (command);

  if (n < command->min)
    return refuse (error, _ ("Something is missing: %s %s"), program->name, usage);
  if (n > command->max)
    return refuse (error, _ ("“%s” is too much: %s %s"), self->arguments[command->max],
                   program->name, usage);

  return TRUE;
}

static gboolean
read_command (TerminalLine *self, const TerminalProgram *program, char **given, GError **error)
{
  const TerminalCommand *command = self->command;
  g_autofree char *usage = get_usage (command);
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_auto (GStrv) arguments = g_strdupv (given);

  /* What remains is not an option of the program, and its name is said above. */
  g_free (arguments[1]);
  memmove (arguments + 1, arguments + 2, g_strv_length (given + 1) * sizeof (char *));

  g_option_context_set_summary (context, _ (command->summary));
  add_choices (context, program, command->options);
  if (!parse (self, program, context, &arguments, error))
    return FALSE;

  self->arguments = take_arguments (arguments + 1);
  return is_answered (self) || check_count (self, program, error);
}

/**
 * terminal_line_read:
 * @self: (out caller-allocates): a line
 * @program: what the program can do; the options of its entries and choices get their
 *   values
 * @given: the command line, beginning with the name of the program
 * @error: return location for an error
 *
 * Reads a command line. The options that all commands have may stand before the command
 * or after it.
 *
 * Returns: %TRUE, or %FALSE with an error of %G_OPTION_ERROR whose message is a sentence
 *   for the person
 */
gboolean
terminal_line_read (TerminalLine *self, const TerminalProgram *program, const char *const *given,
                    GError **error)
{
  /* Parsing takes out of the array what it has read, and frees that. */
  g_auto (GStrv) rest = g_strdupv ((char **) given);

  *self = (TerminalLine) { NULL };
  return read_common (self, program, &rest, error)
         && (self->command == NULL || read_command (self, program, rest, error));
}

/**
 * terminal_line_clear:
 * @self: a line
 */
void
terminal_line_clear (TerminalLine *self)
{
  g_clear_pointer (&self->arguments, g_strfreev);
  g_clear_pointer (&self->help, g_free);
}
