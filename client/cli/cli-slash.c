/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-slash.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-error.h"

/**
 * cli_slash_is_command:
 * @line: what was written
 *
 * Returns: whether it is for the program; two slashes begin a message with one
 */
gboolean
cli_slash_is_command (const char *line)
{
  return line[0] == '/' && line[1] != '/';
}

/**
 * cli_slash_get_text:
 * @line: what was written, if it is no command
 *
 * Returns: (transfer none): what of it is to be said
 */
const char *
cli_slash_get_text (const char *line)
{
  return line[0] == '/' ? line + 1 : line;
}

/**
 * cli_slash_take_word:
 * @rest: (inout): what follows a command
 *
 * Takes the first word off.
 *
 * Returns: (transfer full): the word, empty if there is none
 */
char *
cli_slash_take_word (const char **rest)
{
  gsize length = strcspn (*rest, " \n");
  char *word = g_strndup (*rest, length);

  *rest += length;
  *rest += strspn (*rest, " \n");
  return word;
}

/**
 * cli_slash_get_usage:
 * @command: a command
 *
 * Returns: (transfer full): how it is written
 */
char *
cli_slash_get_usage (const CliSlashCommand *command)
{
  return command->arguments == NULL ? g_strdup (command->name)
                                    : g_strconcat (command->name, " ", _ (command->arguments), NULL);
}

static gboolean
fail_with_usage (const CliSlashCommand *command, GError **error)
{
  g_autofree char *usage = cli_slash_get_usage (command);

  g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE, _ ("It is written so: %s"), usage);
  return FALSE;
}

/* Takes “#42” off, if it is there. */
static gboolean
take_seq (CliSlashRequest *self)
{
  const char *rest = self->rest;
  g_autofree char *word = NULL;
  g_autofree char *left = NULL;
  gint64 seq = 0;

  if (*rest != '#')
    return TRUE;

  word = cli_slash_take_word (&rest);
  if (!g_ascii_string_to_signed (word + 1, 10, 1, G_MAXINT64, &seq, NULL))
    return FALSE;

  left = self->rest;
  self->seq = seq;
  self->rest = g_strdup (rest);
  return TRUE;
}

static gboolean
check_form (CliSlashRequest *self, GError **error)
{
  CliSlashForm form = self->command->form;
  gboolean is_good = TRUE;

  if (form == CLI_SLASH_SEQ || form == CLI_SLASH_SEQ_AND_TEXT)
    is_good = take_seq (self);

  if (form == CLI_SLASH_NOTHING || form == CLI_SLASH_SEQ)
    is_good = is_good && *self->rest == '\0';
  else if (form == CLI_SLASH_NEEDS || form == CLI_SLASH_SEQ_AND_TEXT)
    is_good = is_good && *self->rest != '\0';

  return is_good || fail_with_usage (self->command, error);
}

static const CliSlashCommand *
find_command (const CliSlashCommand *commands, guint n_commands, const char *name)
{
  for (guint i = 0; i < n_commands; i++)
    {
      if (g_ascii_strcasecmp (commands[i].name, name) == 0)
        return &commands[i];
    }

  return NULL;
}

/**
 * cli_slash_parse:
 * @line: what was written, with a slash at its start
 * @commands: (array length=n_commands): what there is
 * @n_commands: how many commands there are
 * @error: return location for an error
 *
 * Takes a line apart.
 *
 * Returns: (transfer full): what is wanted, or %NULL with an error of %CLI_ERROR, whose
 *   message is a sentence for the person
 */
CliSlashRequest *
cli_slash_parse (const char *line, const CliSlashCommand *commands, guint n_commands,
                 GError **error)
{
  g_autoptr (CliSlashRequest) self = g_new0 (CliSlashRequest, 1);
  const char *rest = line;
  g_autofree char *name = cli_slash_take_word (&rest);

  self->command = find_command (commands, n_commands, name);
  if (self->command == NULL)
    {
      g_set_error (error, CLI_ERROR, CLI_ERROR_USAGE,
                   _ ("“%s” is no command; /help lists them. To say it, write //."), name);
      return NULL;
    }

  self->rest = g_strstrip (g_strdup (rest));
  if (!check_form (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cli_slash_request_free:
 * @self: (transfer full): a request
 */
void
cli_slash_request_free (CliSlashRequest *self)
{
  g_free (self->rest);
  g_free (self);
}
