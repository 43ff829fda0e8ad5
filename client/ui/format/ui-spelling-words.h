/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UiSpellingWord:
 * @start: where it begins, in characters
 * @end: where it ends
 * @word: the word, with `'` for an apostrophe
 *
 * A word of which a dictionary is to be asked.
 */
typedef struct
{
  int start;
  int end;
  char *word;
} UiSpellingWord;

void ui_spelling_word_free (UiSpellingWord *self);

GPtrArray *ui_spelling_words (const char *text, int from, int to);

G_END_DECLS
