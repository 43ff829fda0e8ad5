/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-message-private.h"

static ClientMessage *
client_message_new_with (ClientMessageInfo *info, gboolean own, ClientMessageState state)
{
  ClientMessage *self = g_object_new (CLIENT_TYPE_MESSAGE, NULL);

  self->info = info;
  self->seq = info->seq;
  self->own = own;
  self->state = state;

  return self;
}

/**
 * client_message_new_received:
 * @info: a message of the log
 * @me: (nullable): id of the person who uses this client
 *
 * Makes a message that has come.
 *
 * Returns: (transfer full): the message
 */
ClientMessage *
client_message_new_received (ClientMessageInfo *info, const char *me)
{
  ClientMessage *self = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  self = client_message_new_with (client_message_info_ref (info),
                                  me != NULL && g_strcmp0 (info->user, me) == 0,
                                  CLIENT_MESSAGE_SENT);
  self->mentions_me = me != NULL && client_message_info_mentions (info, me);
  self->after_hole = info->is_after_hole;

  return self;
}

/**
 * client_message_new_outgoing:
 * @outgoing: what the person has written
 * @me: (nullable): the person who uses this client
 *
 * Makes a message that is on its way.
 *
 * Returns: (transfer full): the message
 */
ClientMessage *
client_message_new_outgoing (const ClientOutgoing *outgoing, ClientUserInfo *me)
{
  ClientMessage *self = NULL;
  ClientMessageInfo *info = NULL;

  g_return_val_if_fail (outgoing != NULL, NULL);

  info = client_message_info_new ();
  info->seq = outgoing->seq;
  info->time = outgoing->time;
  info->room = g_strdup (outgoing->room);
  info->user = me != NULL ? g_strdup (me->id) : NULL;
  info->name = g_strdup (me != NULL ? me->name : "");
  info->text = g_strdup (outgoing->text);
  info->reply = outgoing->reply;

  self = client_message_new_with (info, TRUE, outgoing->state);
  self->nonce = g_strdup (outgoing->nonce);
  self->error = g_strdup (outgoing->error);

  return self;
}

static void
client_message_notify (ClientMessage *self, const char *property, gboolean has_changed)
{
  if (has_changed)
    g_object_notify (G_OBJECT (self), property);
}

static void
client_message_set_seq (ClientMessage *self, gint64 seq)
{
  gboolean has_changed = self->seq != seq;

  self->seq = seq;
  client_message_notify (self, "seq", has_changed);
}

static void
client_message_set_state (ClientMessage *self, ClientMessageState state)
{
  gboolean has_changed = self->state != state;

  self->state = state;
  client_message_notify (self, "state", has_changed);
}

static void
client_message_set_error (ClientMessage *self, const char *error)
{
  if (g_strcmp0 (self->error, error) == 0)
    return;

  g_free (self->error);
  self->error = g_strdup (error);
  client_message_notify (self, "error", TRUE);
}

static gboolean
has_same_reactions (ClientMessageInfo *one, ClientMessageInfo *other)
{
  guint n_one = one->reactions != NULL ? one->reactions->len : 0;
  guint n_other = other->reactions != NULL ? other->reactions->len : 0;

  if (n_one != n_other)
    return FALSE;

  for (guint i = 0; i < n_one; i++)
    {
      ClientReactionInfo *a = g_ptr_array_index (one->reactions, i);
      ClientReactionInfo *b = g_ptr_array_index (other->reactions, i);

      if (a->count != b->count || a->is_mine != b->is_mine || !g_str_equal (a->emoji, b->emoji))
        return FALSE;
    }

  return TRUE;
}

static void
client_message_notify_info (ClientMessage *self, ClientMessageInfo *old)
{
  ClientMessageInfo *info = self->info;

  client_message_notify (self, "room", g_strcmp0 (old->room, info->room) != 0);
  client_message_notify (self, "sender", g_strcmp0 (old->name, info->name) != 0);
  client_message_notify (self, "sender-id", g_strcmp0 (old->user, info->user) != 0);
  client_message_notify (self, "time", old->time != info->time);
  client_message_notify (self, "reply", old->reply != info->reply);
  client_message_notify (self, "reply-name",
                         g_strcmp0 (old->reply_name, info->reply_name) != 0);
  client_message_notify (self, "reply-excerpt",
                         g_strcmp0 (old->reply_excerpt, info->reply_excerpt) != 0);
  client_message_notify (self, "edited", old->edited != info->edited);
  client_message_notify (self, "deleted", old->is_deleted != info->is_deleted);
  client_message_notify (self, "text", g_strcmp0 (old->text, info->text) != 0);
  client_message_notify (self, "reactions", !has_same_reactions (old, info));
}

/**
 * client_message_update:
 * @self: a message
 * @info: the same message as it now stands in the log
 * @me: (nullable): id of the person who uses this client
 *
 * Takes over what has become of a message, and notifies of what is another than before.
 * One that was on its way has arrived. Whether it comes after a hole stays.
 */
void
client_message_update (ClientMessage *self, ClientMessageInfo *info, const char *me)
{
  g_autoptr (ClientMessageInfo) old = NULL;
  gboolean mentions_me = FALSE;

  g_return_if_fail (CLIENT_IS_MESSAGE (self));
  g_return_if_fail (info != NULL);

  if (self->info == info)
    return;

  old = g_steal_pointer (&self->info);
  self->info = client_message_info_ref (info);
  mentions_me = me != NULL && client_message_info_mentions (info, me);

  g_object_freeze_notify (G_OBJECT (self));
  client_message_notify_info (self, old);
  client_message_notify (self, "mentions-me", self->mentions_me != mentions_me);
  self->mentions_me = mentions_me;
  client_message_report (self, CLIENT_MESSAGE_SENT, info->seq, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * client_message_report:
 * @self: a message that the person has written
 * @state: how far it got
 * @seq: its place in the log if it is sent, or 0
 * @error: (nullable): why it failed, for the person
 *
 * Says how far a message got. Nobody is notified of what is so already.
 */
void
client_message_report (ClientMessage *self,
                       ClientMessageState state,
                       gint64 seq,
                       const char *error)
{
  g_return_if_fail (CLIENT_IS_MESSAGE (self));

  g_object_freeze_notify (G_OBJECT (self));
  client_message_set_seq (self, seq);
  client_message_set_error (self, error);
  client_message_set_state (self, state);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * client_message_set_after_hole:
 * @self: a message
 * @after_hole: whether others may be missing before it
 *
 * Says whether others may be missing between a message and the one before it.
 */
void
client_message_set_after_hole (ClientMessage *self, gboolean after_hole)
{
  gboolean has_changed = FALSE;

  g_return_if_fail (CLIENT_IS_MESSAGE (self));

  has_changed = self->after_hole != after_hole;
  self->after_hole = after_hole;
  client_message_notify (self, "after-hole", has_changed);
}
