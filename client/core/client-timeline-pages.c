/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-timeline-private.h"

/* From where to where a page has all messages of the cache, and what is beyond. */
typedef struct
{
  ClientPage *page;
  gint64 first;
  gint64 last;
  gboolean has_older;
} Stretch;

static gint64
get_seq (GPtrArray *messages, guint position)
{
  ClientMessageInfo *message = g_ptr_array_index (messages, position);

  return message->seq;
}

static void
stretch_init (Stretch *self, ClientPage *page, ClientPlace place, gint64 anchor)
{
  GPtrArray *messages = page->messages;
  gboolean after_hole = page->is_before_hole;

  if (messages->len > 0)
    after_hole = ((ClientMessageInfo *) g_ptr_array_index (messages, 0))->is_after_hole;

  self->page = page;
  self->has_older = place == CLIENT_PLACE_AFTER || page->has_older || after_hole;
  if (place == CLIENT_PLACE_AFTER)
    self->first = anchor + 1;
  else if (!self->has_older)
    self->first = 1;
  else
    self->first = messages->len > 0 ? get_seq (messages, 0) : anchor;

  if (place == CLIENT_PLACE_BEFORE)
    self->last = anchor - 1;
  else if (page->has_newer)
    self->last = messages->len > 0 ? get_seq (messages, messages->len - 1) : anchor;
  else
    self->last = CLIENT_TIMELINE_END;
}

/* A page that was read before something came is not the end of it all. */
static void
stretch_check (Stretch *self, ClientTimeline *timeline)
{
  GPtrArray *messages = self->page->messages;

  if (self->last == CLIENT_TIMELINE_END && messages->len > 0
      && get_seq (messages, messages->len - 1) < timeline->newest)
    self->last = get_seq (messages, messages->len - 1);
}

static gboolean
has_message (GPtrArray *messages, gint64 seq)
{
  guint low = 0;
  guint high = messages->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_seq (messages, middle) < seq)
        low = middle + 1;
      else
        high = middle;
    }

  return low < messages->len && get_seq (messages, low) == seq;
}

/* A message that a page does not have where it has all is gone. */
static void
client_timeline_drop_others (ClientTimeline *self, Stretch *stretch)
{
  GPtrArray *messages = stretch->page->messages;
  gint64 last = stretch->last;
  guint place = 0;

  if (last == CLIENT_TIMELINE_END)
    last = messages->len > 0 ? get_seq (messages, messages->len - 1) : 0;
  if (stretch->page->needs_server)
    return;

  place = client_timeline_place (self, stretch->first);
  while (place < self->messages->len)
    {
      gint64 seq = client_message_get_seq (g_ptr_array_index (self->messages, place));

      if (seq > last)
        break;
      if (has_message (messages, seq))
        place++;
      else
        client_timeline_remove (self, place, 1);
    }
}

static void
client_timeline_take_all (ClientTimeline *self, GPtrArray *messages, gboolean is_page)
{
  g_auto (ClientRun) run = { 0 };

  client_run_init (&run, self);
  for (guint i = 0; i < messages->len; i++)
    client_timeline_take (self, &run, g_ptr_array_index (messages, i), is_page);
  client_run_flush (&run);
}

static gboolean
client_timeline_touches (ClientTimeline *self, Stretch *stretch)
{
  return self->is_loaded && stretch->first - 1 <= self->last && self->first - 1 <= stretch->last;
}

/* Makes the timeline longer, or tells more of what is in it. */
static void
client_timeline_join (ClientTimeline *self, Stretch *stretch)
{
  guint place = 0;

  if (stretch->first <= self->first)
    {
      self->first = stretch->first;
      self->has_older = stretch->has_older;
    }
  if (stretch->last >= self->last)
    {
      client_timeline_end_at (self, stretch->last);
      self->ends_with_hole = stretch->page->is_before_hole;
    }

  client_timeline_drop_others (self, stretch);
  client_timeline_take_all (self, stretch->page->messages, TRUE);

  if (stretch->last == CLIENT_TIMELINE_END)
    return;
  place = client_timeline_place (self, stretch->last + 1);
  if (place < self->messages->len)
    client_message_set_after_hole (g_ptr_array_index (self->messages, place),
                                   stretch->page->is_before_hole);
}

/* Looks elsewhere. What was on its way and is on the page has arrived. */
static void
client_timeline_jump (ClientTimeline *self, Stretch *stretch)
{
  guint tail = client_timeline_get_tail (self);
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->messages);

  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_loaded = TRUE;
  self->first = stretch->first;
  self->last = stretch->last;
  self->has_older = stretch->has_older;
  self->ends_with_hole = stretch->page->is_before_hole;
  if (client_timeline_get_tail (self) == tail)
    client_timeline_changed (self, 0, old->len, 0);
  else
    client_timeline_changed (self, 0, old->len + tail, client_timeline_get_tail (self));

  client_timeline_take_all (self, stretch->page->messages, TRUE);
}

