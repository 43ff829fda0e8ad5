/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown-builder.h"

#include <string.h>

#include "ui-links.h"
#include "ui-markdown-link.h"

/* Most changes of the font in one message: each costs Pango an item of its own. */
#define SPANS_MAX 500

#define FIRST_STRONG_ISOLATE "\u2068"
#define POP_DIRECTIONAL_ISOLATE "\u2069"

/* Code is tinted so that it is seen on light and on dark ground. */
#define CODE_START "<span font_family=\"monospace\" background=\"#808080\" bgalpha=\"20%\">"
#define MENTION_START "<span weight=\"bold\">"
#define OWN_MENTION_START "<span weight=\"bold\" background=\"#e5a50a\" bgalpha=\"40%\">"
#define SPAN_END "</span>"

static const struct
{
  const char *start;
  const char *end;
} elements[UI_MARKDOWN_N_STYLES] = {
  [UI_MARKDOWN_EMPHASIS] = { "<i>", "</i>" },
  [UI_MARKDOWN_STRONG] = { "<b>", "</b>" },
  [UI_MARKDOWN_STRIKE] = { "<s>", "</s>" },
  [UI_MARKDOWN_CODE] = { CODE_START, SPAN_END },
};

static void
block_free (gpointer data)
{
  UiBlock *block = data;

  g_free (block->markup);
  g_free (block->text);
  g_free (block->info);
  g_free (block->marker);
  g_free (block);
}

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (markup, escaped);
}

static void
push_tag (UiMarkdownBuilder *self, UiMarkdownStyle style)
{
  self->tags[self->n_tags++] = style;
  g_string_append (self->markup, elements[style].start);
}

static UiMarkdownStyle
pop_tag (UiMarkdownBuilder *self)
{
  UiMarkdownStyle style = self->tags[--self->n_tags];

  g_string_append (self->markup, elements[style].end);
  return style;
}

/* Returns how many elements are open around that of a style and with it, or 0. */
static guint
get_tag_depth (UiMarkdownBuilder *self, UiMarkdownStyle style)
{
  for (guint i = 0; i < self->n_tags; i++)
    if (self->tags[i] == style)
      return i + 1;

  return 0;
}

/* The parser does not always end last what began first: elements have to. */
static void
remove_tag (UiMarkdownBuilder *self, UiMarkdownStyle style)
{
  UiMarkdownStyle inner[UI_MARKDOWN_N_STYLES];
  UiMarkdownStyle last = style;
  guint n_inner = 0;

  while ((last = pop_tag (self)) != style)
    inner[n_inner++] = last;
  while (n_inner > 0)
    push_tag (self, inner[--n_inner]);
}

/**
 * ui_markdown_builder_end_block:
 * @self: a builder
 *
 * Ends the block that is being written, if there is one.
 */
void
ui_markdown_builder_end_block (UiMarkdownBuilder *self)
{
  if (self->block == NULL)
    return;

  while (self->n_tags > 0)
    pop_tag (self);
  memset (self->n_styles, 0, sizeof self->n_styles);
  self->link_depth = 0;
  g_clear_pointer (&self->href, g_free);

  self->block->text = g_string_free (g_steal_pointer (&self->text), FALSE);
  self->block->markup = g_string_free (g_steal_pointer (&self->markup), FALSE);
  if (self->block->kind == UI_BLOCK_CODE || self->block->kind == UI_BLOCK_RULE)
    g_clear_pointer (&self->block->markup, g_free);
  g_ptr_array_add (self->blocks, g_steal_pointer (&self->block));
}

/**
 * ui_markdown_builder_begin_block:
 * @self: a builder
 * @kind: what comes next
 *
 * Begins a block, with the marker of the item that it is the first one of.
 */
void
ui_markdown_builder_begin_block (UiMarkdownBuilder *self, UiBlockKind kind)
{
  ui_markdown_builder_end_block (self);

  self->block = g_new0 (UiBlock, 1);
  self->block->kind = kind;
  self->block->depth = self->n_lists;
  self->block->quotes = self->n_quotes;
  self->block->marker = g_steal_pointer (&self->marker);
  self->markup = g_string_new (NULL);
  self->text = g_string_new (NULL);
  self->is_ended = FALSE;
}

static UiBlockKind
get_kind (UiMarkdownBuilder *self)
{
  if (self->marker != NULL)
    return UI_BLOCK_ITEM;

  return self->n_quotes > 0 && self->n_lists == 0 ? UI_BLOCK_QUOTE : UI_BLOCK_TEXT;
}

