/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerTyping:
 *
 * Who types where. That somebody types is told at most once every three seconds,
 * and ends by itself when it is not said again: whoever goes away in the middle
 * of a word does not seem to type for ever.
 */
typedef struct _ServerTyping ServerTyping;

/**
 * ServerTypingFunc:
 * @room: a room
 * @user: who types in it, or does no longer
 * @is_on: whether they do
 * @user_data: what was given to server_typing_new()
 *
 * Tells those who are in the room.
 */
typedef void (*ServerTypingFunc) (gint64 room, gint64 user, gboolean is_on, gpointer user_data);

ServerTyping *server_typing_new    (guint milliseconds, ServerTypingFunc func, gpointer user_data);
void          server_typing_free   (ServerTyping *self);
void          server_typing_set    (ServerTyping *self, gint64 room, gint64 user, gboolean is_on);
void          server_typing_posted (ServerTyping *self, gint64 room, gint64 user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerTyping, server_typing_free)

G_END_DECLS
