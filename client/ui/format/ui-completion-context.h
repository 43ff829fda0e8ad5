/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UiCompletionKind:
 * @UI_COMPLETION_NONE: nothing that can be completed
 * @UI_COMPLETION_NAME: a name behind an `@`
 * @UI_COMPLETION_EMOJI: the name of an emoji behind a `:`
 *
 * What one is writing at the cursor.
 */
typedef enum
{
  UI_COMPLETION_NONE,
  UI_COMPLETION_NAME,
  UI_COMPLETION_EMOJI,
} UiCompletionKind;

UiCompletionKind ui_completion_context (const char *text, gsize cursor, gsize *start,
                                        char **query);

G_END_DECLS
