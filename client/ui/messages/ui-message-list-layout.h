/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-message-list-rows.h"

G_BEGIN_DECLS

/*
 * Where the rows of a UiMessageList are.
 *
 * Rows have content coordinates: pixels that grow downwards from an origin that says
 * nothing. The viewport is the page pixels from value on. What someone reads stands
 * still because neither value nor the top of the anchor, a row in the viewport, ever
 * changes unless someone scrolls; all other rows are laid out from the anchor up and
 * down. What lies beyond the rows that are live is estimated, and lower and upper
 * with it, so that it is these that move while items come and go.
 *
 * At the end it is the bottom of the last row that stands still, at the bottom of
 * the viewport; but what comes there moves nothing if the end is not followed.
 */
typedef struct
{
  UiMessageListRows *rows; /* not owned */

  /* The viewport */
  int width;
  int page;
  double value;
  gboolean at_end;
  gboolean follows_end;

  /* The content: exact where its first or last row is live */
  double lower;
  double upper;

  /* The row that stands still */
  guint anchor;

  /* What the next layout has to do first */
  gboolean scrolled; /* value is where someone scrolled to */
  guint target;      /* the item to go to, or GTK_INVALID_LIST_POSITION */
  double target_align;
  double target_fraction;
  int target_offset;
  gboolean bounds_stale; /* lower and upper are to be estimated anew */

  /* What rows were measured, for the estimates */
  double measured_height;
  guint n_measured;
} UiMessageListLayout;

void     ui_message_list_layout_init          (UiMessageListLayout *self, UiMessageListRows *rows);
void     ui_message_list_layout_restart       (UiMessageListLayout *self);
void     ui_message_list_layout_items_changed (UiMessageListLayout *self,
                                               guint position,
                                               guint removed,
                                               guint added);
void     ui_message_list_layout_scroll        (UiMessageListLayout *self, double value);
void     ui_message_list_layout_go_to_end     (UiMessageListLayout *self);
void     ui_message_list_layout_go_to         (UiMessageListLayout *self,
                                               guint position,
                                               double align,
                                               double fraction,
                                               int offset);
gint64   ui_message_list_layout_get_scroll    (UiMessageListLayout *self);
guint    ui_message_list_layout_get_first     (UiMessageListLayout *self);
guint    ui_message_list_layout_get_last      (UiMessageListLayout *self);
gboolean ui_message_list_layout_is_in_view    (UiMessageListLayout *self, UiMessageListRow *row);
gboolean ui_message_list_layout_is_end        (UiMessageListLayout *self, double value);

/* In ui-message-list-arrange.c */
void     ui_message_list_layout_arrange       (UiMessageListLayout *self, int width, int page);

G_END_DECLS
