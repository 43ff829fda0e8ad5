/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CliChat CliChat;
typedef struct _CliSlashRequest CliSlashRequest;

/**
 * CliSlashForm:
 * @CLI_SLASH_NOTHING: it stands alone
 * @CLI_SLASH_MAY: something may follow
 * @CLI_SLASH_NEEDS: something has to follow
 * @CLI_SLASH_SEQ: the number of a message may follow, and nothing else
 * @CLI_SLASH_SEQ_AND_TEXT: something has to follow, before which may stand the number of
 *   a message
 *
 * What follows a command.
 */
typedef enum
{
  CLI_SLASH_NOTHING,
  CLI_SLASH_MAY,
  CLI_SLASH_NEEDS,
  CLI_SLASH_SEQ,
  CLI_SLASH_SEQ_AND_TEXT,
} CliSlashForm;

/**
 * CliSlashCommand:
 * @name: what one writes to get it, with the slash
 * @arguments: (nullable): what follows, for the help, to be translated
 * @summary: what it does, for the help, to be translated
 * @form: what follows
 * @run: does it
 *
 * Something that one can do in the chat without saying it to everybody.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  CliSlashForm form;
  void (*run) (CliChat *chat, const CliSlashRequest *request);
} CliSlashCommand;

/**
 * CliSlashRequest:
 * @command: which command
 * @rest: what follows it, without white space at its ends
 * @seq: the message that it is about, or 0
 *
 * A line with a command in it, taken apart.
 */
struct _CliSlashRequest
{
  const CliSlashCommand *command;
  char *rest;
  gint64 seq;
};

gboolean         cli_slash_is_command (const char *line);
const char      *cli_slash_get_text   (const char *line);
CliSlashRequest *cli_slash_parse      (const char *line, const CliSlashCommand *commands,
                                       guint n_commands, GError **error);
char            *cli_slash_take_word  (const char **rest);
char            *cli_slash_get_usage  (const CliSlashCommand *command);
void             cli_slash_request_free (CliSlashRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSlashRequest, cli_slash_request_free)

G_END_DECLS
