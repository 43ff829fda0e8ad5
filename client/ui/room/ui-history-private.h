/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-history.h"
#include "ui-message-context.h"
#include "ui-message-list.h"

G_BEGIN_DECLS

/**
 * UiHistoryGoal:
 * @UI_HISTORY_GOAL_NONE: one is where one wants to be
 * @UI_HISTORY_GOAL_END: the newest message
 * @UI_HISTORY_GOAL_UNREAD: the first message of others after the goal
 * @UI_HISTORY_GOAL_PLACE: a message, at the pixel where it was
 * @UI_HISTORY_GOAL_MESSAGE: a message that one has asked for
 *
 * Where one wants to be, until what is there is loaded.
 */
typedef enum
{
  UI_HISTORY_GOAL_NONE,
  UI_HISTORY_GOAL_END,
  UI_HISTORY_GOAL_UNREAD,
  UI_HISTORY_GOAL_PLACE,
  UI_HISTORY_GOAL_MESSAGE,
} UiHistoryGoal;

struct _UiHistory
{
  GtkWidget parent_instance;

  ClientSession *session;
  GSignalGroup *session_signals;
  ClientRoom *room;
  GSignalGroup *room_signals;

  /* What the rows are told */
  UiMessageContext context;
  char *welcome;
  gint64 highlighted;
  guint highlight_id;

  /* Where one goes; while the list has no model the room is being opened */
  UiHistoryGoal goal;
  gint64 goal_seq;
  int goal_offset;
  guint goal_serial;

  /* What is being loaded beside what one looks at */
  gboolean loads_older;
  gboolean loads_newer;
  gboolean loads_hole;
  gboolean is_stuck; /* until the line changes: the last page could not be loaded */
  guint more_id;
  guint spinner_id;

  /* What has been seen */
  GtkWindow *window; /* not owned: the one that it is in */
  guint unread;
  guint read_id;
  gint64 read_at;

  /* Rooms that keep their messages, the one looked at last first */
  GQueue kept;

  GtkWidget *overlay;
  GtkWidget *scrolled_window;
  GtkWidget *list;
  GtkWidget *end_button;
  GtkWidget *spinner;
};

void     ui_history_told            (UiHistory *self);
void     ui_history_set_unread_line (UiHistory *self, gint64 after);
gboolean ui_history_is_open         (UiHistory *self);

/* In ui-history-place.c */
void     ui_history_leave           (UiHistory *self);
void     ui_history_open            (UiHistory *self);
void     ui_history_go              (UiHistory *self, UiHistoryGoal goal, gint64 seq, int offset);
void     ui_history_try             (UiHistory *self, gboolean is_last);
void     ui_history_keep            (UiHistory *self, ClientRoom *room);
void     ui_history_forget_all      (UiHistory *self);
guint    ui_history_find_after      (UiHistory *self, gint64 seq);
guint    ui_history_find_unread     (UiHistory *self, gint64 after);

/* In ui-history-load.c */
void     ui_history_watch_ends      (UiHistory *self);
void     ui_history_stop_loading    (UiHistory *self);
void     ui_history_update_spinner  (UiHistory *self);

/* In ui-history-read.c */
void     ui_history_follow_window   (UiHistory *self);
void     ui_history_leave_window    (UiHistory *self);
void     ui_history_read            (UiHistory *self);
void     ui_history_stop_reading    (UiHistory *self);
void     ui_history_count           (UiHistory *self);
void     ui_history_catch_up        (UiHistory *self);

G_END_DECLS