/**
 * client_timeline_take_page:
 * @self: a timeline
 * @page: messages of the room
 * @place: which ones
 * @anchor: the event that @place is about, or 0
 *
 * Takes over what the cache has. What touches the timeline makes it longer; the newest
 * messages, and those around an event, take its place if they do not. Of the others
 * nothing is taken over then, as the timeline is elsewhere by now.
 */
void
client_timeline_take_page (ClientTimeline *self,
                           ClientPage *page,
                           ClientPlace place,
                           gint64 anchor)
{
  gboolean is_at_end = place != CLIENT_PLACE_BEFORE;
  Stretch stretch = { 0 };

  g_return_if_fail (CLIENT_IS_TIMELINE (self));
  g_return_if_fail (page != NULL);

  /* Where there is nothing, what comes is all there is. */
  if (place == CLIENT_PLACE_NEWEST)
    anchor = MAX (self->cursor, self->newest) + 1;

  stretch_init (&stretch, page, place, anchor);
  stretch_check (&stretch, self);
  if (client_timeline_touches (self, &stretch))
    client_timeline_join (self, &stretch);
  else if (place == CLIENT_PLACE_NEWEST
           || (place == CLIENT_PLACE_AROUND && page->messages->len > 0))
    client_timeline_jump (self, &stretch);

  client_timeline_settle (self);
  client_timeline_trim (self, is_at_end);
}

/* What comes after a hole at the end says so. */
static ClientMessage *
client_timeline_make (ClientTimeline *self, ClientRun *run, ClientMessageInfo *info)
{
  ClientMessage *message = client_message_new_received (info, self->me);

  if (self->ends_with_hole && client_timeline_place (self, info->seq) == self->messages->len
      && run->messages->len == 0)
    {
      client_message_set_after_hole (message, TRUE);
      self->ends_with_hole = FALSE;
    }

  return message;
}

/* Takes over a message, as it came or as it stands now. */
void
client_timeline_take (ClientTimeline *self,
                      ClientRun *run,
                      ClientMessageInfo *info,
                      gboolean is_page)
{
  g_autoptr (ClientMessage) known = NULL;

  g_set_object (&known, client_timeline_find (self, info->seq, NULL));
  if (known != NULL)
    {
      client_timeline_update_twin (self, info);
      client_message_update (known, info, self->me);
      if (is_page)
        client_message_set_after_hole (known, info->is_after_hole);
      return;
    }

  if (client_timeline_arrive (self, run, info, is_page))
    return;
  if (!client_timeline_covers (self, info->seq))
    return;

  client_run_add (run, is_page ? client_message_new_received (info, self->me)
                               : client_timeline_make (self, run, info));
}

static gint
compare (gconstpointer one, gconstpointer other)
{
  const ClientMessageInfo *a = *(ClientMessageInfo *const *) one;
  const ClientMessageInfo *b = *(ClientMessageInfo *const *) other;

  return (a->seq > b->seq) - (a->seq < b->seq);
}

/**
 * client_timeline_apply:
 * @self: a timeline
 * @messages: (element-type ClientMessageInfo): messages of the room that are new or have
 *   changed, in any order
 *
 * Takes over what has happened. What is elsewhere is left to pages.
 */
void
client_timeline_apply (ClientTimeline *self, GPtrArray *messages)
{
  g_autoptr (GPtrArray) sorted = NULL;

  g_return_if_fail (CLIENT_IS_TIMELINE (self));
  g_return_if_fail (messages != NULL);

  sorted = g_ptr_array_sized_new (messages->len);
  for (guint i = 0; i < messages->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (messages, i));
  g_ptr_array_sort (sorted, compare);

  client_timeline_take_all (self, sorted, FALSE);
  client_timeline_trim (self, TRUE);
}

/**
 * client_timeline_pass:
 * @self: a timeline
 * @cursor: the last event that has been applied to the cache
 * @newest: the newest message of the room that the cache has, or 0
 *
 * Says up to where all that is to come has come.
 */
void
client_timeline_pass (ClientTimeline *self, gint64 cursor, gint64 newest)
{
  g_return_if_fail (CLIENT_IS_TIMELINE (self));

  self->cursor = MAX (self->cursor, cursor);
  self->newest = MAX (self->newest, newest);
  client_timeline_settle (self);
}

/**
 * client_timeline_clear:
 * @self: a timeline
 *
 * Forgets everything but what is still to be sent.
 */
void
client_timeline_clear (ClientTimeline *self)
{
  g_autoptr (GPtrArray) old = NULL;
  guint shown = 0;

  g_return_if_fail (CLIENT_IS_TIMELINE (self));

  shown = g_list_model_get_n_items (G_LIST_MODEL (self));
  old = g_steal_pointer (&self->messages);
  self->messages = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_loaded = FALSE;
  self->first = self->last = 0;
  self->cursor = self->newest = 0;
  self->ends_with_hole = FALSE;
  g_hash_table_remove_all (self->twins);
  for (guint i = self->outgoing->len; i > 0; i--)
    if (client_message_get_state (g_ptr_array_index (self->outgoing, i - 1)) == CLIENT_MESSAGE_SENT)
      g_ptr_array_remove_index (self->outgoing, i - 1);

  client_timeline_changed (self, 0, shown, self->outgoing->len);
}
