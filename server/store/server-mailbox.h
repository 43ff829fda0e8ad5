/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerMailboxFunc:
 * @item: (transfer full): what was put in
 * @user_data: what was given to server_mailbox_new()
 *
 * Called in the main context for each item, in their order.
 */
typedef void (*ServerMailboxFunc) (gpointer item, gpointer user_data);

/**
 * ServerMailbox:
 *
 * The way from threads back to the main loop. However much is put in before it
 * looks, the loop is woken once.
 */
typedef struct _ServerMailbox ServerMailbox;

ServerMailbox *server_mailbox_new   (ServerMailboxFunc func, gpointer user_data);
void           server_mailbox_close (ServerMailbox *self);
void           server_mailbox_put   (ServerMailbox *self, gpointer *items, guint n_items);

G_END_DECLS