/* Paragraphs that follow one another are one block: one label for them all. */
static gboolean
continues_block (UiMarkdownBuilder *self)
{
  return self->block != NULL && self->block->kind == get_kind (self)
         && self->block->kind != UI_BLOCK_ITEM && self->block->depth == self->n_lists
         && self->block->quotes == self->n_quotes;
}

static void
ensure_block (UiMarkdownBuilder *self)
{
  if (self->block != NULL && !self->is_ended)
    return;

  if (!continues_block (self))
    ui_markdown_builder_begin_block (self, get_kind (self));
  else if (self->text->len > 0)
    {
      g_string_append (self->markup, "\n\n");
      g_string_append (self->text, "\n\n");
    }
  self->is_ended = FALSE;
}

/**
 * ui_markdown_builder_flush_marker:
 * @self: a builder
 *
 * Sees to it that an item with nothing in it, or with nothing but a list, is one all
 * the same. What follows is a paragraph of its own.
 */
void
ui_markdown_builder_flush_marker (UiMarkdownBuilder *self)
{
  if (self->marker != NULL)
    ui_markdown_builder_begin_block (self, UI_BLOCK_ITEM);
  self->is_ended = TRUE;
}

/**
 * ui_markdown_builder_begin_style:
 * @self: a builder
 * @style: how the text looks that follows
 */
void
ui_markdown_builder_begin_style (UiMarkdownBuilder *self, UiMarkdownStyle style)
{
  ensure_block (self);
  if (self->n_styles[style]++ > 0 || self->n_spans >= SPANS_MAX
      || get_tag_depth (self, style) > 0)
    return;

  self->n_spans++;
  push_tag (self, style);
}

/**
 * ui_markdown_builder_end_style:
 * @self: a builder
 * @style: how the text looked
 */
void
ui_markdown_builder_end_style (UiMarkdownBuilder *self, UiMarkdownStyle style)
{
  guint depth = get_tag_depth (self, style);

  if (self->n_styles[style] == 0 || --self->n_styles[style] > 0 || depth == 0)
    return;

  /* An element around a link ends behind it. */
  if (self->link_depth == 0 || depth > self->link_tags)
    remove_tag (self, style);
}

static void
append_text (UiMarkdownBuilder *self, const char *text, gsize length)
{
  append_escaped (self->markup, text, length);
  g_string_append_len (self->text, text, length);
}

/* In a link, nothing turns around what is read. What joins letters may stay. */
static void
append_link_text (UiMarkdownBuilder *self, const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_type (c) != G_UNICODE_FORMAT || c == 0x200C || c == 0x200D)
        append_text (self, p, g_utf8_next_char (p) - p);
    }
}

static void
append_link (UiMarkdownBuilder *self, const UiMarkdownToken *token)
{
  g_string_append (self->markup, "<a href=\"");
  append_escaped (self->markup, token->href, strlen (token->href));
  g_string_append (self->markup, "\">");
  append_text (self, token->text, strlen (token->text));
  g_string_append (self->markup, "</a>");
}

static void
append_mention (UiMarkdownBuilder *self, const UiMarkdownToken *token)
{
  g_string_append (self->markup, token->is_own ? OWN_MENTION_START : MENTION_START);
  append_text (self, token->text, strlen (token->text));
  g_string_append (self->markup, SPAN_END);
}

static void
append_piece (gpointer data, const UiMarkdownToken *token, const char *text, gsize length)
{
  UiMarkdownBuilder *self = data;

  if (token != NULL && (self->link_depth > 0 || self->n_styles[UI_MARKDOWN_CODE] > 0))
    append_text (self, token->text, strlen (token->text));
  else if (token != NULL && token->href != NULL)
    append_link (self, token);
  else if (token != NULL)
    append_mention (self, token);
  else if (self->link_depth > 0)
    append_link_text (self, text, length);
  else
    append_text (self, text, length);
}

/**
 * ui_markdown_builder_begin_link:
 * @self: a builder
 * @href: (transfer full): where it leads
 * @is_image: whether it was written as an image
 *
 * Begins a link. One in another is text.
 */
void
ui_markdown_builder_begin_link (UiMarkdownBuilder *self, char *href, gboolean is_image)
{
  g_autofree char *owned = href;

  ensure_block (self);
  if (self->link_depth++ > 0)
    return;

  self->href = g_steal_pointer (&owned);
  self->is_image = is_image;
  self->link_tags = self->n_tags;
  self->markup_start = self->markup->len;
  self->text_start = self->text->len;
}

static void
insert (GString *string, gsize place, const char *before, const char *after)
{
  g_string_insert (string, (gssize) place, before);
  g_string_append (string, after);
}

