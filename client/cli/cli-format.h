/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-event.h"

G_BEGIN_DECLS

/**
 * CliFormat:
 * @colors: whether colors are wanted
 * @dates: whether each line says the day, too
 * @seqs: whether messages are shown with the number that one calls them by
 * @max_lines: how many lines of a message are shown, or 0 for all: one message does not
 *   drive what the others said out of sight
 *
 * How what has happened is written in a terminal. All that is made of it is fit for one,
 * whatever peers have written.
 */
typedef struct
{
  gboolean colors;
  gboolean dates;
  gboolean seqs;
  guint max_lines;
} CliFormat;

char *cli_format_message (const CliFormat *self, const ClientMessageInfo *message,
                          const char *room);
char *cli_format_outgoing (const CliFormat *self, const char *text, const char *state);
char *cli_format_edit    (const CliFormat *self, gint64 time, gint64 target, const char *name,
                          const char *text);
char *cli_format_act     (const CliFormat *self, gint64 time, const char *sentence);
char *cli_format_member  (const CliFormat *self, const ClientEvent *event);
char *cli_format_reaction (const CliFormat *self, const ClientEvent *event, const char *name);
char *cli_format_room    (const CliFormat *self, const ClientEvent *event);
char *cli_format_day     (const CliFormat *self, gint64 time);
char *cli_format_notice  (const CliFormat *self, const char *sentence);
char *cli_format_warning (const CliFormat *self, const char *sentence);

gboolean cli_format_same_day (gint64 a, gint64 b);

const char *cli_format_role  (ClientRole role);
char       *cli_format_user  (const CliFormat *self, const ClientUserInfo *user);

G_END_DECLS
