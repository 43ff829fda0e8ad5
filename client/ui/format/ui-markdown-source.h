/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-mentions.h"

G_BEGIN_DECLS

/**
 * UiMarkdownToken:
 * @text: what was written
 * @href: (nullable): where it leads, if it is a link
 * @is_own: whether it mentions oneself
 *
 * An address or a mention. Markdown does not look into it: a `_` in an address is no
 * emphasis.
 */
typedef struct
{
  char *text;
  char *href;
  gboolean is_own;
} UiMarkdownToken;

/**
 * UiMarkdownSource:
 * @text: what the parser of Markdown gets to read
 * @tokens: (element-type UiMarkdownToken): what was taken out of it
 *
 * A text that is ready to be read as Markdown.
 */
typedef struct
{
  char *text;
  GPtrArray *tokens;
} UiMarkdownSource;

/**
 * UiMarkdownPiece:
 * @data: what is called for each piece gets it
 * @token: (nullable): an address or a mention
 * @text: otherwise, text
 * @length: its length in bytes
 */
typedef void (*UiMarkdownPiece) (gpointer data, const UiMarkdownToken *token, const char *text,
                                 gsize length);

UiMarkdownSource *ui_markdown_source_new     (const char *text, const UiMentions *mentions);
void              ui_markdown_source_free    (UiMarkdownSource *self);
void              ui_markdown_source_foreach (const UiMarkdownSource *self, const char *text,
                                              gsize length, UiMarkdownPiece piece, gpointer data);
char             *ui_markdown_source_restore (const UiMarkdownSource *self, const char *text,
                                              gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiMarkdownSource, ui_markdown_source_free)

G_END_DECLS
