/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "ui-sidebar-item.h"

G_BEGIN_DECLS

/**
 * UI_SIDEBAR_PEOPLE_MAX:
 *
 * Most people among what was found: who is not among them is found by typing more.
 */
#define UI_SIDEBAR_PEOPLE_MAX 50

#define UI_TYPE_SIDEBAR_MODEL (ui_sidebar_model_get_type ())
G_DECLARE_FINAL_TYPE (UiSidebarModel, ui_sidebar_model, UI, SIDEBAR_MODEL, GObject)

UiSidebarModel *ui_sidebar_model_new        (void);
void            ui_sidebar_model_set_rooms  (UiSidebarModel *self, GListModel *rooms);
void            ui_sidebar_model_set_others (UiSidebarModel *self, GListModel *others);
void            ui_sidebar_model_set_people (UiSidebarModel *self, GListModel *people,
                                             const char *me);
void            ui_sidebar_model_set_query  (UiSidebarModel *self, const char *query);
void            ui_sidebar_model_set_may_create (UiSidebarModel *self, gboolean may_create);

const char     *ui_sidebar_model_get_query  (UiSidebarModel *self);
UiSidebarItem  *ui_sidebar_model_find_room  (UiSidebarModel *self, ClientRoom *room);
UiSidebarItem  *ui_sidebar_model_step       (UiSidebarModel *self, UiSidebarItem *from, int step);
ClientRoom     *ui_sidebar_model_get_neighbor (UiSidebarModel *self, ClientRoom *room, int step,
                                               gboolean unread_only);

G_END_DECLS
