/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outbox-private.h"

#include <glib/gi18n.h>

#include "charla-code.h"
#include "client-error.h"
#include "client-nonce.h"

/* How long a server that has asked for a pause gets one, if it says how long, and at
 * most. */
#define PAUSE_MS 1000
#define PAUSE_MAX_MS 60000

/**
 * ClientOutbox:
 *
 * What a person has written and a server has not got for certain. A message goes into
 * the cache first, and only then to the server, so that it is sent even if this
 * program ends at any moment. Its nonce stays the same at each attempt: a server that
 * has it already answers so, and there is never a second one.
 *
 * Messages of a room are sent one after the other, so that they arrive in the order in
 * which they were written, whatever happens to one of them.
 */
G_DEFINE_FINAL_TYPE (ClientOutbox, client_outbox, G_TYPE_OBJECT)

enum
{
  SIGNAL_SEND,
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/*
 * Sends what may be sent now.
 */
void
client_outbox_flush (ClientOutbox *self)
{
  g_autoptr (GPtrArray) chosen = NULL;

  if (!self->is_online || self->pause_source != 0)
    return;

  chosen = client_outbox_queue_choose (&self->queue);
  for (guint i = 0; i < chosen->len; i++)
    g_signal_emit (self, signals[SIGNAL_SEND], 0, g_ptr_array_index (chosen, i));
}

/*
 * Says that the cache does not keep what it is given.
 */
void
client_outbox_report_failure (ClientOutbox *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
client_outbox_dispose (GObject *object)
{
  client_outbox_close (CLIENT_OUTBOX (object), FALSE);

  G_OBJECT_CLASS (client_outbox_parent_class)->dispose (object);
}

static void
client_outbox_finalize (GObject *object)
{
  ClientOutbox *self = CLIENT_OUTBOX (object);

  client_outbox_queue_clear (&self->queue);

  G_OBJECT_CLASS (client_outbox_parent_class)->finalize (object);
}

static void
client_outbox_class_init (ClientOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_outbox_dispose;
  object_class->finalize = client_outbox_finalize;

  /**
   * ClientOutbox::send:
   * @self: the outbox
   * @outgoing: (type gpointer): a #ClientOutgoing
   *
   * The message is to be sent to the server; client_outbox_answer() tells later what
   * came of it.
   */
  signals[SIGNAL_SEND] = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientOutbox::changed:
   * @self: the outbox
   * @outgoing: (type gpointer): a #ClientOutgoing
   *
   * The message is in another state now. One that is sent has left the outbox.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientOutbox::failed:
   * @self: the outbox
   * @error: why, a #ClientCacheError
   *
   * The cache has not written something. What was not written waits until there is
   * another cache.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
client_outbox_init (ClientOutbox *self)
{
  client_outbox_queue_init (&self->queue);
}

/**
 * client_outbox_new:
 *
 * Returns: (transfer full): an outbox with nothing in it and without a cache
 */
ClientOutbox *
client_outbox_new (void)
{
  return g_object_new (CLIENT_TYPE_OUTBOX, NULL);
}

/**
 * client_outbox_open:
 * @self: an outbox without a cache
 * @cache: where its messages are kept
 * @kept: (element-type ClientOutgoing): those that are in @cache already
 *
 * Gives the outbox its cache. What is in the outbox already is written to it.
 */
void
client_outbox_open (ClientOutbox *self, ClientCache *cache, GPtrArray *kept)
{
  g_return_if_fail (CLIENT_IS_OUTBOX (self));
  g_return_if_fail (CLIENT_IS_CACHE (cache));
  g_return_if_fail (self->cache == NULL);
  g_return_if_fail (kept != NULL);

  self->cache = g_object_ref (cache);
  client_outbox_queue_take (&self->queue, kept);
  client_outbox_keep (self);
  client_outbox_flush (self);
}

/**
 * client_outbox_close:
 * @self: an outbox
 * @is_file: whether what is in the cache is still there later
 *
 * Takes its cache away. The messages stay; they are sent again only when they are in a
 * cache again.
 */
void
client_outbox_close (ClientOutbox *self, gboolean is_file)
{
  g_return_if_fail (CLIENT_IS_OUTBOX (self));

  client_outbox_set_online (self, FALSE);
  g_clear_object (&self->cache);
  self->opening++;
  self->n_keeping = 0;
  g_clear_handle_id (&self->keep_source, g_source_remove);
  client_outbox_queue_forget_cache (&self->queue, is_file);
}

/**
 * client_outbox_set_online:
 * @self: an outbox
 * @is_online: whether messages can be sent
 *
 * Begins to send, or ends. Of what was sent and not answered nobody knows whether it
 * arrived: it is sent again with the same nonce.
 */
void
client_outbox_set_online (ClientOutbox *self, gboolean is_online)
{
  g_return_if_fail (CLIENT_IS_OUTBOX (self));

  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->is_online = is_online;
  if (is_online)
    client_outbox_flush (self);
  else
    client_outbox_queue_rewind (&self->queue);
}

/**
 * client_outbox_push:
 * @self: an outbox
 * @room: id of a room
 * @text: what the person says
 * @reply: the message that it answers, or 0
 * @error: return location for an error
 *
 * Puts a message behind the others. With %CLIENT_OUTBOX_MAX_MESSAGES or
 * %CLIENT_OUTBOX_MAX_BYTES waiting the outbox takes no more: the error is
 * %CLIENT_ERROR_FULL.
 *
 * Returns: (transfer none): the message until the main loop runs, or %NULL with @error set
 */
const ClientOutgoing *
client_outbox_push (ClientOutbox *self,
                    const char *room,
                    const char *text,
                    gint64 reply,
                    GError **error)
{
  ClientOutboxItem *item = NULL;
  char nonce[CLIENT_NONCE_SIZE];

  g_return_val_if_fail (CLIENT_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!client_outbox_queue_has_room (&self->queue, text))
    {
      g_set_error_literal (error,
                           CLIENT_ERROR,
                           CLIENT_ERROR_FULL,
                           _ ("Too many messages wait to be sent. Try again when they are on "
                              "their way."));
      return NULL;
    }

  client_nonce_make (nonce);
  item = client_outbox_queue_add (&self->queue,
                                  client_outgoing_new (nonce, room, text, reply,
                                                       g_get_real_time ()
                                                         / G_TIME_SPAN_MILLISECOND),
                                  FALSE);
  client_outbox_keep (self);

  return item->outgoing;
}

static gboolean
on_pause_ended (gpointer user_data)
{
  ClientOutbox *self = user_data;

  self->pause_source = 0;
  client_outbox_flush (self);
  return G_SOURCE_REMOVE;
}

static void
client_outbox_refuse (ClientOutbox *self, ClientOutboxItem *item, const char *why)
{
  g_autoptr (ClientOutgoing) refused = NULL;
  ClientOutboxItem *oldest = NULL;

  client_outbox_queue_set_state (&self->queue, item, CLIENT_MESSAGE_FAILED, why);
  client_outbox_write_state (self, item->outgoing);
  refused = client_outgoing_copy (item->outgoing);
  while ((oldest = client_outbox_queue_find_surplus (&self->queue)) != NULL)
    client_outbox_forget (self, oldest);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, refused);
}

static void
client_outbox_settle (ClientOutbox *self, ClientOutboxItem *item, gint64 seq)
{
  g_autoptr (ClientOutgoing) sent = client_outgoing_copy (item->outgoing);

  sent->state = CLIENT_MESSAGE_SENT;
  sent->seq = seq;
  g_clear_pointer (&sent->error, g_free);
  client_outbox_write_state (self, sent);
  client_outbox_queue_remove (&self->queue, item);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, sent);
}

static void
client_outbox_pause (ClientOutbox *self, guint pause_ms)
{
  if (pause_ms == 0)
    pause_ms = PAUSE_MS;
  if (self->pause_source == 0)
    self->pause_source = g_timeout_add (MIN (pause_ms, PAUSE_MAX_MS), on_pause_ended, self);
}

/* Whether it is to be sent again on the same line: too much is under way, or the answer
 * does not say what became of it. */
static gboolean
is_too_early (const GError *error, gint64 seq)
{
  return (error == NULL && seq < 1)
         || g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_RATE_LIMITED)
         || g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_FULL);
}

