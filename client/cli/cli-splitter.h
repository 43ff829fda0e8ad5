/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliSplitterReady:
 * @CLI_SPLITTER_FULL: a message is made when as much is there as fits
 * @CLI_SPLITTER_LINES: a message is made of the whole lines that are there
 * @CLI_SPLITTER_ALL: a message is made of what is there
 *
 * When a message is ready.
 */
typedef enum
{
  CLI_SPLITTER_FULL,
  CLI_SPLITTER_LINES,
  CLI_SPLITTER_ALL,
} CliSplitterReady;

/**
 * CliSplitter:
 *
 * Makes messages of a stream of bytes, such as the output of a program. A message has
 * as many whole lines as fit into it; only a line that is longer than a message is cut,
 * and never in the middle of a character. It reads nothing and waits for nothing.
 */
typedef struct _CliSplitter CliSplitter;

CliSplitter *cli_splitter_new         (gsize max);
void         cli_splitter_free        (CliSplitter *self);
void         cli_splitter_push        (CliSplitter *self, const char *bytes, gsize length);
void         cli_splitter_end         (CliSplitter *self);
char        *cli_splitter_next        (CliSplitter *self, CliSplitterReady ready);
gsize        cli_splitter_get_waiting (CliSplitter *self);
guint        cli_splitter_get_invalid (CliSplitter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSplitter, cli_splitter_free)

G_END_DECLS
