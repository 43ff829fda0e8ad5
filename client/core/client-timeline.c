/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-timeline-private.h"

#include <string.h>

/*
 * How many messages more than needed give way at once. A view lays out anew what
 * follows a removal at the top, so that a full timeline must not remove one for each
 * that arrives.
 */
#define DROP_BATCH (CLIENT_ROOM_MAX_MESSAGES / 20)

static void client_timeline_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientTimeline,
                               client_timeline,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_timeline_list_model_init))

/* Whether what comes now is in the timeline. */
gboolean
client_timeline_is_open (ClientTimeline *self)
{
  return !self->is_loaded || self->last == CLIENT_TIMELINE_END;
}

/* How much of what is on its way is shown. */
guint
client_timeline_get_tail (ClientTimeline *self)
{
  return client_timeline_is_open (self) ? self->outgoing->len : 0;
}

static GType
client_timeline_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_MESSAGE;
}

static guint
client_timeline_get_n_items (GListModel *model)
{
  ClientTimeline *self = CLIENT_TIMELINE (model);

  return self->messages->len + client_timeline_get_tail (self);
}

static gpointer
client_timeline_get_item (GListModel *model, guint position)
{
  ClientTimeline *self = CLIENT_TIMELINE (model);

  if (position < self->messages->len)
    return g_object_ref (g_ptr_array_index (self->messages, position));

  position -= self->messages->len;
  if (position < client_timeline_get_tail (self))
    return g_object_ref (g_ptr_array_index (self->outgoing, position));

  return NULL;
}

static void
client_timeline_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_timeline_get_item_type;
  iface->get_n_items = client_timeline_get_n_items;
  iface->get_item = client_timeline_get_item;
}

static void
client_timeline_finalize (GObject *object)
{
  ClientTimeline *self = CLIENT_TIMELINE (object);

  g_clear_pointer (&self->me, g_free);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->outgoing, g_ptr_array_unref);
  g_clear_pointer (&self->twins, g_hash_table_unref);

  G_OBJECT_CLASS (client_timeline_parent_class)->finalize (object);
}

static void
client_timeline_class_init (ClientTimelineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_timeline_finalize;
}

static void
client_timeline_init (ClientTimeline *self)
{
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->outgoing = g_ptr_array_new_with_free_func (g_object_unref);
  self->twins =
    g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) client_message_info_unref);
}

/**
 * client_timeline_new:
 *
 * Returns: (transfer full): a timeline of which nothing is loaded
 */
ClientTimeline *
client_timeline_new (void)
{
  return g_object_new (CLIENT_TYPE_TIMELINE, NULL);
}

/**
 * client_timeline_set_me:
 * @self: a timeline
 * @me: (nullable): id of the person who uses this client
 *
 * Says which messages are one's own, before there are any.
 */
void
client_timeline_set_me (ClientTimeline *self, const char *me)
{
  g_return_if_fail (CLIENT_IS_TIMELINE (self));

  if (g_strcmp0 (self->me, me) == 0)
    return;

  g_free (self->me);
  self->me = g_strdup (me);
}

/**
 * client_timeline_get_me:
 * @self: a timeline
 *
 * Returns: (transfer none) (nullable): id of the person who uses this client
 */
const char *
client_timeline_get_me (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), NULL);

  return self->me;
}

/**
 * client_timeline_is_loaded:
 * @self: a timeline
 *
 * Returns: whether there has been a page
 */
gboolean
client_timeline_is_loaded (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), FALSE);

  return self->is_loaded;
}

/**
 * client_timeline_has_older:
 * @self: a timeline
 *
 * Returns: whether there are, or may be, older messages
 */
gboolean
client_timeline_has_older (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), FALSE);

  return self->is_loaded && self->has_older;
}

/**
 * client_timeline_has_newer:
 * @self: a timeline
 *
 * Returns: whether there are newer messages
 */
gboolean
client_timeline_has_newer (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), FALSE);

  return !client_timeline_is_open (self);
}

/**
 * client_timeline_get_first:
 * @self: a timeline
 *
 * Returns: from which event on it has all messages that the cache has
 */
gint64
client_timeline_get_first (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), 0);

  return self->first;
}

/**
 * client_timeline_get_last:
 * @self: a timeline
 *
 * Returns: up to which event; %G_MAXINT64 if what comes is added
 */
gint64
client_timeline_get_last (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), 0);

  return self->last;
}

