/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <charla.h>

G_BEGIN_DECLS

/*
 * How a store is written as lines of JSON, for server-store-export.c and
 * server-store-import.c: first what it is, then what stands beside the log, one line
 * a row in the order of these tables, then the log, one line an event with the bytes
 * that went over the wire, and at the end how many events there are.
 */

#define SERVER_TRANSFER_VERSION 1

/* The members of the lines that are of no table. */
#define SERVER_TRANSFER_HEADER "charla-export"
#define SERVER_TRANSFER_FILE "file"
#define SERVER_TRANSFER_EVENT "event"
#define SERVER_TRANSFER_END "end"

/* Most bytes of a line: those of the longest event, and what stands around it. */
#define SERVER_TRANSFER_LINE_MAX (CHARLA_FRAME_MAX_FROM_SERVER + 1024)

/* In bytes, of what the log has of a nonce. */
#define SERVER_TRANSFER_NONCE_SIZE 16

typedef enum
{
  SERVER_TRANSFER_NUMBER,
  SERVER_TRANSFER_TEXT,
  SERVER_TRANSFER_SECRET, /* a text that is left out unless secrets are asked for */
  SERVER_TRANSFER_WORD,   /* a number, written as a word */
  SERVER_TRANSFER_HASH,   /* bytes, written in hexadecimal digits */
} ServerTransferType;

/**
 * ServerTransferColumn:
 * @name: the column of the table, and the member of the line
 * @type: what it is
 * @is_optional: whether it may be NULL, and the member not there
 * @least: of a number: the least it may be
 * @most: of a number: the most it may be; of a text: most bytes; of a word: how many
 *   there are; of a hash: how many bytes it has
 * @words: (nullable): of a word: the words
 * @of: (nullable): the table in which there has to be a row of that id
 *
 * A column of a table.
 */
typedef struct
{
  const char *name;
  ServerTransferType type;
  gboolean is_optional;
  gint64 least;
  gint64 most;
  const char *const *words;
  const char *of;
} ServerTransferColumn;

#define SERVER_TRANSFER_COLUMNS_MAX 15

/**
 * ServerTransferTable:
 * @line: the member that makes a line one of this table
 * @name: the table
 * @order: by what its rows are in order
 * @is_secret: whether it is left out unless secrets are asked for
 * @columns: its columns; the first one without a name ends them
 *
 * A table whose rows are lines.
 */
typedef struct
{
  const char *line;
  const char *name;
  const char *order;
  gboolean is_secret;
  ServerTransferColumn columns[SERVER_TRANSFER_COLUMNS_MAX + 1];
} ServerTransferTable;

const ServerTransferTable *server_store_transfer_get_table (guint index);

G_END_DECLS
