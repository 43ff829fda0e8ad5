/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-member.h"
#include "client-room.h"

G_BEGIN_DECLS

/**
 * UiSidebarKind:
 * @UI_SIDEBAR_HEADING: words above what follows
 * @UI_SIDEBAR_ROOM: a room of the person's
 * @UI_SIDEBAR_OTHER_ROOM: a room that they may join
 * @UI_SIDEBAR_PERSON: somebody with whom they have no conversation yet
 * @UI_SIDEBAR_CREATE: a room that there is not yet
 *
 * What a row of the sidebar is.
 */
typedef enum
{
  UI_SIDEBAR_HEADING,
  UI_SIDEBAR_ROOM,
  UI_SIDEBAR_OTHER_ROOM,
  UI_SIDEBAR_PERSON,
  UI_SIDEBAR_CREATE,
} UiSidebarKind;

#define UI_TYPE_SIDEBAR_ITEM (ui_sidebar_item_get_type ())
G_DECLARE_FINAL_TYPE (UiSidebarItem, ui_sidebar_item, UI, SIDEBAR_ITEM, GObject)

UiSidebarItem *ui_sidebar_item_new_room   (ClientRoom *room);
UiSidebarItem *ui_sidebar_item_new_other  (ClientRoomInfo *info);
UiSidebarItem *ui_sidebar_item_new_person (ClientMember *member);
UiSidebarItem *ui_sidebar_item_new_words  (UiSidebarKind kind, const char *words);

UiSidebarKind   ui_sidebar_item_get_kind   (UiSidebarItem *self);
GObject        *ui_sidebar_item_get_source (UiSidebarItem *self);
ClientRoom     *ui_sidebar_item_get_room   (UiSidebarItem *self);
ClientRoomInfo *ui_sidebar_item_get_info   (UiSidebarItem *self);
ClientUserInfo *ui_sidebar_item_get_user   (UiSidebarItem *self);
const char     *ui_sidebar_item_get_name   (UiSidebarItem *self);
const char     *ui_sidebar_item_get_id     (UiSidebarItem *self);
const char     *ui_sidebar_item_get_folded (UiSidebarItem *self);
gboolean        ui_sidebar_item_get_is_open (UiSidebarItem *self);
void            ui_sidebar_item_set_is_open (UiSidebarItem *self, gboolean is_open);

G_END_DECLS
