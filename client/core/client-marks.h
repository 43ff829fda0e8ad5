/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClientMarks:
 *
 * Which read marks a server has to be told. One at a time is under way for each room,
 * and those that come meanwhile become one: who scrolls through a room does not send a
 * request for each line.
 */
typedef struct _ClientMarks ClientMarks;

ClientMarks *client_marks_new  (void);
void         client_marks_free (ClientMarks *self);

gint64 client_marks_want  (ClientMarks *self, const char *room, gint64 seq);
gint64 client_marks_told  (ClientMarks *self, const char *room);
void   client_marks_clear (ClientMarks *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientMarks, client_marks_free)

G_END_DECLS
