/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "markdown.h"

#include <pango/pango.h>
#include <string.h>

#include "ui-links.h"
#include "ui-markdown.h"

/* Labels read links themselves: as elements that stand in no others of their kind. */
typedef struct
{
  guint n_links;
  gboolean in_link;
} Anchors;

static void
start_element (GMarkupParseContext *context, const char *name, const char **names,
               const char **values, gpointer data, GError **error)
{
  Anchors *anchors = data;

  if (!g_str_equal (name, "a"))
    return;

  g_assert_false (anchors->in_link);
  anchors->in_link = TRUE;
  anchors->n_links++;
  g_assert_cmpstr (names[0], ==, "href");
  g_assert_true (ui_links_may_open (values[0]));
  if (names[1] != NULL)
    {
      g_autofree char *tooltip = NULL;

      g_assert_cmpstr (names[1], ==, "title");
      g_assert_true (pango_parse_markup (values[1], -1, 0, NULL, &tooltip, NULL, NULL));
      g_assert_cmpstr (tooltip, ==, values[0]);
    }
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Anchors *anchors = data;

  if (g_str_equal (name, "a"))
    anchors->in_link = FALSE;
}

static guint
assert_anchors (const char *markup)
{
  static const GMarkupParser parser = { .start_element = start_element,
                                        .end_element = end_element };
  Anchors anchors = { 0 };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, 0, &anchors, NULL);
  g_autofree char *whole = g_strconcat ("<markup>", markup, "</markup>", NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, whole, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);

  return anchors.n_links;
}

static void
assert_block (const UiBlock *block, guint *n_links)
{
  g_autoptr (GRegex) anchor = g_regex_new ("</?a( [^>]*)?>", 0, 0, NULL);
  g_autofree char *rest = NULL;
  g_autofree char *seen = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (block->text);
  g_assert_true (g_utf8_validate (block->text, -1, NULL));
  g_assert_cmpuint (block->depth + block->quotes, <=, 8);
  if (block->markup == NULL)
    {
      g_assert_true (block->kind == UI_BLOCK_CODE || block->kind == UI_BLOCK_RULE);
      return;
    }

  *n_links += assert_anchors (block->markup);
  rest = g_regex_replace_literal (anchor, block->markup, -1, 0, "", 0, NULL);
  pango_parse_markup (rest, -1, 0, NULL, &seen, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, block->text);
}

/* Whatever @text is: labels can show it, and it is bounded. */
void
assert_valid (const char *text, const UiMentions *mentions)
{
  g_autoptr (GPtrArray) blocks = ui_markdown_parse (text, mentions);
  g_autofree char *plain = ui_markdown_to_plain (text);
  guint n_links = 0;

  g_assert_true (g_utf8_validate (plain, -1, NULL));
  g_assert_cmpuint (blocks->len, >=, 1);
  g_assert_cmpuint (blocks->len, <=, 102);
  for (guint i = 0; i < blocks->len; i++)
    assert_block (g_ptr_array_index (blocks, i), &n_links);
  g_assert_cmpuint (n_links, <=, UI_LINKS_MAX);
}
