/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * UiMentions:
 *
 * The names that count behind an `@` in one room.
 */
typedef struct _UiMentions UiMentions;

UiMentions *ui_mentions_new    (const char *own_name);
UiMentions *ui_mentions_ref    (UiMentions *self);
void        ui_mentions_unref  (UiMentions *self);
void        ui_mentions_add    (UiMentions *self, const char *name);
void        ui_mentions_remove (UiMentions *self, const char *name);
gsize       ui_mentions_match  (const UiMentions *self, const char *text, const char *at,
                                gboolean *is_own);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiMentions, ui_mentions_unref)

G_END_DECLS
