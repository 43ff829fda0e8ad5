/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CLIENT_TYPING_MS:
 *
 * How long somebody is said to write without saying so again: a server tells of it every
 * 3 seconds at most, and not when the line is lost.
 */
#define CLIENT_TYPING_MS 6000

/**
 * CLIENT_TYPING_MAX:
 *
 * Most people who are said to write in one room at a time. A server cannot fill the memory
 * with them.
 */
#define CLIENT_TYPING_MAX 50

/**
 * ClientTyping:
 *
 * Who is writing something in a room.
 */
typedef struct _ClientTyping ClientTyping;

ClientTyping *client_typing_new   (guint milliseconds, GSourceOnceFunc changed,
                                   gpointer user_data);
void          client_typing_free  (ClientTyping *self);
void          client_typing_begin (ClientTyping *self, const char *user, const char *name);
void          client_typing_end   (ClientTyping *self, const char *user);
void          client_typing_clear (ClientTyping *self);
char        **client_typing_list  (ClientTyping *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientTyping, client_typing_free)

G_END_DECLS
