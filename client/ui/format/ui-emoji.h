/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UiEmoji:
 * @emoji: the characters of one emoji
 * @code: what it is called between colons: lowercase, words joined by `_`
 *
 * An emoji and its name. The two texts live as long as the program does.
 */
typedef struct
{
  const char *emoji;
  const char *code;
} UiEmoji;

GPtrArray *ui_emoji_find (const char *prefix, guint limit);

G_END_DECLS
