/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-message-list.h"

#include "ui-message-list-layout.h"
#include "ui-message-list-row.h"
#include "ui-message-list-rows.h"

G_BEGIN_DECLS

struct _UiMessageList
{
  GtkWidget parent_instance;

  UiMessageListRows *rows;
  UiMessageListLayout layout;

  GListModel *model;

  GtkAdjustment *hadjustment;
  GtkAdjustment *vadjustment;
  GtkScrollablePolicy hscroll_policy;
  GtkScrollablePolicy vscroll_policy;
  gboolean configuring; /* the adjustment changes because the list says so */

  guint tick_id;   /* lays out before the next allocation */
  guint notify_id; /* the source that tells of what the last layout changed */
  gboolean told_at_end;
  guint told_first_visible;
  guint told_last_visible;
};

void ui_message_list_queue_arrange (UiMessageList *self);

/* In ui-message-list-scrolling.c */
void ui_message_list_set_vadjustment        (UiMessageList *self, GtkAdjustment *adjustment);
void ui_message_list_configure_adjustments  (UiMessageList *self);
void ui_message_list_arrange                (UiMessageList *self);
void ui_message_list_scroll                 (UiMessageList *self,
                                             guint position,
                                             double align,
                                             int offset);
void ui_message_list_reveal_row             (UiMessageList *self, UiMessageListRow *row);
void ui_message_list_stop_kinetic_scrolling (UiMessageList *self);

/* In ui-message-list-keys.c */
void     ui_message_list_class_bind_keys (GtkWidgetClass *widget_class);
gboolean ui_message_list_focus           (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
