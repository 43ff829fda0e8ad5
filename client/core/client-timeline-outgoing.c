/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-timeline-private.h"

/* Where a message is among those on their way. */
static gboolean
client_timeline_find_place (ClientTimeline *self, gint64 seq, guint *place)
{
  for (guint i = 0; i < self->outgoing->len; i++)
    {
      ClientMessage *message = g_ptr_array_index (self->outgoing, i);

      if (client_message_get_state (message) == CLIENT_MESSAGE_SENT
          && client_message_get_seq (message) == seq)
        {
          *place = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
client_timeline_take_out (ClientTimeline *self, guint place)
{
  gboolean is_shown = client_timeline_is_open (self);

  g_ptr_array_remove_index (self->outgoing, place);
  if (is_shown)
    client_timeline_changed (self, self->messages->len + place, 1, 0);
}

/* A message that has a place in the log goes there, if that is in the timeline. The row
 * does not even move if it is the next one. */
static void
client_timeline_land (ClientTimeline *self, ClientRun *run, guint place)
{
  ClientMessage *message = g_ptr_array_index (self->outgoing, place);
  gint64 seq = client_message_get_seq (message);
  gboolean is_covered = client_timeline_covers (self, seq);

  if (is_covered && place == 0 && client_timeline_is_open (self)
      && client_timeline_place (self, seq) == self->messages->len)
    {
      g_ptr_array_add (self->messages, g_ptr_array_steal_index (self->outgoing, 0));
      return;
    }

  g_object_ref (message);
  client_timeline_take_out (self, place);
  if (is_covered)
    client_run_add (run, message);
  else
    g_object_unref (message);
}

/* Whether something waits that is the same as @info, which is how it is now. */
gboolean
client_timeline_update_twin (ClientTimeline *self, ClientMessageInfo *info)
{
  GHashTableIter iter;
  gpointer twin = NULL;

  g_hash_table_iter_init (&iter, self->twins);
  while (g_hash_table_iter_next (&iter, NULL, &twin))
    if (((ClientMessageInfo *) twin)->seq == info->seq)
      {
        g_hash_table_iter_replace (&iter, client_message_info_ref (info));
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_twin (ClientMessage *message, ClientMessageInfo *info)
{
  ClientMessageInfo *own = client_message_get_info (message);

  return client_message_get_state (message) == CLIENT_MESSAGE_QUEUED && own->reply == info->reply
         && g_strcmp0 (own->text, info->text) == 0;
}

/*
 * When the line is lost between a post and its answer, the event comes first, and does
 * not say which post it is of. It waits for the answer, so that nobody sees it twice.
 */
static gboolean
client_timeline_hold (ClientTimeline *self, ClientMessageInfo *info)
{
  if (self->me == NULL || g_strcmp0 (self->me, info->user) != 0)
    return FALSE;

  for (guint i = 0; i < self->outgoing->len; i++)
    {
      ClientMessage *message = g_ptr_array_index (self->outgoing, i);

      if (!is_twin (message, info) || g_hash_table_contains (self->twins, message))
        continue;
      g_hash_table_insert (self->twins, message, client_message_info_ref (info));
      return TRUE;
    }

  return FALSE;
}

/* Whether a message that has come is one that was on its way. */
gboolean
client_timeline_arrive (ClientTimeline *self,
                        ClientRun *run,
                        ClientMessageInfo *info,
                        gboolean is_page)
{
  g_autoptr (ClientMessage) message = NULL;
  guint place = 0;

  if (self->outgoing->len == 0)
    return FALSE;
  if (client_timeline_update_twin (self, info))
    return TRUE;
  if (!client_timeline_find_place (self, info->seq, &place))
    /* What was there before, and has been edited or is read again, is of no post that waits. */
    return info->seq > self->cursor && client_timeline_hold (self, info);

  g_set_object (&message, g_ptr_array_index (self->outgoing, place));
  client_run_flush (run);
  if (client_timeline_find_place (self, info->seq, &place))
    client_timeline_land (self, run, place);
  client_message_update (message, info, self->me);
  if (is_page || self->ends_with_hole)
    client_message_set_after_hole (message, is_page ? info->is_after_hole : TRUE);
  self->ends_with_hole = self->ends_with_hole && is_page;

  return TRUE;
}

static gboolean
client_timeline_find_passed (ClientTimeline *self, guint *place)
{
  for (guint i = 0; i < self->outgoing->len; i++)
    {
      ClientMessage *message = g_ptr_array_index (self->outgoing, i);

      if (client_message_get_state (message) == CLIENT_MESSAGE_SENT
          && (client_message_get_seq (message) <= self->cursor
              || client_timeline_find (self, client_message_get_seq (message), NULL) != NULL))
        {
          *place = i;
          return TRUE;
        }
    }

  return FALSE;
}

/*
 * What is sent and has not come though all before the cursor has is there already, or comes
 * only with its room's history: it goes to its place without waiting.
 */
void
client_timeline_settle (ClientTimeline *self)
{
  g_auto (ClientRun) run = { 0 };
  guint place = 0;

  if (self->outgoing->len == 0)
    return;

  client_run_init (&run, self);
  while (client_timeline_find_passed (self, &place))
    {
      ClientMessage *message = g_ptr_array_index (self->outgoing, place);

      if (client_timeline_find (self, client_message_get_seq (message), NULL) != NULL)
        {
          client_timeline_take_out (self, place);
          continue;
        }
      client_message_set_after_hole (message, TRUE);
      client_timeline_land (self, &run, place);
      client_run_flush (&run);
    }
}

/**
 * client_timeline_add_outgoing:
 * @self: a timeline
 * @message: what the person has written
 *
 * Adds a message that is on its way.
 */
void
client_timeline_add_outgoing (ClientTimeline *self, ClientMessage *message)
{
  g_return_if_fail (CLIENT_IS_TIMELINE (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  g_ptr_array_add (self->outgoing, g_object_ref (message));
  if (client_timeline_is_open (self))
    client_timeline_changed (self, self->messages->len + self->outgoing->len - 1, 0, 1);
  client_timeline_settle (self);
}

/* Of several that look alike, each gets what is its own. */
static void
client_timeline_swap_twins (ClientTimeline *self, ClientMessage *message, gint64 seq)
{
  GHashTableIter iter;
  gpointer holder = NULL;
  gpointer twin = NULL;
  gpointer own = NULL;

  g_hash_table_iter_init (&iter, self->twins);
  while (g_hash_table_iter_next (&iter, &holder, &twin))
    if (((ClientMessageInfo *) twin)->seq == seq)
      break;
  if (holder == NULL || holder == message || ((ClientMessageInfo *) twin)->seq != seq)
    return;

  g_hash_table_iter_steal (&iter);
  if (g_hash_table_steal_extended (self->twins, message, NULL, &own))
    g_hash_table_insert (self->twins, holder, own);
  g_hash_table_insert (self->twins, message, twin);
}

static void
client_timeline_release (ClientTimeline *self, ClientMessage *message)
{
  g_autoptr (ClientMessageInfo) info = NULL;
  g_auto (ClientRun) run = { 0 };
  gpointer twin = NULL;

  if (!g_hash_table_steal_extended (self->twins, message, NULL, &twin))
    return;

  info = twin;
  client_run_init (&run, self);
  client_timeline_take (self, &run, info, TRUE);
  client_run_flush (&run);
}

/**
 * client_timeline_report:
 * @self: a timeline
 * @message: a message that is on its way
 * @state: how far it got
 * @seq: its place in the log if it is sent, or 0
 * @error: (nullable): why it failed, for the person
 *
 * Says how far a message got.
 */
void
client_timeline_report (ClientTimeline *self,
                        ClientMessage *message,
                        ClientMessageState state,
                        gint64 seq,
                        const char *error)
{
  g_autoptr (ClientMessage) held = NULL;

  g_return_if_fail (CLIENT_IS_TIMELINE (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  if (!g_ptr_array_find (self->outgoing, message, NULL))
    return;

  g_set_object (&held, message);
  client_message_report (message, state, seq, error);
  if (state == CLIENT_MESSAGE_SENT)
    client_timeline_swap_twins (self, message, seq);
  if (state != CLIENT_MESSAGE_QUEUED)
    client_timeline_release (self, message);
  client_timeline_settle (self);
}

/**
 * client_timeline_get_outgoing:
 * @self: a timeline
 *
 * Returns: (transfer none) (element-type ClientMessage): what is on its way
 */
GPtrArray *
client_timeline_get_outgoing (ClientTimeline *self)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), NULL);

  return self->outgoing;
}

/**
 * client_timeline_find_outgoing:
 * @self: a timeline
 * @nonce: by what name the outbox knows it
 *
 * Returns: (transfer none) (nullable): the message, if it is on its way
 */
ClientMessage *
client_timeline_find_outgoing (ClientTimeline *self, const char *nonce)
{
  g_return_val_if_fail (CLIENT_IS_TIMELINE (self), NULL);

  for (guint i = 0; i < self->outgoing->len; i++)
    {
      ClientMessage *message = g_ptr_array_index (self->outgoing, i);

      if (g_strcmp0 (client_message_get_nonce (message), nonce) == 0)
        return message;
    }

  return NULL;
}

/**
 * client_timeline_remove_outgoing:
 * @self: a timeline
 * @message: a message that is on its way
 *
 * Takes a message out that is not to be sent any more.
 */
void
client_timeline_remove_outgoing (ClientTimeline *self, ClientMessage *message)
{
  g_autoptr (ClientMessage) held = NULL;
  guint place = 0;

  g_return_if_fail (CLIENT_IS_TIMELINE (self));
  g_return_if_fail (CLIENT_IS_MESSAGE (message));

  g_set_object (&held, message);
  if (!g_ptr_array_find (self->outgoing, message, &place))
    return;

  client_timeline_take_out (self, place);
  client_timeline_release (self, message);
}
