/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-mentions.h"

G_BEGIN_DECLS

/**
 * UiBlockKind:
 * @UI_BLOCK_TEXT: paragraphs, and headings in bold
 * @UI_BLOCK_CODE: what is shown as it is, in a font of fixed width
 * @UI_BLOCK_QUOTE: paragraphs that somebody else said
 * @UI_BLOCK_ITEM: one item of a list, without what stands below it
 * @UI_BLOCK_RULE: a line across
 *
 * What a part of a message is.
 */
typedef enum
{
  UI_BLOCK_TEXT,
  UI_BLOCK_CODE,
  UI_BLOCK_QUOTE,
  UI_BLOCK_ITEM,
  UI_BLOCK_RULE,
} UiBlockKind;

/**
 * UiBlock:
 * @kind: what it is
 * @markup: (nullable): markup for a #GtkLabel; %NULL for code and rules
 * @text: the same without markup; the code, without a line end behind it
 * @info: (nullable): the language of code, as its author wrote it
 * @marker: (nullable): what stands before an item, such as “•” or “1.”
 * @depth: in how many lists it stands; 0 is none
 * @quotes: in how many quotes it stands, whatever its kind; at least 1 for a quote
 *
 * A part of a message, to be shown below the one before it.
 */
typedef struct
{
  UiBlockKind kind;
  char *markup;
  char *text;
  char *info;
  char *marker;
  guint depth;
  guint quotes;
} UiBlock;

GPtrArray *ui_markdown_parse    (const char *text, const UiMentions *mentions);
gboolean   ui_markdown_is_plain (const char *text);
char      *ui_markdown_to_plain (const char *text);

G_END_DECLS
