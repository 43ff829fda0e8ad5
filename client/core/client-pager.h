/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache.h"
#include "client-request.h"

G_BEGIN_DECLS

/**
 * ClientPagerAsk:
 * @request: (transfer full): what a server is to be asked
 * @callback: to be called once, never before this returns
 * @callback_data: for @callback
 * @user_data: whose pager it is
 *
 * Asks a server. If there is none to be asked, the answer is an error.
 */
typedef void (*ClientPagerAsk) (ClientRequest *request, GAsyncReadyCallback callback,
                                gpointer callback_data, gpointer user_data);

/**
 * ClientPagerAnswer:
 * @result: what the callback of #ClientPagerAsk was given
 * @error: return location for an error
 * @user_data: whose pager it is
 *
 * Returns: (transfer full): the member `ok` of the answer, or %NULL with @error set
 */
typedef CharlaMessage *(*ClientPagerAnswer) (GAsyncResult *result, GError **error,
                                             gpointer user_data);

#define CLIENT_TYPE_PAGER (client_pager_get_type ())
G_DECLARE_FINAL_TYPE (ClientPager, client_pager, CLIENT, PAGER, GObject)

ClientPager *client_pager_new        (ClientCache *cache, ClientPagerAsk ask,
                                      ClientPagerAnswer answer, gpointer user_data);
void         client_pager_stop       (ClientPager *self);
void         client_pager_set_cursor (ClientPager *self, gint64 cursor);

/* These end with client_pager_finish(). */
void client_pager_read_async  (ClientPager *self, const char *room, ClientPlace place,
                               gint64 anchor, guint limit, GAsyncReadyCallback callback,
                               gpointer user_data);
void client_pager_fetch_async (ClientPager *self, const char *room, ClientPlace place,
                               gint64 anchor, guint limit, GAsyncReadyCallback callback,
                               gpointer user_data);
ClientPage *client_pager_finish    (ClientPager *self, GAsyncResult *result, GError **error);
GError     *client_pager_error_new (void);

G_END_DECLS
