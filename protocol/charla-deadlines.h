/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CharlaDeadlines:
 *
 * Waits for many things at once that each have the same time to happen. As
 * all have the same time, they pass in the order in which they began: starting
 * and stopping one costs O(1), and however many wait there is one timer, and
 * none when nothing waits.
 */
typedef struct _CharlaDeadlines CharlaDeadlines;

/**
 * CharlaDeadline:
 *
 * The place of one thing that waits; a member of that thing. Zero-filled, it
 * waits for nothing.
 */
typedef struct
{
  /*< private >*/
  GList link;
  gint64 time;
  CharlaDeadlines *group;
} CharlaDeadline;

/**
 * CharlaDeadlineFunc:
 * @item: what was given to charla_deadlines_start()
 * @user_data: what was given to charla_deadlines_new()
 *
 * Called when the time of @item has passed; it no longer waits then.
 */
typedef void (*CharlaDeadlineFunc) (gpointer item, gpointer user_data);

CharlaDeadlines *charla_deadlines_new  (guint milliseconds, CharlaDeadlineFunc func,
                                        gpointer user_data);
void             charla_deadlines_free (CharlaDeadlines *self);

void charla_deadlines_start (CharlaDeadlines *self, CharlaDeadline *deadline, gpointer item);
void charla_deadline_stop   (CharlaDeadline *deadline);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CharlaDeadlines, charla_deadlines_free)

G_END_DECLS
