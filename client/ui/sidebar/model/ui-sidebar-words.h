/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-sidebar-item.h"

G_BEGIN_DECLS

/**
 * UiSidebarPreview:
 * @UI_SIDEBAR_PREVIEW_MESSAGE: what was said last
 * @UI_SIDEBAR_PREVIEW_DRAFT: what the person has begun to write
 * @UI_SIDEBAR_PREVIEW_TYPING: who is writing
 * @UI_SIDEBAR_PREVIEW_QUIET: there is nothing of all that; what else is to be said
 *
 * What the second line of a row is.
 */
typedef enum
{
  UI_SIDEBAR_PREVIEW_MESSAGE,
  UI_SIDEBAR_PREVIEW_DRAFT,
  UI_SIDEBAR_PREVIEW_TYPING,
  UI_SIDEBAR_PREVIEW_QUIET,
} UiSidebarPreview;

char              *ui_sidebar_words_preview  (UiSidebarItem *item, const char *me,
                                           UiSidebarPreview *kind);
char              *ui_sidebar_words_last     (const ClientMessageInfo *last, const char *me,
                                           gboolean is_direct);
char              *ui_sidebar_words_typing   (const char *const *names, gboolean is_direct);
char              *ui_sidebar_words_time     (gint64 time, gint64 now);
char              *ui_sidebar_words_members  (guint members);
char              *ui_sidebar_words_other    (const ClientRoomInfo *info);
char              *ui_sidebar_words_create   (const char *name);
char              *ui_sidebar_words_describe (UiSidebarItem *item);
ClientMessageState ui_sidebar_words_state    (ClientRoom *room);
const char        *ui_sidebar_words_icon     (gboolean is_lobby);
gboolean           ui_sidebar_words_is_lobby (const char *id, const char *name);

G_END_DECLS