/* Where a message is, or would be. */
guint
client_timeline_place (ClientTimeline *self, gint64 seq)
{
  guint low = 0;
  guint high = self->messages->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (client_message_get_seq (g_ptr_array_index (self->messages, middle)) < seq)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * client_timeline_find:
 * @self: a timeline
 * @seq: a place in the log
 * @position: (out) (optional): where the message is
 *
 * Returns: (transfer none) (nullable): the message that is there
 */
ClientMessage *
client_timeline_find (ClientTimeline *self, gint64 seq, guint *position)
{
  ClientMessage *message = NULL;
  guint place = 0;

  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), NULL);

  place = client_timeline_place (self, seq);
  if (place < self->messages->len)
    message = g_ptr_array_index (self->messages, place);
  if (message == NULL || client_message_get_seq (message) != seq)
    return NULL;

  if (position != NULL)
    *position = place;
  return message;
}

/**
 * client_timeline_find_before:
 * @self: a timeline
 * @seq: a place in the log
 *
 * Returns: the place of the message before that, or 0 if there is none
 */
gint64
client_timeline_find_before (ClientTimeline *self, gint64 seq)
{
  guint place = 0;

  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), 0);

  place = client_timeline_place (self, seq);
  return place > 0 ? client_message_get_seq (g_ptr_array_index (self->messages, place - 1)) : 0;
}

/* Whether a message of that place belongs in the timeline. */
gboolean
client_timeline_covers (ClientTimeline *self, gint64 seq)
{
  return self->is_loaded && seq >= self->first && seq <= self->last;
}

void
client_timeline_changed (ClientTimeline *self, guint position, guint removed, guint added)
{
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

void
client_timeline_remove (ClientTimeline *self, guint position, guint count)
{
  if (count == 0)
    return;

  g_ptr_array_remove_range (self->messages, position, count);
  client_timeline_changed (self, position, count, 0);
}

/* What is on its way is shown at the open end only. */
void
client_timeline_end_at (ClientTimeline *self, gint64 last)
{
  guint before = client_timeline_get_tail (self);
  guint after = 0;

  self->last = last;
  after = client_timeline_get_tail (self);
  if (before != after)
    client_timeline_changed (self, self->messages->len, before, after);
}

/* Drops what is too much, far from the end where one looks. */
void
client_timeline_trim (ClientTimeline *self, gboolean is_at_end)
{
  guint count = self->messages->len;
  ClientMessage *message = NULL;

  if (count <= CLIENT_ROOM_MAX_MESSAGES)
    return;

  count -= CLIENT_ROOM_MAX_MESSAGES - DROP_BATCH;
  if (is_at_end)
    {
      message = g_ptr_array_index (self->messages, count);
      self->first = client_message_get_seq (message);
      self->has_older = TRUE;
      client_timeline_remove (self, 0, count);
    }
  else
    {
      message = g_ptr_array_index (self->messages, self->messages->len - count - 1);
      client_timeline_end_at (self, client_message_get_seq (message));
      client_timeline_remove (self, self->messages->len - count, count);
    }
}

/* Begins to gather messages. */
void
client_run_init (ClientRun *self, ClientTimeline *timeline)
{
  self->timeline = g_object_ref (timeline);
  self->messages = g_ptr_array_new ();
}

void
client_run_clear (ClientRun *self)
{
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_object (&self->timeline);
}

/* Puts what was gathered where it belongs. */
void
client_run_flush (ClientRun *self)
{
  GPtrArray *messages = self->timeline->messages;
  guint count = self->messages->len;
  guint rest = 0;
  guint place = 0;

  if (count == 0)
    return;

  place = client_timeline_place (self->timeline,
                                 client_message_get_seq (g_ptr_array_index (self->messages, 0)));
  rest = messages->len - place;
  g_ptr_array_set_size (messages, messages->len + count);
  memmove (messages->pdata + place + count, messages->pdata + place, rest * sizeof (gpointer));
  memcpy (messages->pdata + place, self->messages->pdata, count * sizeof (gpointer));
  g_ptr_array_set_size (self->messages, 0);
  client_timeline_changed (self->timeline, place, 0, count);
}

/* Takes @message over. Messages are added in their order. */
void
client_run_add (ClientRun *self, ClientMessage *message)
{
  if (self->messages->len > 0)
    {
      ClientMessage *first = g_ptr_array_index (self->messages, 0);

      if (client_timeline_place (self->timeline, client_message_get_seq (first))
          != client_timeline_place (self->timeline, client_message_get_seq (message)))
        client_run_flush (self);
    }

  g_ptr_array_add (self->messages, message);
}