/**
 * client_outbox_answer:
 * @self: an outbox
 * @nonce: a message that was sent
 * @seq: its place in the log, or 0 if it is not known
 * @error: (nullable): why the server did not take it, a #CharlaCode with a sentence for
 *   the person; or why there is no answer, a #ClientError
 * @retry_ms: when the server wants to be asked again, in milliseconds, or 0
 *
 * Says what came of a message. One that the server refuses fails. One of which no
 * answer came, or that came too early for the server, waits.
 */
void
client_outbox_answer (ClientOutbox *self,
                      const char *nonce,
                      gint64 seq,
                      const GError *error,
                      guint retry_ms)
{
  ClientOutboxItem *item = NULL;

  g_return_if_fail (CLIENT_IS_OUTBOX (self));
  g_return_if_fail (nonce != NULL);

  item = client_outbox_queue_find (&self->queue, nonce);
  if (item == NULL || !item->is_under_way)
    return;

  item->is_under_way = FALSE;
  if (g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_LOST)
      || g_error_matches (error, CLIENT_ERROR, CLIENT_ERROR_TIMED_OUT)
      || g_error_matches (error, CHARLA_CODE_ERROR, CHARLA_CODE_SHUTTING_DOWN))
    return;

  if (is_too_early (error, seq))
    {
      client_outbox_pause (self, retry_ms);
      return;
    }

  g_object_ref (self);
  if (error != NULL)
    client_outbox_refuse (self, item, error->message);
  else
    client_outbox_settle (self, item, seq);
  client_outbox_flush (self);
  g_object_unref (self);
}

