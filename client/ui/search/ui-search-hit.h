/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_SEARCH_HIT (ui_search_hit_get_type ())
G_DECLARE_FINAL_TYPE (UiSearchHit, ui_search_hit, UI, SEARCH_HIT, GObject)

UiSearchHit       *ui_search_hit_new         (ClientMessageInfo *message, ClientRoom *room,
                                              const char *query);
ClientMessageInfo *ui_search_hit_get_message (UiSearchHit *self);
ClientRoom        *ui_search_hit_get_room    (UiSearchHit *self);
const char        *ui_search_hit_get_snippet (UiSearchHit *self);
char              *ui_search_hit_dup_place   (UiSearchHit *self);
char              *ui_search_hit_dup_time    (UiSearchHit *self, gint64 now);
char              *ui_search_hit_dup_markup  (UiSearchHit *self);
char              *ui_search_hit_dup_label   (UiSearchHit *self);

G_END_DECLS
