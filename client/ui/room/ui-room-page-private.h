/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-room-page.h"

G_BEGIN_DECLS

/**
 * UiRoomPage:
 *
 * The room: what has been said, and where one writes.
 */
struct _UiRoomPage
{
  GtkWidget parent_instance;

  ClientSession *session;
  ClientRoom *room;
  gboolean folded;
  GSignalGroup *session_signals;
  GSignalGroup *room_signals;

  GtkWidget *box;
  GtkWidget *header;
  GtkWidget *flap;
  GtkWidget *connection_bar;
  GtkWidget *stack;
  GtkWidget *empty_page;
  GtkWidget *history;
  GtkWidget *typing_bar;
  GtkWidget *composer;
  GtkWidget *join_bar;
  GtkWidget *members_pane;
};

/* In ui-room-page-actions.c */
void ui_room_page_class_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
