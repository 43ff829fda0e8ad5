/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-config.h"
#include "cli-error.h"

#define DEFAULT_TIMEOUT 30

/* An entry for some commands only. */
typedef struct
{
  CliOptionSet option;
  GOptionEntry entry;
} Choice;

static void
add_entries (GOptionContext *context, const GOptionEntry *entries)
{
  g_option_context_add_main_entries (context, entries, CHARLA_GETTEXT_DOMAIN);
}

static void
add_common_entries (GOptionContext *context, CliOptions *self)
{
  const GOptionEntry entries[] = {
    { "server", 's', 0, G_OPTION_ARG_STRING, &self->server,
      N_ ("Where the chat is (default: the last one)"), N_ ("HOST[:PORT]") },
    { "name", 'u', 0, G_OPTION_ARG_STRING, &self->name,
      N_ ("Your name there (default: the last one)"), N_ ("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &self->password_file,
      N_ ("Read the password from here"), N_ ("FILE") },
    { "join-word", 0, 0, G_OPTION_ARG_STRING, &self->join_word,
      N_ ("The word that the server asks new people for"), N_ ("WORD") },
    { "trust", 0, 0, G_OPTION_ARG_STRING, &self->trust,
      N_ ("Trust the server if it has this fingerprint"), N_ ("FINGERPRINT") },
    { "trust-new", 0, 0, G_OPTION_ARG_NONE, &self->trust_new,
      N_ ("Trust a server that you use for the first time"), NULL },
    { "timeout", 't', 0, G_OPTION_ARG_INT, &self->timeout,
      N_ ("How long to wait for the server (default: 30)"), N_ ("SECONDS") },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->show_version, N_ ("Show the version and exit"),
      NULL },
    { NULL },
  };

  add_entries (context, entries);
}

static void
add_command_entries (GOptionContext *context, CliOptions *self, CliOptionSet options)
{
  const Choice choices[] = {
    { CLI_OPTION_JSON, { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json,
      N_ ("Print one JSON object a line"), NULL } },
    { CLI_OPTION_LIMIT, { "number", 'n', 0, G_OPTION_ARG_INT, &self->limit,
      N_ ("How many messages"), N_ ("N") } },
    { CLI_OPTION_BEFORE, { "before", 'b', 0, G_OPTION_ARG_INT64, &self->before,
      N_ ("Only what is before this message"), N_ ("SEQ") } },
    { CLI_OPTION_REPLY, { "reply", 'r', 0, G_OPTION_ARG_INT64, &self->reply,
      N_ ("Answer this message"), N_ ("SEQ") } },
    { CLI_OPTION_ROOM, { "room", 'r', 0, G_OPTION_ARG_STRING, &self->room,
      N_ ("Only in this room"), N_ ("ROOM") } },
    { CLI_OPTION_FROM, { "from", 'f', 0, G_OPTION_ARG_STRING, &self->from,
      N_ ("Only of this person"), N_ ("NAME") } },
    { CLI_OPTION_TOPIC, { "topic", 0, 0, G_OPTION_ARG_STRING, &self->topic,
      N_ ("What it is about"), N_ ("TEXT") } },
    { CLI_OPTION_PRIVATE, { "private", 'p', 0, G_OPTION_ARG_NONE, &self->private,
      N_ ("Only for those who are invited"), NULL } },
    { CLI_OPTION_NO_FOLLOW, { "no-follow", 0, 0, G_OPTION_ARG_NONE, &self->no_follow,
      N_ ("End when what is there is printed"), NULL } },
    { CLI_OPTION_ALL_ROOMS, { "all", 'a', 0, G_OPTION_ARG_NONE, &self->all,
      N_ ("Also the rooms that one may join"), NULL } },
    { CLI_OPTION_ALL_DEVICES, { "all", 'a', 0, G_OPTION_ARG_NONE, &self->all,
      N_ ("On all devices, not only on this one"), NULL } },
    { CLI_OPTION_WATCH, { "watch", 'w', 0, G_OPTION_ARG_NONE, &self->watch,
      N_ ("Go on telling of what comes and goes"), NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      const GOptionEntry entries[] = { choices[i].entry, { NULL } };

      if (options & choices[i].option)
        add_entries (context, entries);
    }
}

/* The commands in a column as wide as the widest. */
static char *
describe_commands (const CliCommand *commands, guint n_commands)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < n_commands; i++)
    g_string_append_printf (text, "\n  %-10s %s", commands[i].name, _ (commands[i].summary));

  g_string_append (text, "\n\n");
  g_string_append (text, _ ("“charla-cli COMMAND --help” tells more of a command.\n"
                            "“man charla-cli” tells all."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GOptionContext *
begin_context (CliOptions *self, const char *usage)
{
  GOptionContext *context = g_option_context_new (usage);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, CHARLA_GETTEXT_DOMAIN);
  add_common_entries (context, self);
  return context;
}

/* What is said after the command takes the place of what was said before it, which GLib,
 * that reads each for itself, does not free. */
static gboolean
parse_again (GOptionContext *context, CliOptions *self, char ***arguments, GError **error)
{
  char **const now[] = { &self->server, &self->name, &self->password_file, &self->join_word,
                         &self->trust };
  char *before[G_N_ELEMENTS (now)] = { NULL };
  gboolean done = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (now); i++)
    before[i] = *now[i];
  done = g_option_context_parse_strv (context, arguments, error);
  for (guint i = 0; i < G_N_ELEMENTS (now); i++)
    {
      if (before[i] != *now[i])
        g_free (before[i]);
    }

  return done;
}

/* GLib's own --help ends the program; this one is left to who runs it. */
static gboolean
parse (GOptionContext *context, CliOptions *self, gboolean *show_help, char ***arguments,
       GError **error)
{
  const GOptionEntry help[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, show_help, N_ ("Show this help"), NULL },
    { NULL },
  };

  add_entries (context, help);
  if (!parse_again (context, self, arguments, error))
    return FALSE;

  if (*show_help)
    self->help = g_option_context_get_help (context, TRUE, NULL);
  return TRUE;
}

