/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-sidebar-model.h"
#include "ui-sidebar-order.h"

G_BEGIN_DECLS

/**
 * UiSidebarModel:
 *
 * What the sidebar shows, as a [iface@Gio.ListModel] of [class@SidebarItem]: the rooms of the
 * person; while they look for something, what is called so: their rooms, others that they
 * may join, people, and a room that could be made.
 *
 * What moves within the list is told as one change, in which all items stay themselves, so
 * that nothing that stays where it is has to be drawn anew.
 */
struct _UiSidebarModel
{
  GObject parent_instance;

  GListModel *rooms;
  GListModel *others;
  GListModel *people;
  char *me;
  char *query;
  char *folded;
  gboolean may_create;

  GPtrArray *listed;  /* of UiSidebarItem, as @rooms has them */
  GHashTable *absent; /* of ClientRoom: was in @rooms and may come back at once */
  guint sweep_id;
  UiSidebarOrder *order;
  GHashTable *persons; /* of ClientMember and UiSidebarItem, while there is a query */
  UiSidebarItem *others_heading;
  UiSidebarItem *people_heading;
  UiSidebarItem *create;
  GPtrArray *shown;
};

void ui_sidebar_model_add_found (UiSidebarModel *self, GPtrArray *shown);

G_END_DECLS
