/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerTries:
 *
 * Remembers who has said a wrong password, and has them wait longer each time. It is
 * remembered by name and by where they come from together, so that nobody is kept from
 * their own account by somebody elsewhere who guesses at it; and, more leniently, by where
 * they come from alone, for whoever guesses at many names.
 */
typedef struct _ServerTries ServerTries;

ServerTries *server_tries_new      (void);
void         server_tries_free     (ServerTries *self);
gint64       server_tries_begin    (ServerTries *self, const char *name, const char *place,
                                    gint64 now);
void         server_tries_succeed  (ServerTries *self, const char *name, const char *place);
guint        server_tries_get_size (ServerTries *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerTries, server_tries_free)

G_END_DECLS
