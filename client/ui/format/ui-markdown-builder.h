/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-markdown-source.h"
#include "ui-markdown.h"

G_BEGIN_DECLS

/* How a part of a text looks. */
typedef enum
{
  UI_MARKDOWN_EMPHASIS,
  UI_MARKDOWN_STRONG,
  UI_MARKDOWN_STRIKE,
  UI_MARKDOWN_CODE,
  UI_MARKDOWN_N_STYLES
} UiMarkdownStyle;

/**
 * UiMarkdownBuilder:
 *
 * Writes the blocks of a message. Whoever reads the message says what comes next, and
 * keeps @n_lists, @n_quotes and @marker true, which say where.
 */
typedef struct
{
  const UiMarkdownSource *source;
  GPtrArray *blocks;

  /* Where in the text: */
  guint n_lists;
  guint n_quotes;
  char *marker; /* of an item of which nothing was seen yet */

  /* The block that is being written, if any: */
  UiBlock *block;
  GString *markup;
  GString *text;
  gboolean is_ended; /* what follows is a paragraph of its own */

  /* In its text: */
  guint n_styles[UI_MARKDOWN_N_STYLES];
  UiMarkdownStyle tags[UI_MARKDOWN_N_STYLES]; /* the elements that are open, outermost first */
  guint n_tags;
  guint n_spans;
  guint n_links;

  /* The link that is being written; images are links, and may stand in links: */
  guint link_depth;
  guint link_tags; /* elements that are open around it */
  gboolean is_image;
  char *href;
  gsize markup_start;
  gsize text_start;
} UiMarkdownBuilder;

void       ui_markdown_builder_init         (UiMarkdownBuilder *self,
                                             const UiMarkdownSource *source);
GPtrArray *ui_markdown_builder_finish       (UiMarkdownBuilder *self);
void       ui_markdown_builder_begin_block  (UiMarkdownBuilder *self, UiBlockKind kind);
void       ui_markdown_builder_end_block    (UiMarkdownBuilder *self);
void       ui_markdown_builder_flush_marker (UiMarkdownBuilder *self);
void       ui_markdown_builder_begin_style  (UiMarkdownBuilder *self, UiMarkdownStyle style);
void       ui_markdown_builder_end_style    (UiMarkdownBuilder *self, UiMarkdownStyle style);
void       ui_markdown_builder_begin_link   (UiMarkdownBuilder *self, char *href,
                                             gboolean is_image);
void       ui_markdown_builder_end_link     (UiMarkdownBuilder *self);
void       ui_markdown_builder_append       (UiMarkdownBuilder *self, const char *text,
                                             gsize length);

G_END_DECLS
