/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-room-private.h"

/* Most messages that are looked at anew at a time, as many as a server answers with. */
#define REFRESH_PAGE 200

/* Which page is looked at anew. */
typedef struct
{
  ClientRoom *room;
  ClientPlace place;
  gint64 anchor;
  guint epoch;
  guint limit;
} Refresh;

static void client_room_refresh_page (Refresh *refresh);

static void
refresh_end (Refresh *self, gboolean is_fresh)
{
  self->room->is_refreshing = FALSE;
  if (is_fresh)
    self->room->is_stale = FALSE;
  g_clear_object (&self->room);
  g_free (self);
}

/* Where there is a hole, what is before it is next: that it is filled is not wanted yet. */
static gboolean
refresh_go_on (Refresh *self, ClientPage *page)
{
  ClientTimeline *timeline = self->room->timeline;
  ClientMessageInfo *first = NULL;
  gint64 before = 0;

  if (!self->room->is_stale || page->messages->len == 0)
    return FALSE;

  first = g_ptr_array_index (page->messages, 0);
  before = client_timeline_find_before (timeline, first->seq);
  if (before == 0)
    return FALSE;

  self->place = CLIENT_PLACE_BEFORE;
  self->anchor = first->is_after_hole ? before + 1 : first->seq;
  return TRUE;
}

/* Takes @self over. */
static void
refresh_take (Refresh *self, ClientPage *page)
{
  ClientRoom *room = self->room;

  client_timeline_take_page (room->timeline, page, self->place, self->anchor);
  client_room_tell_ends (room);

  if (refresh_go_on (self, page))
    client_room_refresh_page (self);
  else
    refresh_end (self, TRUE);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;
  g_autoptr (ClientPage) page = client_pager_finish (CLIENT_PAGER (source), result, NULL);

  if (page != NULL && refresh->epoch == refresh->room->epoch)
    refresh_take (refresh, page);
  else
    refresh_end (refresh, FALSE);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Refresh *refresh = user_data;
  ClientRoom *room = refresh->room;
  g_autoptr (ClientPage) page = client_pager_finish (CLIENT_PAGER (source), result, NULL);

  if (page == NULL || refresh->epoch != room->epoch)
    refresh_end (refresh, FALSE);
  else if (!page->needs_server)
    refresh_take (refresh, page);
  else
    {
      room->is_stale = TRUE;
      client_timeline_take_page (room->timeline, page, refresh->place, refresh->anchor);
      client_room_tell_ends (room);
      client_pager_fetch_async (CLIENT_PAGER (source), room->info->id, refresh->place,
                                refresh->anchor, refresh->limit, on_fetched, refresh);
    }
}

static void
client_room_refresh_page (Refresh *refresh)
{
  ClientRoom *room = refresh->room;

  if (room->pager == NULL)
    refresh_end (refresh, FALSE);
  else
    client_pager_read_async (room->pager, room->info->id, refresh->place, refresh->anchor,
                             refresh->limit, on_read, refresh);
}

/*
 * client_room_refresh:
 * @self: a room
 *
 * Looks anew at the messages that somebody looks at, the newest first, where some may be
 * missing or may have changed without anybody telling. What fails is tried again the
 * next time.
 */
void
client_room_refresh (ClientRoom *self)
{
  Refresh *refresh = NULL;

  if (!self->is_open || self->is_refreshing)
    return;

  self->is_refreshing = TRUE;
  refresh = g_new0 (Refresh, 1);
  refresh->room = g_object_ref (self);
  refresh->epoch = self->epoch;
  refresh->limit = CLAMP (g_list_model_get_n_items (G_LIST_MODEL (self)), CLIENT_ROOM_PAGE,
                          REFRESH_PAGE);
  if (self->has_newer)
    {
      refresh->place = CLIENT_PLACE_BEFORE;
      refresh->anchor = client_timeline_get_last (self->timeline) + 1;
    }
  client_room_refresh_page (refresh);
}
