/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UiMark:
 * @start: where something begins, in bytes
 * @end: where it ends
 *
 * A part of a text.
 */
typedef struct
{
  gsize start;
  gsize end;
} UiMark;

GArray  *ui_snippet_find_marks (const char *text, const char *query);
gboolean ui_snippet_matches    (const char *text, const char *query);
char    *ui_snippet_cut        (const char *text, const char *query, guint max_chars);
char    *ui_snippet_to_markup  (const char *text, const char *query);

G_END_DECLS
