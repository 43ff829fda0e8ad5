/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * TerminalCommand:
 * @name: what one writes to get it
 * @arguments: (nullable): what follows, for the help, to be translated
 * @summary: what it does, for the help, to be translated
 * @min: how many arguments it needs
 * @max: how many it takes
 * @options: which of #TerminalProgram's choices it has, one bit each
 *
 * Something that a program can do: the part of a program's own commands that its command
 * line is read by, and the first member of them.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  guint min;
  guint max;
  guint options;
} TerminalCommand;

/**
 * TerminalChoice:
 * @option: a bit of #TerminalCommand's options
 * @entry: the option
 *
 * An option that only some commands have.
 */
typedef struct
{
  guint option;
  GOptionEntry entry;
} TerminalChoice;

/**
 * TerminalProgram:
 * @name: what the program is called
 * @summary: what it is, translated
 * @domain: where its translations are
 * @commands: the first command
 * @size: the size of a command, in bytes
 * @n_commands: how many commands there are
 * @entries: (array zero-terminated=1): the options that all commands have
 * @choices: (array length=n_choices): those that some have
 * @n_choices: how many these are
 *
 * A program that does one of a few things, and whose command line says which.
 */
typedef struct
{
  const char *name;
  const char *summary;
  const char *domain;
  gconstpointer commands;
  gsize size;
  guint n_commands;
  const GOptionEntry *entries;
  const TerminalChoice *choices;
  guint n_choices;
} TerminalProgram;

/**
 * TerminalLine:
 * @command: (nullable): what to do
 * @arguments: (nullable) (array zero-terminated=1): with what
 * @help: (nullable): the help that is asked for
 * @show_version: whether only the version is asked for
 *
 * What a command line says, beside the values of its options.
 */
typedef struct
{
  gconstpointer command;
  char **arguments;
  char *help;
  gboolean show_version;
} TerminalLine;

gboolean terminal_line_read  (TerminalLine *self, const TerminalProgram *program,
                              const char *const *arguments, GError **error);
void     terminal_line_clear (TerminalLine *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerminalLine, terminal_line_clear)

G_END_DECLS
