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
  GSignalGroup *room_signals;

  GtkWidget *connection_bar;
  GtkWidget *stack;
  GtkWidget *empty_page;
  GtkWidget *history;
  GtkWidget *composer;
};

/* In ui-room-page-actions.c */
void ui_room_page_class_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
