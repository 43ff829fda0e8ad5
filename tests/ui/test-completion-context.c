/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-completion-context.h"

#include <string.h>

typedef struct
{
  const char *text; /* the cursor is at its | */
  UiCompletionKind kind;
  const char *query;
} Case;

static const Case cases[] = {
  { "@|", UI_COMPLETION_NAME, "" },
  { "@an|", UI_COMPLETION_NAME, "an" },
  { "hello @An|a", UI_COMPLETION_NAME, "An" },
  { "(@an|)", UI_COMPLETION_NAME, "an" },
  { "a\n@ber|", UI_COMPLETION_NAME, "ber" },
  { "@Ana Mar|", UI_COMPLETION_NAME, "Ana Mar" },
  { "@جميلة|", UI_COMPLETION_NAME, "جميلة" },
  { "\"@@an|", UI_COMPLETION_NAME, "an" },
  { "@Ana |", UI_COMPLETION_NONE, NULL },
  { "@ ana|", UI_COMPLETION_NONE, NULL },
  { "@an\na|", UI_COMPLETION_NONE, NULL },
  { "ana@example|", UI_COMPLETION_NONE, NULL },
  { "é@an|", UI_COMPLETION_NONE, NULL },
  { "|@an", UI_COMPLETION_NONE, NULL },
  { "@abcdefghijabcdefghijabcdefghijabc|", UI_COMPLETION_NONE, NULL },
  { ":sm|", UI_COMPLETION_EMOJI, "sm" },
  { "so :smile_c|at", UI_COMPLETION_EMOJI, "smile_c" },
  { "so ::cat|", UI_COMPLETION_EMOJI, "cat" },
  { ":niño|", UI_COMPLETION_EMOJI, "niño" },
  { ":+1|", UI_COMPLETION_EMOJI, "+1" },
  { "@ana :sm|", UI_COMPLETION_EMOJI, "sm" },
  { ":|", UI_COMPLETION_NONE, NULL },
  { ":s|", UI_COMPLETION_NONE, NULL },
  { ":smile:|", UI_COMPLETION_NONE, NULL },
  { ": smile|", UI_COMPLETION_NONE, NULL },
  { "10:30|", UI_COMPLETION_NONE, NULL },
  { "https://example|", UI_COMPLETION_NONE, NULL },
  { "`@an|", UI_COMPLETION_NONE, NULL },
  { "`a` @an|", UI_COMPLETION_NAME, "an" },
  { "`a\n@an|", UI_COMPLETION_NAME, "an" },
  { "```\n:sm|", UI_COMPLETION_NONE, NULL },
  { "```\na\n```\n:sm|", UI_COMPLETION_EMOJI, "sm" },
  { "|", UI_COMPLETION_NONE, NULL },
  { "plain|", UI_COMPLETION_NONE, NULL },
};

static void
test_context (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_auto (GStrv) halves = g_strsplit (c->text, "|", 2);
      g_autofree char *text = g_strconcat (halves[0], halves[1], NULL);
      gsize cursor = strlen (halves[0]);
      gsize start = 0;
      g_autofree char *query = NULL;

      g_test_message ("%s", c->text);
      g_assert_cmpint (ui_completion_context (text, cursor, &start, &query), ==, c->kind);
      g_assert_cmpstr (query, ==, c->query);
      if (query != NULL)
        g_assert_cmpuint (start + 1 + strlen (query), ==, cursor);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/completion-context/context", test_context);

  return g_test_run ();
}
