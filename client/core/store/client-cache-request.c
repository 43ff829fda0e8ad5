/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-cache-request.h"

#include "client-store-apply.h"
#include "client-store-flags.h"
#include "client-store-open.h"
#include "client-store-outbox.h"
#include "client-store-pages.h"
#include "client-store-rooms.h"
#include "client-store-search.h"
#include "client-store-welcome.h"
#include "client-store.h"

/* How many people there are at the start, for names to be completed. */
#define PEOPLE_AT_START 200

/**
 * client_cache_request_new:
 *
 * Returns: (transfer full): a request with nothing in it
 */
ClientCacheRequest *
client_cache_request_new (void)
{
  return g_new0 (ClientCacheRequest, 1);
}

/**
 * client_cache_request_free:
 * @data: (transfer full): a request
 */
void
client_cache_request_free (gpointer data)
{
  ClientCacheRequest *self = data;

  if (self->n_waiting != NULL)
    (*self->n_waiting)--;
  g_clear_pointer (&self->welcome, client_welcome_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->info, client_room_info_unref);
  g_clear_pointer (&self->history, client_history_unref);
  g_clear_pointer (&self->outgoing, client_outgoing_free);
  g_clear_pointer (&self->room, g_free);
  g_clear_pointer (&self->text, g_free);
  g_free (self);
}

gpointer
client_cache_request_open (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  store->database = self->anew ? client_store_open_anew (store->path, error)
                               : client_store_open (store->path, error);
  return NULL;
}

gpointer
client_cache_request_close (ClientStore *store, gpointer data, GError **error)
{
  g_clear_pointer (&store->database, client_database_close);

  return NULL;
}

gpointer
client_cache_request_load (ClientStore *store, gpointer data, GError **error)
{
  ClientStart *start = client_start_new ();
  g_autofree char *me = client_store_get_me (store->database);
  g_auto (GStrv) ids = client_store_list_rooms (store->database);

  start->me = client_store_get_user (store->database, me);
  start->cursor = client_store_get_cursor (store->database);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      ClientRoomInfo *room = client_store_room_info (store->database, ids[i]);

      if (room != NULL)
        g_ptr_array_add (start->rooms, room);
    }
  start->people = client_store_list_users (store->database, PEOPLE_AT_START);
  start->outbox = client_store_outbox_list (store->database);
  start->drafts = client_store_list_drafts (store->database);
  start->flags = client_store_list_flags (store->database);

  return start;
}

gpointer
client_cache_request_welcome (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_welcome (store->database, self->welcome, self->since);
}

gpointer
client_cache_request_apply (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_apply (store->database, self->events);
}

gpointer
client_cache_request_put_room (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_put_room (store->database, self->info);
}

gpointer
client_cache_request_set_seen (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_set_seen (store->database, self->room, self->seq, error);
}

gpointer
client_cache_request_read (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_read_page (store->database,
                                 self->room,
                                 self->place,
                                 self->seq,
                                 self->limit,
                                 error);
}

gpointer
client_cache_request_merge (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_merge (store->database, self->history, error);
}

gpointer
client_cache_request_search (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  return client_store_search (store->database, self->text, self->room, self->seq, self->limit);
}

gpointer
client_cache_request_add_outgoing (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  client_store_outbox_add (store->database, self->outgoing);

  return NULL;
}

gpointer
client_cache_request_update_outgoing (ClientStore *store, gpointer data, GError **error)
{
  ClientOutgoing *outgoing = ((ClientCacheRequest *) data)->outgoing;

  client_store_outbox_update (store->database,
                              outgoing->nonce,
                              outgoing->state,
                              outgoing->seq,
                              outgoing->error);
  return NULL;
}

gpointer
client_cache_request_remove_outgoing (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  client_store_outbox_remove (store->database, self->text);

  return NULL;
}

gpointer
client_cache_request_set_draft (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  client_store_set_draft (store->database, self->room, self->text);

  return NULL;
}

gpointer
client_cache_request_set_flags (ClientStore *store, gpointer data, GError **error)
{
  ClientCacheRequest *self = data;

  client_store_set_flags (store->database, self->room, self->flags);

  return NULL;
}
