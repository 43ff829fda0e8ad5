/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "listed.h"
#include "ui-history.h"
#include "ui-message-list.h"

G_BEGIN_DECLS

#define HISTORY_HEIGHT 600

/* A history on a real room, of which the cache has @n messages. */
typedef struct
{
  Listed listed;
  ClientSession *session;
  UiHistory *history;
  UiMessageList *list;
  GtkAdjustment *adjustment;
  GtkWindow *window;
  guint n_frames;
} HistoryFixture;

typedef struct
{
  guint n_messages;
  guint n_read;
} HistorySetting;

ClientRoom *history_get_room (HistoryFixture *self, const char *id);
void history_settle (HistoryFixture *self);
void history_set_up (HistoryFixture *self, gconstpointer data);
void history_tear_down (HistoryFixture *self, gconstpointer data);
GtkWidget *history_find_row (HistoryFixture *self, gint64 seq);
int history_get_top (HistoryFixture *self, gint64 seq);
gint64 history_get_seq_at (HistoryFixture *self, guint position);
gint64 history_get_first_seq (HistoryFixture *self);
gint64 history_get_last_seq (HistoryFixture *self);
guint history_get_n_loaded (HistoryFixture *self);
void history_scroll_by (HistoryFixture *self, double delta);
gboolean history_is_at_end (HistoryFixture *self);
void history_hear (HistoryFixture *self, guint seq);
void history_scroll_far (HistoryFixture *self, double delta, guint n);

#define history_test_add(path, setting, test) \
  g_test_add (path, HistoryFixture, &setting, history_set_up, test, history_tear_down)

G_END_DECLS
