/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-sync.h"

/* Most events that are written at once: the others wait meanwhile, and so does what
 * is read from the cache. */
#define BATCH_MAX 500

/* For how long events are gathered after others were, in milliseconds: less than a frame, so
 * that nobody sees it, and who looks is told a hundred times a second at most. */
#define GATHER_MS 10

/* As soon as so few events wait, more are wanted. */
#define ENOUGH_WAITING 500

/**
 * ClientSync:
 *
 * Brings what a server tells into the cache, in the order in which it comes: the answer
 * to the hello, then events. Events are gathered while others are being written, and for
 * a moment after that, so that ten thousand need few transactions. What has changed is told only when the cache
 * has it.
 */
struct _ClientSync
{
  GObject parent_instance;

  ClientCache *cache;
  guint opening; /* which cache it is, by number */
  gint64 cursor;

  GQueue waiting; /* of ClientEvent */
  gboolean is_welcome;
  gboolean is_writing;
  gboolean is_full;

  gint64 written_at;
  guint gathering;
};

G_DEFINE_FINAL_TYPE (ClientSync, client_sync, G_TYPE_OBJECT)

enum
{
  PROP_IS_FULL = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_WELCOMED,
  SIGNAL_APPLIED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What was given to a cache; others may have come in its place meanwhile. */
typedef struct
{
  ClientSync *self;
  guint opening;
  GPtrArray *events;
} Batch;

static Batch *
batch_new (ClientSync *self, GPtrArray *events)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->self = g_object_ref (self);
  batch->opening = self->opening;
  batch->events = events;

  return batch;
}

static void
batch_free (Batch *batch)
{
  g_clear_object (&batch->self);
  g_clear_pointer (&batch->events, g_ptr_array_unref);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

static void
client_sync_update_is_full (ClientSync *self)
{
  guint most = self->is_full ? ENOUGH_WAITING : CLIENT_SYNC_MAX_WAITING;
  gboolean is_full = self->waiting.length > most;

  if (is_full == self->is_full)
    return;

  self->is_full = is_full;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FULL]);
}

/* Of a cache that is not this one's any more nobody is told. */
static ClientChanges *
client_sync_end_writing (Batch *batch, GObject *cache, GAsyncResult *result)
{
  ClientSync *self = batch->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientChanges) changes =
    client_cache_changes_finish (CLIENT_CACHE (cache), result, &error);

  if (batch->opening != self->opening)
    return NULL;

  if (changes == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return NULL;
    }

  self->cursor = changes->cursor;
  return g_steal_pointer (&changes);
}

static void client_sync_write (ClientSync *self);

static void
on_applied (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Batch) batch = user_data;
  g_autoptr (ClientChanges) changes = NULL;
  ClientSync *self = batch->self;

  if (batch->opening == self->opening)
    self->is_writing = FALSE;
  changes = client_sync_end_writing (batch, source, result);
  if (changes == NULL)
    return;

  client_sync_write (self);
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, changes, batch->events);
}

static gboolean
on_gathered (gpointer user_data)
{
  ClientSync *self = user_data;

  self->gathering = 0;
  self->written_at = 0;
  client_sync_write (self);
  return G_SOURCE_REMOVE;
}

/* Whether more may come before who looks has seen what came last. */
static gboolean
client_sync_gather (ClientSync *self)
{
  gint64 passed = (g_get_monotonic_time () - self->written_at) / G_TIME_SPAN_MILLISECOND;

  if (self->waiting.length >= BATCH_MAX || passed >= GATHER_MS)
    return FALSE;

  if (self->gathering == 0)
    self->gathering = g_timeout_add (GATHER_MS - passed, on_gathered, self);
  return TRUE;
}

/* Writes what waits, if nothing is being written. */
static void
client_sync_write (ClientSync *self)
{
  GPtrArray *events = NULL;

  if (!self->is_welcome || self->is_writing || self->waiting.length == 0
      || client_sync_gather (self))
    return;

  events = g_ptr_array_new_full (MIN (self->waiting.length, BATCH_MAX),
                                 (GDestroyNotify) client_event_unref);
  while (events->len < BATCH_MAX && self->waiting.length > 0)
    g_ptr_array_add (events, g_queue_pop_head (&self->waiting));

  self->is_writing = TRUE;
  self->written_at = g_get_monotonic_time ();
  g_clear_handle_id (&self->gathering, g_source_remove);
  client_cache_apply_async (self->cache, events, on_applied, batch_new (self, events));
  client_sync_update_is_full (self);
}

static void
on_welcomed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Batch) batch = user_data;
  g_autoptr (ClientChanges) changes = client_sync_end_writing (batch, source, result);

  if (changes != NULL)
    g_signal_emit (batch->self, signals[SIGNAL_WELCOMED], 0, changes);
}

static void
client_sync_dispose (GObject *object)
{
  client_sync_close (CLIENT_SYNC (object));

  G_OBJECT_CLASS (client_sync_parent_class)->dispose (object);
}

