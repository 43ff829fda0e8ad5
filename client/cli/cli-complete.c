/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-complete.h"

#include <string.h>

#include "charla-name.h"
#include "terminal-sanitize.h"

/* What stands after these is the name of a room, or of a person, to the end of the line. */
static const char *const before_rooms[] = { "/room ", "/join ", "/leave " };
static const char *const before_people[] = {
  "/direct ", "/whois ", "/invite ", "/kick ", "/role ",
};

static gsize
skip_prefix (const char *line, gsize point, const char *const *prefixes, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (prefixes[i]);

      if (length <= point && strncmp (line, prefixes[i], length) == 0)
        return length;
    }

  return 0;
}

static gsize
find_word (const char *line, gsize point)
{
  gsize start = point;

  while (start > 0 && line[start - 1] != ' ' && line[start - 1] != '\n')
    start--;
  return start;
}

static GPtrArray *
find_matches (GPtrArray *names, const char *word)
{
  GPtrArray *matches = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *wanted = charla_name_fold (word);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *folded = charla_name_fold (names->pdata[i]);

      if (g_str_has_prefix (folded, wanted))
        g_ptr_array_add (matches, g_strdup (names->pdata[i]));
    }

  return matches;
}

/* How far the first match goes on like all the others, without regard to case. */
static char *
find_common (GPtrArray *matches)
{
  const char *first = matches->pdata[0];
  gsize common = strlen (first);

  for (guint i = 1; i < matches->len; i++)
    {
      const char *a = first;
      const char *b = matches->pdata[i];

      while (a < first + common
             && g_unichar_tolower (g_utf8_get_char (a)) == g_unichar_tolower (g_utf8_get_char (b)))
        {
          a = g_utf8_next_char (a);
          b = g_utf8_next_char (b);
        }
      common = (gsize) (a - first);
    }

  return g_strndup (first, common);
}

static GPtrArray *
choose_names (const CliCandidates *candidates, const char *line, gsize point, gsize *start)
{
  gsize length = skip_prefix (line, point, before_rooms, G_N_ELEMENTS (before_rooms));

  if (length > 0)
    {
      *start = length;
      return candidates->rooms;
    }

  length = skip_prefix (line, point, before_people, G_N_ELEMENTS (before_people));
  *start = length > 0 ? length : find_word (line, point);
  if (length == 0 && *start == 0 && *line == '/')
    return candidates->commands;
  if (line[*start] == '@' && *start < point)
    *start += 1;

  return candidates->people;
}

/**
 * cli_complete:
 * @candidates: what a word may be completed to
 * @line: the line that is being written, UTF-8
 * @point: where the cursor is, in bytes
 *
 * Completes the word before the cursor: a command at the start of the line, the name of
 * a room after the commands that want one, otherwise somebody's name. Names are found
 * without regard to case, and put there as they are written.
 *
 * Returns: (transfer full): what became of it
 */
CliCompletion *
cli_complete (const CliCandidates *candidates, const char *line, gsize point)
{
  CliCompletion *self = g_new0 (CliCompletion, 1);
  g_autoptr (GPtrArray) matches = NULL;
  g_autofree char *word = NULL;
  g_autofree char *common = NULL;
  GPtrArray *names = choose_names (candidates, line, point, &self->start);

  word = g_strndup (line + self->start, point - self->start);
  self->choices = g_ptr_array_new_with_free_func (g_free);
  /* Nobody wants the first of all the people in the middle of a sentence. */
  if (*word == '\0' && names == candidates->people && *line != '/'
      && (self->start == 0 || line[self->start - 1] != '@'))
    return self;

  matches = find_matches (names, word);
  if (matches->len == 0)
    return self;
  if (matches->len == 1)
    {
      self->text = g_strconcat (matches->pdata[0], " ", NULL);
      return self;
    }

  common = find_common (matches);
  if (strlen (common) >= strlen (word) && strcmp (common, word) != 0)
    self->text = g_steal_pointer (&common);
  g_ptr_array_unref (self->choices);
  self->choices = g_steal_pointer (&matches);
  return self;
}

/**
 * cli_completion_list:
 * @self: a completion
 *
 * Returns: (transfer full): the choices on one line, %CLI_CHOICES_MAX at most
 */
char *
cli_completion_list (CliCompletion *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->choices->len && i < CLI_CHOICES_MAX; i++)
    {
      g_autofree char *sane = terminal_sanitize_line (self->choices->pdata[i]);

      g_string_append_printf (list, "%s%s", i > 0 ? "  " : "", sane);
    }
  if (self->choices->len > CLI_CHOICES_MAX)
    g_string_append (list, "  …");

  return g_string_free (g_steal_pointer (&list), FALSE);
}

/**
 * cli_completion_free:
 * @self: (transfer full): a completion
 */
void
cli_completion_free (CliCompletion *self)
{
  g_free (self->text);
  g_ptr_array_unref (self->choices);
  g_free (self);
}