/* Where nothing is opened, what was written is shown as it was. */
static void
restore_link (UiMarkdownBuilder *self, const char *shown)
{
  gboolean is_bracketed = ui_markdown_link_is_frank (shown, self->href) && !self->is_image;
  g_autofree char *escaped = g_markup_escape_text (self->href, -1);
  g_autofree char *after = g_strdup_printf ("](%s)", self->href);
  g_autofree char *after_markup = g_strdup_printf ("](%s)", escaped);

  if (is_bracketed)
    {
      insert (self->markup, self->markup_start, "&lt;", "&gt;");
      insert (self->text, self->text_start, "<", ">");
      return;
    }

  insert (self->markup, self->markup_start, self->is_image ? "![" : "[", after_markup);
  insert (self->text, self->text_start, self->is_image ? "![" : "[", after);
}

/* The tooltip is markup in markup, hence escaped twice. */
static char *
make_anchor (const char *href, gboolean with_tooltip)
{
  g_autofree char *escaped = g_markup_escape_text (href, -1);
  g_autofree char *title = g_markup_escape_text (escaped, -1);

  return with_tooltip ? g_strdup_printf ("<a href=\"%s\" title=\"%s\">", escaped, title)
                      : g_strdup_printf ("<a href=\"%s\">", escaped);
}

static void
write_link (UiMarkdownBuilder *self, const char *shown)
{
  gboolean is_frank = ui_markdown_link_is_frank (shown, self->href);
  g_autofree char *anchor = make_anchor (self->href, *shown != '\0' && !is_frank);

  if (*shown == '\0')
    append_text (self, self->href, strlen (self->href));
  insert (self->markup, self->markup_start, anchor, "</a>");

  if (*shown != '\0' && !is_frank && ui_markdown_link_deceives (shown, self->href))
    {
      append_text (self, " (" FIRST_STRONG_ISOLATE, strlen (" (" FIRST_STRONG_ISOLATE));
      append_text (self, self->href, strlen (self->href));
      append_text (self, POP_DIRECTIONAL_ISOLATE ")", strlen (POP_DIRECTIONAL_ISOLATE ")"));
    }
}

/* Behind a link the elements are those of the styles again. */
static void
restore_tags (UiMarkdownBuilder *self)
{
  for (UiMarkdownStyle style = 0; style < UI_MARKDOWN_N_STYLES; style++)
    {
      guint depth = get_tag_depth (self, style);

      if (depth > 0 && self->n_styles[style] == 0)
        remove_tag (self, style);
      else if (depth == 0 && self->n_styles[style] > 0 && self->n_spans++ < SPANS_MAX)
        push_tag (self, style);
    }
}

/**
 * ui_markdown_builder_end_link:
 * @self: a builder
 *
 * Makes a link of what was written since it was begun, or shows it as it was written
 * if nothing opens it.
 */
void
ui_markdown_builder_end_link (UiMarkdownBuilder *self)
{
  g_autofree char *shown = NULL;

  if (self->link_depth == 0 || --self->link_depth > 0)
    return;

  while (self->n_tags > self->link_tags)
    pop_tag (self);
  shown = g_strdup (self->text->str + self->text_start);
  if (self->n_links < UI_LINKS_MAX && ui_markdown_link_may_lead (self->href))
    {
      self->n_links++;
      write_link (self, shown);
    }
  else
    {
      restore_link (self, shown);
    }
  g_clear_pointer (&self->href, g_free);
  restore_tags (self);
}

/**
 * ui_markdown_builder_init:
 * @self: (out caller-allocates): a builder
 * @source: what the text was made of
 */
void
ui_markdown_builder_init (UiMarkdownBuilder *self, const UiMarkdownSource *source)
{
  memset (self, 0, sizeof *self);
  self->source = source;
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  for (guint i = 0; i < source->tokens->len; i++)
    {
      const UiMarkdownToken *token = g_ptr_array_index (source->tokens, i);

      self->n_links += token->href != NULL;
    }
}

/**
 * ui_markdown_builder_append:
 * @self: a builder
 * @text: a part of the text of the source
 * @length: its length in bytes
 *
 * Appends to the block, or to a new one if that has ended.
 */
void
ui_markdown_builder_append (UiMarkdownBuilder *self, const char *text, gsize length)
{
  ensure_block (self);
  ui_markdown_source_foreach (self->source, text, length, append_piece, self);
}

/**
 * ui_markdown_builder_finish:
 * @self: a builder, which is not to be used again
 *
 * Returns: (transfer full) (element-type UiBlock): what was written
 */
GPtrArray *
ui_markdown_builder_finish (UiMarkdownBuilder *self)
{
  ui_markdown_builder_end_block (self);
  g_free (self->marker);
  g_free (self->href);
  return self->blocks;
}