static void
client_sync_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientSync *self = CLIENT_SYNC (object);

  switch (id)
    {
    case PROP_IS_FULL:
      g_value_set_boolean (value, self->is_full);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
client_sync_install_signals (GType type)
{
  /**
   * ClientSync::welcomed:
   * @self: the sync
   * @changes: (type gpointer): the #ClientChanges
   *
   * The answer to the hello is in the cache.
   */
  signals[SIGNAL_WELCOMED] = g_signal_new ("welcomed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientSync::applied:
   * @self: the sync
   * @changes: (type gpointer): the #ClientChanges
   * @events: (type gpointer): a #GPtrArray of the #ClientEvent that were applied, of every
   *   kind, repeats among them
   *
   * Events are in the cache.
   */
  signals[SIGNAL_APPLIED] = g_signal_new ("applied", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);

  /**
   * ClientSync::failed:
   * @self: the sync
   * @error: why, a #ClientCacheError
   *
   * The cache has not written something, and takes nothing more until one is welcomed
   * anew.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
client_sync_class_init (ClientSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = client_sync_dispose;
  object_class->get_property = client_sync_get_property;

  /**
   * ClientSync:is-full:
   *
   * Whether so much waits that the server should not be listened to.
   */
  properties[PROP_IS_FULL] =
    g_param_spec_boolean ("is-full", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  client_sync_install_signals (G_TYPE_FROM_CLASS (klass));
}

static void
client_sync_init (ClientSync *self)
{
  g_queue_init (&self->waiting);
  self->cursor = -1;
}

/**
 * client_sync_new:
 *
 * Returns: (transfer full): a sync without a cache
 */
ClientSync *
client_sync_new (void)
{
  return g_object_new (CLIENT_TYPE_SYNC, NULL);
}

/**
 * client_sync_open:
 * @self: a sync without a cache
 * @cache: where everything goes
 * @cursor: the last event that is in it, or -1
 */
void
client_sync_open (ClientSync *self, ClientCache *cache, gint64 cursor)
{
  g_return_if_fail (CLIENT_IS_SYNC (self));
  g_return_if_fail (CLIENT_IS_CACHE (cache));
  g_return_if_fail (self->cache == NULL);

  self->cache = g_object_ref (cache);
  self->cursor = cursor;
}

/**
 * client_sync_close:
 * @self: a sync
 *
 * Takes the cache away; nothing more is told of what is being written to it. Events
 * wait until there is another cache and one is welcomed.
 */
void
client_sync_close (ClientSync *self)
{
  g_return_if_fail (CLIENT_IS_SYNC (self));

  client_sync_stop (self);
  g_clear_object (&self->cache);
  self->cursor = -1;
  self->opening++;
  self->is_writing = FALSE;
}

/**
 * client_sync_welcome:
 * @self: a sync with a cache
 * @welcome: a server's answer to the hello
 * @since: the cursor that was in the hello, or -1 if there was none
 *
 * Begins with what a server says when one comes back; the events follow that were given
 * to client_sync_push() since the line was lost, as they come after it.
 */
void
client_sync_welcome (ClientSync *self, ClientWelcome *welcome, gint64 since)
{
  g_return_if_fail (CLIENT_IS_SYNC (self));
  g_return_if_fail (welcome != NULL);
  g_return_if_fail (self->cache != NULL);

  self->is_welcome = TRUE;
  client_cache_welcome_async (self->cache, welcome, since, on_welcomed, batch_new (self, NULL));
  client_sync_write (self);
}

/**
 * client_sync_push:
 * @self: a sync
 * @event: the next event
 *
 * Takes an event. It waits until one is welcomed, and while others are being written.
 */
void
client_sync_push (ClientSync *self, ClientEvent *event)
{
  g_return_if_fail (CLIENT_IS_SYNC (self));
  g_return_if_fail (event != NULL);

  g_queue_push_tail (&self->waiting, client_event_ref (event));
  client_sync_write (self);
  client_sync_update_is_full (self);
}

/**
 * client_sync_stop:
 * @self: a sync
 *
 * Says that the line is lost: what waits is forgotten, as the server tells it again.
 */
void
client_sync_stop (ClientSync *self)
{
  g_return_if_fail (CLIENT_IS_SYNC (self));

  self->is_welcome = FALSE;
  g_clear_handle_id (&self->gathering, g_source_remove);
  g_queue_clear_full (&self->waiting, (GDestroyNotify) client_event_unref);
  client_sync_update_is_full (self);
}

/**
 * client_sync_get_cursor:
 * @self: a sync
 *
 * Returns: the last event that is known to be in the cache, for the next hello; or -1
 */
gint64
client_sync_get_cursor (ClientSync *self)
{
  g_return_val_if_fail (CLIENT_IS_SYNC (self), -1);

  return self->cursor;
}

/**
 * client_sync_get_is_full:
 * @self: a sync
 *
 * Returns: whether so much waits that the server should not be listened to
 */
gboolean
client_sync_get_is_full (ClientSync *self)
{
  g_return_val_if_fail (CLIENT_IS_SYNC (self), FALSE);

  return self->is_full;
}
