/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown.h"

#include <string.h>

#include "ui-markdown-reader.h"
#include "ui-text.h"

/* Signs that mean something wherever they stand. */
#define SIGNS "*_~`[]<>\\"

/* Whether a line may be more than a line of text: a heading, an item, a rule, or what
 * makes a heading of the line above. */
static gboolean
begins_block (const char *line)
{
  const char *p = line + strspn (line, " \t");
  gsize n_digits = strspn (p, "0123456789");

  if (n_digits > 0)
    return p[n_digits] == '.' || p[n_digits] == ')';

  return *p != '\0' && strchr ("#-+=", *p) != NULL;
}

static gboolean
has_markdown (const char *text)
{
  if (strpbrk (text, SIGNS) != NULL)
    return TRUE;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      if (begins_block (line))
        return TRUE;
    }

  return FALSE;
}

/**
 * ui_markdown_parse:
 * @text: what a peer has written, UTF-8
 * @mentions: (nullable): the names that count behind an `@`
 *
 * Reads a message as Markdown. Nothing that was written is lost or becomes HTML: what
 * has no form of its own, such as HTML and tables, is shown as the text that it is. A
 * line ends where it was ended. Only addresses that ui_links_may_open() allows are
 * links, and where one leads elsewhere than it says, the address stands beside it.
 * The text is tamed as ui_text_tame() does.
 *
 * A peer does not get to keep the window busy: what has more parts, or stands deeper in
 * quotes and lists, than anybody reads, is one part of plain text.
 *
 * Returns: (transfer full) (element-type UiBlock): the parts of the message, at least one
 */
GPtrArray *
ui_markdown_parse (const char *text, const UiMentions *mentions)
{
  g_autofree char *tame = ui_text_tame (text);
  g_autoptr (UiMarkdownSource) source = ui_markdown_source_new (tame, mentions);
  GPtrArray *blocks = has_markdown (tame) ? ui_markdown_read (source) : NULL;

  return blocks != NULL ? blocks : ui_markdown_read_plain (source);
}

/**
 * ui_markdown_is_plain:
 * @text: what a peer has written, UTF-8
 *
 * Returns: whether the text is the same with all that ui_markdown_parse() does, so that
 *   it need not be asked
 */
gboolean
ui_markdown_is_plain (const char *text)
{
  return strpbrk (text, "@:") == NULL && strcasestr (text, "www.") == NULL && !has_markdown (text);
}

static void
append_plain (GString *plain, const UiBlock *block)
{
  if (plain->len > 0)
    g_string_append_c (plain, '\n');
  for (guint i = 0; i < block->quotes; i++)
    g_string_append (plain, "> ");
  if (block->marker != NULL)
    g_string_append_printf (plain, "%s ", block->marker);

  g_string_append (plain, block->kind == UI_BLOCK_RULE ? "—" : block->text);
}

/**
 * ui_markdown_to_plain:
 * @text: what a peer has written, UTF-8
 *
 * Returns: (transfer full): the text without what is there for its looks, tamed, for
 *   where there is no markup
 */
char *
ui_markdown_to_plain (const char *text)
{
  g_autoptr (GPtrArray) blocks = NULL;
  g_autoptr (GString) plain = NULL;

  if (!has_markdown (text))
    return ui_text_tame (text);

  blocks = ui_markdown_parse (text, NULL);
  plain = g_string_sized_new (strlen (text));
  for (guint i = 0; i < blocks->len; i++)
    append_plain (plain, g_ptr_array_index (blocks, i));

  return g_string_free (g_steal_pointer (&plain), FALSE);
}
