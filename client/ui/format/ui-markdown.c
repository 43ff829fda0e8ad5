/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown.h"

#include <string.h>

#include "ui-links.h"
#include "ui-text.h"

static void
ui_block_free (gpointer data)
{
  UiBlock *block = data;

  g_free (block->markup);
  g_free (block->text);
  g_free (block->info);
  g_free (block->marker);
  g_free (block);
}

/**
 * ui_markdown_parse:
 * @text: what a peer has written, UTF-8
 * @mentions: (nullable): the names that count behind an `@`
 *
 * Returns: (transfer full) (element-type UiBlock): the parts of the message
 */
GPtrArray *
ui_markdown_parse (const char *text, const UiMentions *mentions)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (ui_block_free);
  UiBlock *block = g_new0 (UiBlock, 1);

  block->kind = UI_BLOCK_TEXT;
  block->text = ui_text_tame (text);
  block->markup = ui_links_to_markup (block->text);
  g_ptr_array_add (blocks, block);
  return blocks;
}

/**
 * ui_markdown_is_plain:
 * @text: what a peer has written, UTF-8
 *
 * Returns: whether there is nothing in the text that could mean more than itself
 */
gboolean
ui_markdown_is_plain (const char *text)
{
  return strpbrk (text, "*_~`[]<>&\\#|@:-+.=") == NULL;
}

/**
 * ui_markdown_to_plain:
 * @text: what a peer has written, UTF-8
 *
 * Returns: (transfer full): the text without what is there for its looks
 */
char *
ui_markdown_to_plain (const char *text)
{
  return ui_text_tame (text);
}
