/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-markdown-reader.h"

#include <md4c.h>
#include <string.h>

#include "ui-markdown-builder.h"

/* What one message has at most. A block is a widget or more; what stands deeper than this
 * has no room to stand in. */
#define BLOCKS_MAX 100
#define DEPTH_MAX 8

/* Longest name of a language, in bytes. */
#define INFO_MAX 64

#define BULLET "•"

typedef struct
{
  gboolean is_ordered;
  guint64 number;
  char delimiter;
} List;

typedef struct
{
  UiMarkdownBuilder builder;
  List lists[DEPTH_MAX];
} Reader;

static char *
dup_attribute (UiMarkdownBuilder *self, const MD_ATTRIBUTE *attribute)
{
  return ui_markdown_source_restore (self->source, attribute->text, attribute->size);
}

static void
begin_list (Reader *reader, gboolean is_ordered, guint number, char delimiter)
{
  List *list = &reader->lists[reader->builder.n_lists];

  ui_markdown_builder_flush_marker (&reader->builder);
  list->is_ordered = is_ordered;
  list->number = number;
  list->delimiter = delimiter;
  reader->builder.n_lists++;
}

static void
begin_item (Reader *reader)
{
  List *list = &reader->lists[reader->builder.n_lists - 1];

  g_free (reader->builder.marker);
  reader->builder.marker =
      list->is_ordered
          ? g_strdup_printf ("%" G_GUINT64_FORMAT "%c", list->number++, list->delimiter)
          : g_strdup (BULLET);
}

static void
begin_code (UiMarkdownBuilder *self, const MD_BLOCK_CODE_DETAIL *detail)
{
  g_autofree char *info = dup_attribute (self, &detail->lang);

  ui_markdown_builder_flush_marker (self);
  ui_markdown_builder_begin_block (self, UI_BLOCK_CODE);
  if (*info != '\0' && strlen (info) <= INFO_MAX)
    self->block->info = g_steal_pointer (&info);
}

static void
end_code (UiMarkdownBuilder *self)
{
  if (self->text->len > 0 && self->text->str[self->text->len - 1] == '\n')
    g_string_truncate (self->text, self->text->len - 1);
  ui_markdown_builder_end_block (self);
}

static void
add_rule (UiMarkdownBuilder *self)
{
  ui_markdown_builder_flush_marker (self);
  ui_markdown_builder_begin_block (self, UI_BLOCK_RULE);
  ui_markdown_builder_end_block (self);
}

static gboolean
is_container (MD_BLOCKTYPE type)
{
  return type == MD_BLOCK_QUOTE || type == MD_BLOCK_UL || type == MD_BLOCK_OL;
}

/* What is not zero ends the parser. */
static int
enter_block (MD_BLOCKTYPE type, void *detail, void *data)
{
  Reader *reader = data;
  UiMarkdownBuilder *self = &reader->builder;
  const MD_BLOCK_OL_DETAIL *ordered = detail;

  if (self->blocks->len >= BLOCKS_MAX
      || (is_container (type) && self->n_lists + self->n_quotes == DEPTH_MAX))
    return 1;

  self->is_ended = TRUE;
  if (type == MD_BLOCK_QUOTE)
    {
      ui_markdown_builder_flush_marker (self);
      self->n_quotes++;
    }
  else if (type == MD_BLOCK_UL)
    begin_list (reader, FALSE, 0, 0);
  else if (type == MD_BLOCK_OL)
    begin_list (reader, TRUE, ordered->start, ordered->mark_delimiter);
  else if (type == MD_BLOCK_LI)
    begin_item (reader);
  else if (type == MD_BLOCK_H)
    ui_markdown_builder_begin_style (self, UI_MARKDOWN_STRONG);
  else if (type == MD_BLOCK_CODE)
    begin_code (self, detail);
  else if (type == MD_BLOCK_HR)
    add_rule (self);

  return 0;
}

static int
leave_block (MD_BLOCKTYPE type, void *detail, void *data)
{
  Reader *reader = data;
  UiMarkdownBuilder *self = &reader->builder;

  if (type == MD_BLOCK_QUOTE)
    self->n_quotes--;
  else if (type == MD_BLOCK_UL || type == MD_BLOCK_OL)
    self->n_lists--;
  else if (type == MD_BLOCK_LI)
    ui_markdown_builder_flush_marker (self);
  else if (type == MD_BLOCK_H)
    ui_markdown_builder_end_style (self, UI_MARKDOWN_STRONG);
  else if (type == MD_BLOCK_CODE)
    end_code (self);
  self->is_ended = TRUE;

  return 0;
}

