/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-members.h"
#include "ui-room-finder.h"
#include "ui-sidebar-model.h"
#include "ui-sidebar-selection.h"
#include "ui-sidebar.h"

G_BEGIN_DECLS

/**
 * UiSidebar:
 *
 * The rooms of a chat, the people in it, and the way to other chats. The person opens
 * something by the actions `win.open-room`, `win.join-room`, `win.open-direct` and
 * `win.select-chat`.
 *
 * Properties: "folded".
 */
struct _UiSidebar
{
  AdwBin parent_instance;

  GListModel *chats;
  ClientSession *session;
  GSignalGroup *session_signals;
  ClientRoom *room;
  gboolean folded;

  UiSidebarModel *model;
  UiSidebarSelection *selection;
  UiRoomFinder *finder;
  ClientMembers *people;
  GSignalGroup *people_signals;
  UiSidebarItem *open;   /* the room that is */
  UiSidebarItem *cursor; /* what Enter opens; NULL for nothing */
  gboolean has_moved;    /* the person has chosen @cursor */
  gboolean is_hasty;     /* Enter was pressed before it was known what there is */

  GtkWidget *switcher;
  GtkWidget *new_button;
  GtkWidget *entry;
  GtkWidget *stack;
  GtkWidget *list_page;
  GtkWidget *empty_page;
  GtkWidget *list;
  GtkWidget *note;
  GtkWidget *popover;
};

/* Opens what a row is about. */
void ui_sidebar_open (UiSidebar *self, UiSidebarItem *item);

/* What the person looks for. */
void ui_sidebar_install_finding (GtkWidgetClass *widget_class);
void ui_sidebar_init_finding    (UiSidebar *self);
void ui_sidebar_update_finding  (UiSidebar *self);
void ui_sidebar_stop_finding    (UiSidebar *self);

/* What can be done with a room. */
void ui_sidebar_install_menu    (GtkWidgetClass *widget_class);
void ui_sidebar_show_menu       (UiSidebar *self, GtkWidget *row, double x, double y);

G_END_DECLS
