/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UiMatch:
 * @UI_MATCH_NONE: it is not what was looked for
 * @UI_MATCH_WORD: the words begin words of it
 * @UI_MATCH_START: the text begins it
 * @UI_MATCH_WHOLE: the text is all of it
 *
 * How well a name is what somebody looks for; more is better.
 */
typedef enum
{
  UI_MATCH_NONE,
  UI_MATCH_WORD,
  UI_MATCH_START,
  UI_MATCH_WHOLE,
} UiMatch;

char   *ui_match_fold      (const char *text);
UiMatch ui_match_compare   (const char *name, const char *query);
char   *ui_match_to_markup (const char *name, const char *query);

G_END_DECLS
