/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

G_BEGIN_DECLS

gboolean ui_format_same_day    (gint64 a, gint64 b);
gboolean ui_format_continues   (ClientMessage *previous, ClientMessage *message);
char    *ui_format_time        (gint64 time);
char    *ui_format_date        (gint64 time, gint64 now);
char    *ui_format_moment      (gint64 time);
char    *ui_format_welcome     (const char *name);
char    *ui_format_new_messages (guint n);
char    *ui_format_badge       (guint n);
char    *ui_format_title       (const char *room, guint unread);
char    *ui_format_excess      (const char *text);

G_END_DECLS
