/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-colors.h"

#include <string.h>
#include <unistd.h>

#include "charla-name.h"

#define RESET "\033[0m"

/* The colors of the person's own palette, so that they are readable on its background.
 * Red is for what went wrong. */
static const char *const name_colors[] = {
  "\033[32m",   "\033[33m",   "\033[34m",   "\033[35m",   "\033[36m",
  "\033[1;32m", "\033[1;33m", "\033[1;34m", "\033[1;35m", "\033[1;36m",
};

/**
 * cli_colors_are_wanted:
 * @descriptor: where one writes
 *
 * Returns: whether colors are of use there: it is a terminal that has them, and nobody
 *   has set the variable `NO_COLOR`
 */
gboolean
cli_colors_are_wanted (int descriptor)
{
  const char *unwanted = g_getenv ("NO_COLOR");
  const char *terminal = g_getenv ("TERM");

  if (unwanted != NULL && *unwanted != '\0')
    return FALSE;

  return terminal != NULL && strcmp (terminal, "dumb") != 0 && isatty (descriptor);
}

static const char *
get_escape (CliPaint paint)
{
  switch (paint)
    {
    case CLI_PAINT_DIM:
      return "\033[2m";
    case CLI_PAINT_BOLD:
      return "\033[1m";
    case CLI_PAINT_WARNING:
      return "\033[31m";
    case CLI_PAINT_PLAIN:
    default:
      return NULL;
    }
}

static void
append_painted (GString *line, const char *escape, const char *text)
{
  if (escape != NULL)
    g_string_append (line, escape);
  g_string_append (line, text);
  if (escape != NULL)
    g_string_append (line, RESET);
}

/**
 * cli_colors_append:
 * @line: a line that is being made
 * @colors: whether colors are wanted
 * @paint: how it looks
 * @text: what is to be added, fit for a terminal
 */
void
cli_colors_append (GString *line, gboolean colors, CliPaint paint, const char *text)
{
  append_painted (line, colors ? get_escape (paint) : NULL, text);
}

/**
 * cli_colors_append_name:
 * @line: a line that is being made
 * @colors: whether colors are wanted
 * @name: somebody's name, fit for a terminal
 *
 * Adds a name in its color, which is the same at all times and on all machines.
 */
void
cli_colors_append_name (GString *line, gboolean colors, const char *name)
{
  g_autofree char *folded = NULL;

  if (!colors)
    {
      g_string_append (line, name);
      return;
    }

  folded = charla_name_fold (name);
  append_painted (line, name_colors[g_str_hash (folded ? folded : name) % G_N_ELEMENTS (name_colors)],
                  name);
}
