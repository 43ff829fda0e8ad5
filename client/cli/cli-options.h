/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cli-command.h"

G_BEGIN_DECLS

/**
 * CLI_TIMEOUT_MAX:
 *
 * Longest time to wait for the server, in seconds: a day.
 */
#define CLI_TIMEOUT_MAX 86400

/**
 * CLI_LIMIT_MAX:
 *
 * Most messages that are asked for at once. They are kept in memory until the oldest
 * of them is there.
 */
#define CLI_LIMIT_MAX 100000

/**
 * CLI_LIMIT_UNSAID:
 *
 * How many there are to be was not said.
 */
#define CLI_LIMIT_UNSAID G_MININT

/**
 * CliOptions:
 * @show_version: whether only the version is asked for
 * @help: (nullable): the help that is asked for
 * @server: (nullable): the address of the server
 * @name: (nullable): under which name
 * @password_file: (nullable): where the password is, `-` for the standard input
 * @join_word: (nullable): the word that the server asks new names for
 * @trust: (nullable): the fingerprint that the server has to have
 * @trust_new: whether a server that was never used before is trusted without a question
 * @timeout: how long to wait for the server, in seconds
 * @command: (nullable): what to do
 * @arguments: (array zero-terminated=1): with what
 * @room: (nullable): for `search`, only in this room
 * @from: (nullable): for `search`, only of this person
 * @topic: (nullable): for `create`, the topic
 * @limit: how many, or %CLI_LIMIT_UNSAID
 * @before: only before this message, or 0
 * @reply: the message that is answered, or 0
 * @json: whether programs will read what is printed
 * @all: whether to go beyond what concerns oneself
 * @no_follow: whether to end when everything is printed
 * @watch: whether to go on telling of what changes
 * @private: whether a new room is for who is invited
 *
 * What the person wants, as the command line says it.
 */
typedef struct
{
  gboolean show_version;
  char *help;
  char *server;
  char *name;
  char *password_file;
  char *join_word;
  char *trust;
  gboolean trust_new;
  int timeout;
  const CliCommand *command;
  char **arguments;
  char *room;
  char *from;
  char *topic;
  int limit;
  gint64 before;
  gint64 reply;
  gboolean json;
  gboolean all;
  gboolean no_follow;
  gboolean watch;
  gboolean private;
} CliOptions;

CliOptions *cli_options_new_from_arguments (const char *const *arguments, const CliCommand *commands,
                                            guint n_commands, GError **error);
void        cli_options_free               (CliOptions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOptions, cli_options_free)

G_END_DECLS
