/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-describe-message.h"
#include "ui-message-row.h"

G_BEGIN_DECLS

struct _UiMessageRow
{
  GtkWidget parent_instance;

  /* What is shown */
  ClientMessage *message;
  GSignalGroup *message_signals;
  ClientSession *session;
  gint64 read_by_others;
  gboolean is_direct;
  gboolean may_moderate;
  gboolean is_classic;

  /* What every message has */
  GtkWidget *date_label;
  GtkWidget *avatar;
  GtkWidget *heading;
  GtkWidget *sender_button;
  GtkWidget *sender_label;
  GtkWidget *time_label;
  GtkWidget *aside_label;
  GtkWidget *bubble;
  GtkWidget *body;
  GtkWidget *more_button;

  /* What few have: made when the first one needs it */
  GtkWidget *welcome_label;
  GtkWidget *hole_line;
  GtkWidget *new_line;
  GtkWidget *quote;
  GtkWidget *edited_label;
  GtkWidget *progress_icon;
  GtkWidget *reactions;
  GtkWidget *failed;

  UiMessageTools *tools; /* not owned: there are some on this row */
  GtkWidget *bar;        /* not owned: of the tools, a child while the row is pointed at */
};

void ui_message_row_show_lines   (UiMessageRow *self, ClientMessage *previous,
                                  const UiMessageContext *context);
void ui_message_row_show_heading (UiMessageRow *self, gboolean continues);
void ui_message_row_show_body    (UiMessageRow *self);
void ui_message_row_show_state   (UiMessageRow *self);
void ui_message_row_show_reactions (UiMessageRow *self);
void ui_message_row_tell         (UiMessageRow *self);
UiMessageProgress ui_message_row_get_progress (UiMessageRow *self);

void ui_message_row_class_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
