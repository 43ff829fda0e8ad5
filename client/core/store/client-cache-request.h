/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-cache.h"
#include "client-worker.h"

G_BEGIN_DECLS

/**
 * ClientCacheRequest:
 *
 * What is asked of a cache, with a copy of all that is needed to do it; each kind of
 * request uses some of the members.
 */
typedef struct
{
  guint *n_waiting;
  gboolean anew;
  ClientWelcome *welcome;
  gint64 since;
  GPtrArray *events;
  ClientRoomInfo *info;
  ClientHistory *history;
  ClientOutgoing *outgoing;
  ClientPlace place;
  char *room;
  char *text;
  gint64 seq;
  guint limit;
  ClientRoomFlags flags;
} ClientCacheRequest;

ClientCacheRequest *client_cache_request_new  (void);
void                client_cache_request_free (gpointer data);

/* What is done for each, in the thread of the cache: #ClientJobFunc. */
gpointer client_cache_request_open            (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_close           (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_load            (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_welcome         (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_apply           (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_put_room        (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_set_seen        (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_read            (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_merge           (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_search          (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_add_outgoing    (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_update_outgoing (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_remove_outgoing (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_set_draft       (ClientStore *store, gpointer data, GError **error);
gpointer client_cache_request_set_flags       (ClientStore *store, gpointer data, GError **error);

G_END_DECLS
