/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-chat-view.h"
#include "ui-notices.h"
#include "ui-window.h"

G_BEGIN_DECLS

/* Why one sees the entrance. */
typedef enum
{
  UI_WINDOW_INSIDE, /* one does not, unless there is no chat */
  UI_WINDOW_JOINS,
  UI_WINDOW_REVIEWS,
} UiWindowWay;

/*
 * UiWindow:
 * @room_id: (nullable): the room to show as soon as it is known
 * @seq: the message of it to show then, or 0
 * @is_noticing: whether something is on the screen that the chat had to say
 * @view: (nullable): the chats from within; %NULL until one is in one
 * @entrance: (nullable): the way into a chat; %NULL until one needs it
 */
struct _UiWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  UiChats *chats;
  UiNotices *notices;

  ClientSession *session;
  ClientRoom *room;
  char *room_id;
  gint64 seq;
  UiWindowWay way;
  gboolean is_noticing;
  GSignalGroup *session_signals;
  GSignalGroup *rooms_signals;
  GSignalGroup *room_signals;

  GtkWidget *toasts;
  GtkWidget *stack;
  GtkWidget *view;
  GtkWidget *entrance;
};

/* ui-window.c */
void        ui_window_tell_attention (UiWindow *self);

/* ui-window-pages.c */
gboolean    ui_window_is_inside    (UiWindow *self);
UiChatView *ui_window_get_view     (UiWindow *self);
void        ui_window_set_way      (UiWindow *self, UiWindowWay way);
void        ui_window_update_page  (UiWindow *self);
void        ui_window_update_title (UiWindow *self);

/* ui-window-notices.c */
void ui_window_show_notice (UiWindow *self);

/* ui-window-actions.c */
void ui_window_add_actions    (UiWindow *self);
void ui_window_update_actions (UiWindow *self);

G_END_DECLS
