/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-presence.h"

#include <string.h>

#include "server-ephemeral.h"

/* About how many are told in one turn of the loop; the others wait for the next. */
#define TOLD_A_TURN 20000

/* What has happened to somebody since it was last told. */
typedef struct
{
  gint64 user;
  gboolean was_online;
  gboolean is_updated;
} Change;

/* What somebody is to be told. */
struct _ServerNews
{
  GArray *on;
  GArray *off;
};

struct _ServerPresence
{
  guint milliseconds;
  GHashTable *users;
  ServerRoom *lobby;

  /* What is gathered */
  GHashTable *gathered; /* user to Change */
  guint timer;

  /* What is being told */
  GQueue changes;
  guint teller;
  GPtrArray *audience;
  guint64 stamp;
  guint n_told;
};

static void
news_free (ServerNews *news)
{
  g_array_unref (news->on);
  g_array_unref (news->off);
  g_free (news);
}

static ServerNews *
get_news (ServerPresence *self, ServerUser *user)
{
  if (user->news == NULL)
    {
      user->news = g_new (ServerNews, 1);
      user->news->on = g_array_new (FALSE, FALSE, sizeof (gint64));
      user->news->off = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_ptr_array_add (self->audience, user);
    }

  return user->news;
}

static gboolean
have_same (GArray *a, GArray *b)
{
  return a->len == b->len && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

/* Most are told the same as the one before, who is in the same rooms. */
static void
tell_news (ServerPresence *self)
{
  g_autoptr (ServerEvent) event = NULL;
  ServerNews *last = NULL;

  for (guint i = 0; i < self->audience->len; i++)
    {
      ServerUser *user = self->audience->pdata[i];
      ServerNews *news = g_steal_pointer (&user->news);

      if (last == NULL || !have_same (last->on, news->on) || !have_same (last->off, news->off))
        {
          g_clear_pointer (&event, server_event_free);
          event = server_ephemeral_presence (news->on, news->off);
        }
      server_user_tell (user, event, NULL);
      g_clear_pointer (&last, news_free);
      last = news;
    }

  g_clear_pointer (&last, news_free);
  g_ptr_array_set_size (self->audience, 0);
}

static void
tell_one (ServerPresence *self, const Change *change, gboolean is_online, ServerEvent *update,
          ServerUser *listener)
{
  if (listener->stamp == self->stamp)
    return;

  listener->stamp = self->stamp;
  self->n_told++;
  if (is_online != change->was_online || !change->is_updated)
    {
      ServerNews *news = get_news (self, listener);

      g_array_append_val (is_online ? news->on : news->off, change->user);
    }
  if (update != NULL)
    server_user_tell (listener, update, NULL);
}

static void
tell_room (ServerPresence *self, const Change *change, gboolean is_online, ServerEvent *update,
           ServerRoom *room)
{
  if (room->n_members > SERVER_PRESENCE_MEMBERS_MAX)
    return;

  for (guint i = room->present->len; i > 0; i--)
    tell_one (self, change, is_online, update, room->present->pdata[i - 1]);
}

/* A guest who has gone is not known any more, but was in the Lobby only. */
static void
tell_change (ServerPresence *self, const Change *change)
{
  ServerUser *user = g_hash_table_lookup (self->users, &change->user);
  gboolean is_online = user != NULL && server_user_is_online (user);
  g_autoptr (ServerEvent) update = NULL;

  /* Who has come and gone meanwhile may have been seen, as a new member for example;
   * but a guest was nobody before. */
  if (is_online == change->was_online && !change->is_updated && (is_online || user == NULL))
    return;

  self->stamp++;
  if (user == NULL)
    {
      tell_room (self, change, FALSE, NULL, self->lobby);
      return;
    }

  user->stamp = self->stamp;
  if (change->is_updated)
    {
      update = server_ephemeral_user (user->info, is_online);
      server_user_tell (user, update, NULL);
    }
  for (guint i = 0; i < user->n_seats; i++)
    tell_room (self, change, is_online, update, user->seats[i].room);
}

static gboolean
on_turn (gpointer user_data)
{
  ServerPresence *self = user_data;

  self->n_told = 0;
  while (!g_queue_is_empty (&self->changes) && self->n_told < TOLD_A_TURN)
    {
      g_autofree Change *change = g_queue_pop_head (&self->changes);

      tell_change (self, change);
    }
  tell_news (self);

  if (!g_queue_is_empty (&self->changes))
    return G_SOURCE_CONTINUE;

  self->teller = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
on_timer (gpointer user_data)
{
  ServerPresence *self = user_data;
  GHashTableIter iter;
  gpointer change = NULL;

  self->timer = 0;
  g_hash_table_iter_init (&iter, self->gathered);
  while (g_hash_table_iter_next (&iter, NULL, &change))
    {
      g_hash_table_iter_steal (&iter);
      g_queue_push_tail (&self->changes, change);
    }
  if (self->teller == 0)
    self->teller = g_idle_add (on_turn, self);

  return G_SOURCE_REMOVE;
}

static Change *
get_change (ServerPresence *self, gint64 user, gboolean was_online)
{
  Change *change = g_hash_table_lookup (self->gathered, &user);

  if (change == NULL)
    {
      change = g_new0 (Change, 1);
      change->user = user;
      change->was_online = was_online;
      g_hash_table_insert (self->gathered, &change->user, change);
    }
  if (self->timer == 0)
    self->timer = g_timeout_add (self->milliseconds, on_timer, self);

  return change;
}

/**
 * server_presence_new:
 * @milliseconds: how long is gathered
 * @users: (element-type gint64 ServerUser): everyone who is known; it stays the caller's
 * @lobby: the room that guests are in; it stays the caller's
 *
 * Returns: (transfer full): a teller of news
 */
ServerPresence *
server_presence_new (guint milliseconds, GHashTable *users, ServerRoom *lobby)
{
  ServerPresence *self = g_new0 (ServerPresence, 1);

  self->milliseconds = milliseconds;
  self->users = users;
  self->lobby = lobby;
  self->gathered = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->audience = g_ptr_array_new ();
  g_queue_init (&self->changes);

  return self;
}

/**
 * server_presence_free:
 * @self: (transfer full): a teller of news
 */
void
server_presence_free (ServerPresence *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->teller, g_source_remove);
  g_queue_clear_full (&self->changes, g_free);
  g_hash_table_unref (self->gathered);
  g_ptr_array_unref (self->audience);
  g_free (self);
}

/**
 * server_presence_changed:
 * @self: a teller of news
 * @user: who has come, or gone
 * @was_online: whether they were here before
 *
 * Notes that somebody has come or gone. Who is back before it is told has not been
 * away.
 */
void
server_presence_changed (ServerPresence *self, gint64 user, gboolean was_online)
{
  get_change (self, user, was_online);
}

/**
 * server_presence_updated:
 * @self: a teller of news
 * @user: whose status has changed
 *
 * Notes that there is something new about somebody.
 */
void
server_presence_updated (ServerPresence *self, ServerUser *user)
{
  get_change (self, user->id, server_user_is_online (user))->is_updated = TRUE;
}