static gboolean
get_style (MD_SPANTYPE type, UiMarkdownStyle *style)
{
  switch (type)
    {
    case MD_SPAN_EM:
      *style = UI_MARKDOWN_EMPHASIS;
      return TRUE;
    case MD_SPAN_STRONG:
      *style = UI_MARKDOWN_STRONG;
      return TRUE;
    case MD_SPAN_DEL:
      *style = UI_MARKDOWN_STRIKE;
      return TRUE;
    case MD_SPAN_CODE:
      *style = UI_MARKDOWN_CODE;
      return TRUE;
    default:
      return FALSE;
    }
}

static int
enter_span (MD_SPANTYPE type, void *detail, void *data)
{
  Reader *reader = data;
  UiMarkdownBuilder *self = &reader->builder;
  UiMarkdownStyle style = UI_MARKDOWN_EMPHASIS;

  if (get_style (type, &style))
    ui_markdown_builder_begin_style (self, style);
  else if (type == MD_SPAN_IMG)
    ui_markdown_builder_begin_link (self, dup_attribute (self, &((MD_SPAN_IMG_DETAIL *) detail)->src), TRUE);
  else
    ui_markdown_builder_begin_link (self, dup_attribute (self, &((MD_SPAN_A_DETAIL *) detail)->href), FALSE);

  return 0;
}

static int
leave_span (MD_SPANTYPE type, void *detail, void *data)
{
  Reader *reader = data;
  UiMarkdownStyle style = UI_MARKDOWN_EMPHASIS;

  if (get_style (type, &style))
    ui_markdown_builder_end_style (&reader->builder, style);
  else
    ui_markdown_builder_end_link (&reader->builder);

  return 0;
}

static int
read_text (MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
  Reader *reader = data;
  UiMarkdownBuilder *self = &reader->builder;
  g_autofree char *code = NULL;

  if (self->block != NULL && self->block->kind == UI_BLOCK_CODE)
    {
      code = ui_markdown_source_restore (self->source, text, size);
      g_string_append (self->text, code);
    }
  else if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
    ui_markdown_builder_append (self, "\n", 1);
  else
    ui_markdown_builder_append (self, text, size);

  return 0;
}

/* Signs that stand for nothing, such as a lone "#", would show nothing. */
static gboolean
is_empty (GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const UiBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == UI_BLOCK_RULE || *block->text != '\0')
        return FALSE;
    }

  return TRUE;
}

/**
 * ui_markdown_read:
 * @source: what was written
 *
 * Returns: (transfer full) (nullable) (element-type UiBlock): what it is as Markdown, or
 *   %NULL if it is more than a message may be, or nothing that could be seen
 */
GPtrArray *
ui_markdown_read (const UiMarkdownSource *source)
{
  static const MD_PARSER parser = {
    .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_STRIKETHROUGH,
    .enter_block = enter_block,
    .leave_block = leave_block,
    .enter_span = enter_span,
    .leave_span = leave_span,
    .text = read_text,
  };
  Reader reader = { 0 };
  g_autoptr (GPtrArray) blocks = NULL;
  int result = 0;

  ui_markdown_builder_init (&reader.builder, source);
  result = md_parse (source->text, (MD_SIZE) strlen (source->text), &parser, &reader);
  blocks = ui_markdown_builder_finish (&reader.builder);

  return result == 0 && !is_empty (blocks) ? g_steal_pointer (&blocks) : NULL;
}

/**
 * ui_markdown_read_plain:
 * @source: what was written
 *
 * Returns: (transfer full) (element-type UiBlock): one block in which nothing but
 *   addresses and mentions is more than text
 */
GPtrArray *
ui_markdown_read_plain (const UiMarkdownSource *source)
{
  UiMarkdownBuilder builder;

  ui_markdown_builder_init (&builder, source);
  ui_markdown_builder_begin_block (&builder, UI_BLOCK_TEXT);
  ui_markdown_builder_append (&builder, source->text, strlen (source->text));
  return ui_markdown_builder_finish (&builder);
}
