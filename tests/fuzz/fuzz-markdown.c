/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "markdown.h"

#include "fuzz.h"

/* Whatever is said, a label can show it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid (size > 0 ? (const char *) data : "", size);
  g_autoptr (UiMentions) mentions = ui_mentions_new ("Ana");

  ui_mentions_add (mentions, "Jo Doe");
  assert_valid (text, mentions);

  return 0;
}
