/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UI_LONG_TEXT_MAX_PARTS:
 *
 * Most messages that one text is offered to be sent as: more are a file, and would drown
 * what the others say.
 */
#define UI_LONG_TEXT_MAX_PARTS 8

gboolean ui_long_text_is_long (const char *text);
char    *ui_long_text_fence   (const char *text);
char   **ui_long_text_split   (const char *text);
char    *ui_long_text_left    (const char *text);

G_END_DECLS