/**
 * client_outbox_retry:
 * @self: an outbox
 * @nonce: a message that has failed
 *
 * Sends a message again, in its old place. Nothing happens if there is no such message.
 */
void
client_outbox_retry (ClientOutbox *self, const char *nonce)
{
  ClientOutboxItem *item = NULL;

  g_return_if_fail (CLIENT_IS_OUTBOX (self));
  g_return_if_fail (nonce != NULL);

  item = client_outbox_queue_find (&self->queue, nonce);
  if (item == NULL || item->outgoing->state != CLIENT_MESSAGE_FAILED)
    return;

  client_outbox_queue_set_state (&self->queue, item, CLIENT_MESSAGE_QUEUED, NULL);
  client_outbox_write_state (self, item->outgoing);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, item->outgoing);
  client_outbox_flush (self);
}

/**
 * client_outbox_drop:
 * @self: an outbox
 * @nonce: a message
 *
 * Forgets a message. If it is under way it may arrive all the same.
 *
 * Returns: whether it was there
 */
gboolean
client_outbox_drop (ClientOutbox *self, const char *nonce)
{
  ClientOutboxItem *item = NULL;

  g_return_val_if_fail (CLIENT_IS_OUTBOX (self), FALSE);
  g_return_val_if_fail (nonce != NULL, FALSE);

  item = client_outbox_queue_find (&self->queue, nonce);
  if (item == NULL)
    return FALSE;

  client_outbox_forget (self, item);
  client_outbox_flush (self);

  return TRUE;
}

/**
 * client_outbox_fail:
 * @self: an outbox without a cache
 * @why: why, for the person
 *
 * Gives everything up that waits and is in no file, as there is no place where it could
 * wait longer.
 */
void
client_outbox_fail (ClientOutbox *self, const char *why)
{
  ClientOutboxItem *item = NULL;

  g_return_if_fail (CLIENT_IS_OUTBOX (self));
  g_return_if_fail (self->cache == NULL);
  g_return_if_fail (why != NULL);

  g_object_ref (self);
  while ((item = client_outbox_queue_find_homeless (&self->queue)) != NULL)
    client_outbox_refuse (self, item, why);
  g_object_unref (self);
}

/**
 * client_outbox_leave:
 * @self: an outbox without a cache
 * @why: why the others are not sent, for the person
 *
 * Has the outbox be that of another account: what waits in a file is left there, and what
 * is in none fails. Nothing that was written to one server goes to another.
 *
 * Returns: (transfer full) (array zero-terminated=1): the nonces of what is left
 */
char **
client_outbox_leave (ClientOutbox *self, const char *why)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  ClientOutboxItem *item = NULL;

  g_return_val_if_fail (CLIENT_IS_OUTBOX (self), NULL);
  g_return_val_if_fail (self->cache == NULL, NULL);

  while ((item = client_outbox_queue_find_elsewhere (&self->queue)) != NULL)
    {
      g_strv_builder_add (left, item->outgoing->nonce);
      client_outbox_queue_remove (&self->queue, item);
    }
  client_outbox_fail (self, why);

  return g_strv_builder_end (left);
}

/**
 * client_outbox_get_n_queued:
 * @self: an outbox
 *
 * Returns: how many messages wait for the server to have them
 */
guint
client_outbox_get_n_queued (ClientOutbox *self)
{
  g_return_val_if_fail (CLIENT_IS_OUTBOX (self), 0);

  return self->queue.n_queued;
}