static const CliCommand *
find_command (const CliCommand *commands, guint n_commands, const char *name)
{
  for (guint i = 0; i < n_commands; i++)
    {
      if (strcmp (commands[i].name, name) == 0)
        return &commands[i];
    }

  return NULL;
}

/* Reads what stands before the command, and leaves the command and what follows it. */
static gboolean
read_common (CliOptions *self, char ***arguments, const CliCommand *commands, guint n_commands,
             GError **error)
{
  g_autoptr (GOptionContext) context = begin_context (self, _ ("COMMAND …"));
  g_autofree char *description = describe_commands (commands, n_commands);
  gboolean show_help = FALSE;

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, _ ("A chat for the local network, in the terminal."));
  g_option_context_set_description (context, description);
  if (!parse (context, self, &show_help, arguments, error))
    return FALSE;
  if (self->show_version || show_help)
    return TRUE;

  if ((*arguments)[1] == NULL)
    {
      g_set_error_literal (error, CLI_ERROR, CLI_ERROR_USAGE,
                           _ ("What to do? “charla-cli --help” lists the commands."));
      return FALSE;
    }

  self->command = find_command (commands, n_commands, (*arguments)[1]);
  if (self->command == NULL)
    g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
                 _ ("“%s” is no command; “charla-cli --help” lists them."), (*arguments)[1]);
  return self->command != NULL;
}

static char *
get_usage (const CliCommand *command)
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
check_count (CliOptions *self, GError **error)
{
  guint n = g_strv_length (self->arguments);
  g_autofree char *usage = NULL;

  if (n >= self->command->min && n <= self->command->max)
    return TRUE;

  usage = get_usage (self->command);
  if (n < self->command->min)
    g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("Something is missing: charla-cli %s"), usage);
  else
    g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("“%s” is too much: charla-cli %s"),
                 self->arguments[self->command->max], usage);
  return FALSE;
}

static gboolean
read_command (CliOptions *self, char **given, GError **error)
{
  g_autofree char *usage = get_usage (self->command);
  g_autoptr (GOptionContext) context = begin_context (self, usage);
  g_auto (GStrv) arguments = g_strdupv (given);
  gboolean show_help = FALSE;

  /* What remains is not an option of the program, and its name is said above. */
  g_free (arguments[1]);
  memmove (arguments + 1, arguments + 2, g_strv_length (given + 1) * sizeof (char *));

  g_option_context_set_summary (context, _ (self->command->summary));
  add_command_entries (context, self, self->command->options);
  if (!parse (context, self, &show_help, &arguments, error))
    return FALSE;

  self->arguments = take_arguments (arguments + 1);
  return show_help || self->show_version || check_count (self, error);
}

static gboolean
check_numbers (CliOptions *self, GError **error)
{
  gint64 limit = self->limit == CLI_LIMIT_UNSAID ? 1 : self->limit;
  /* “tail -n 0” prints what is new. */
  gint64 least = self->command != NULL && self->command->stays ? 0 : 1;
  const struct
  {
    const char *option;
    gint64 value;
    gint64 minimum;
    gint64 maximum;
  } checks[] = {
    { "--timeout", self->timeout, 1, CLI_TIMEOUT_MAX },
    { "--number", limit, least, CLI_LIMIT_MAX },
    { "--before", self->before, 0, G_MAXINT64 },
    { "--reply", self->reply, 0, G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, checks[i].value);

      if (checks[i].value >= checks[i].minimum && checks[i].value <= checks[i].maximum)
        continue;

      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("%s cannot be %s."), checks[i].option,
                   value);
      return FALSE;
    }

  return TRUE;
}

/**
 * cli_options_new_from_arguments:
 * @arguments: the command line, beginning with the name of the program
 * @commands: (array length=n_commands): what the program can do
 * @n_commands: how many commands there are
 * @error: return location for an error
 *
 * Reads the command line. The options that all commands have may stand before the
 * command or after it.
 *
 * Returns: (transfer full): the options, or %NULL with an error of %CLI_ERROR or
 *   %G_OPTION_ERROR whose message is a sentence for the person
 */
CliOptions *
cli_options_new_from_arguments (const char *const *arguments, const CliCommand *commands,
                                guint n_commands, GError **error)
{
  g_autoptr (CliOptions) self = g_new0 (CliOptions, 1);
  /* Parsing takes out of the array what it has read, and frees that. */
  g_auto (GStrv) rest = g_strdupv ((char **) arguments);

  self->timeout = DEFAULT_TIMEOUT;
  self->limit = CLI_LIMIT_UNSAID;
  if (!read_common (self, &rest, commands, n_commands, error))
    return NULL;
  if (self->command != NULL && !read_command (self, rest, error))
    return NULL;
  if (!check_numbers (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cli_options_free:
 * @self: (transfer full): options
 */
void
cli_options_free (CliOptions *self)
{
  g_free (self->help);
  g_free (self->server);
  g_free (self->name);
  g_free (self->password_file);
  g_free (self->join_word);
  g_free (self->trust);
  g_strfreev (self->arguments);
  g_free (self->room);
  g_free (self->from);
  g_free (self->topic);
  g_free (self);
}
