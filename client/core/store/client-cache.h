/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-cache-error.h"
#include "client-changes.h"
#include "client-page.h"
#include "client-start.h"
#include "client-welcome.h"

G_BEGIN_DECLS

/**
 * CLIENT_CACHE_MAX_WAITING:
 *
 * Most things that wait to be done by a cache. A disk that has become slow does not
 * fill the memory; who gives it events keeps few of them waiting, each with many.
 */
#define CLIENT_CACHE_MAX_WAITING 256

#define CLIENT_TYPE_CACHE (client_cache_get_type ())
G_DECLARE_FINAL_TYPE (ClientCache, client_cache, CLIENT, CACHE, GObject)

char *client_cache_get_path (const char *directory, const char *server, const char *name);

void         client_cache_open_async  (const char *path, gboolean anew, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
ClientCache *client_cache_open_finish (GAsyncResult *result, GError **error);
void         client_cache_close_async (ClientCache *self, GAsyncReadyCallback callback,
                                       gpointer user_data);

void         client_cache_load_async  (ClientCache *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
ClientStart *client_cache_load_finish (ClientCache *self, GAsyncResult *result, GError **error);

/* These end with client_cache_changes_finish(). */
void client_cache_welcome_async  (ClientCache *self, ClientWelcome *welcome, gint64 since,
                                  GAsyncReadyCallback callback, gpointer user_data);
void client_cache_apply_async    (ClientCache *self, GPtrArray *events,
                                  GAsyncReadyCallback callback, gpointer user_data);
void client_cache_put_room_async (ClientCache *self, ClientRoomInfo *room,
                                  GAsyncReadyCallback callback, gpointer user_data);
void client_cache_set_seen_async (ClientCache *self, const char *room, gint64 seq,
                                  GAsyncReadyCallback callback, gpointer user_data);
ClientChanges *client_cache_changes_finish (ClientCache *self, GAsyncResult *result,
                                            GError **error);

/* These end with client_cache_page_finish(). */
void client_cache_read_async   (ClientCache *self, const char *room, ClientPlace place,
                                gint64 anchor, guint limit, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
void client_cache_merge_async  (ClientCache *self, ClientHistory *history,
                                GAsyncReadyCallback callback, gpointer user_data);
void client_cache_search_async (ClientCache *self, const char *text, const char *room,
                                gint64 before, guint limit, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
ClientPage *client_cache_page_finish (ClientCache *self, GAsyncResult *result, GError **error);

/* These, and client_cache_close_async(), end with client_cache_write_finish(). */
void client_cache_add_outgoing_async    (ClientCache *self, const ClientOutgoing *outgoing,
                                         GAsyncReadyCallback callback, gpointer user_data);
void client_cache_update_outgoing_async (ClientCache *self, const char *nonce,
                                         ClientMessageState state, gint64 seq, const char *why,
                                         GAsyncReadyCallback callback, gpointer user_data);
void client_cache_remove_outgoing_async (ClientCache *self, const char *nonce,
                                         GAsyncReadyCallback callback, gpointer user_data);
void client_cache_set_draft_async       (ClientCache *self, const char *room, const char *text,
                                         GAsyncReadyCallback callback, gpointer user_data);
void client_cache_set_flags_async       (ClientCache *self, const char *room,
                                         ClientRoomFlags flags, GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean client_cache_write_finish (ClientCache *self, GAsyncResult *result, GError **error);

G_END_DECLS
