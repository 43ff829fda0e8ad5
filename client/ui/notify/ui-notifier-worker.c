/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-notifier-worker.h"

#include "charla-config.h"

#include <glib/gi18n.h>
#include <libnotify/notify.h>

#define BUS_NAME "org.freedesktop.Notifications"

/* Between two rounds of calls. Nobody reads faster, and daemons turn away
 * whoever floods them. */
#define INTERVAL_MS 200

/* Shared by the thread and by who made it; the last to let go frees it. */
struct _UiNotifierWorker
{
  GMainContext *main_context;
  UiNotifierActivated activated;
  gpointer data;
  GDestroyNotify destroy;

  GMainContext *context;
  GMainLoop *loop;
  GSource *flush;

  /* Under the mutex. */
  GMutex mutex;
  GCond ended_cond;
  GQueue requests;
  gint64 not_before;
  gboolean ending;
  gboolean ended;

  /* The thread's own. */
  GQueue shown;
  gboolean daemon_known;
  gboolean absence_logged;
  gboolean reads_markup;
  gboolean takes_actions;
};

/* The latest that is wanted for an id; to withdraw if there is no title. */
typedef struct
{
  char *id;
  char *title;
  char *body;
} Request;

typedef struct
{
  UiNotifierWorker *worker;
  char *id;
  NotifyNotification *notification;
} Shown;

typedef struct
{
  UiNotifierWorker *worker;
  char *id;
  char *token;
} Activation;

static Request *
request_new (const char *id, const char *title, const char *body)
{
  Request request = { g_strdup (id), g_strdup (title), g_strdup (body) };

  return g_memdup2 (&request, sizeof request);
}

static void
request_free (Request *request)
{
  g_free (request->id);
  g_free (request->title);
  g_free (request->body);
  g_free (request);
}

static int
request_compare (gconstpointer request, gconstpointer id)
{
  return g_strcmp0 (((const Request *) request)->id, id);
}

static void
shown_free (Shown *shown)
{
  g_signal_handlers_disconnect_by_data (shown->notification, shown);
  g_object_unref (shown->notification);
  g_free (shown->id);
  g_free (shown);
}

static Shown *
worker_find (UiNotifierWorker *self, const char *id)
{
  for (GList *link = self->shown.head; link != NULL; link = link->next)
    if (g_str_equal (((Shown *) link->data)->id, id))
      return link->data;

  return NULL;
}

static void
worker_clear (gpointer data)
{
  UiNotifierWorker *self = data;

  g_queue_clear_full (&self->requests, (GDestroyNotify) request_free);
  g_source_destroy (self->flush);
  g_source_unref (self->flush);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_main_context_unref (self->main_context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended_cond);
  self->destroy (self->data);
}

static void
worker_unref (UiNotifierWorker *self)
{
  g_atomic_rc_box_release_full (self, worker_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UiNotifierWorker, worker_unref)

static void
activation_free (Activation *activation)
{
  worker_unref (activation->worker);
  g_free (activation->id);
  g_free (activation->token);
  g_free (activation);
}

static gboolean
tell_activated (gpointer data)
{
  Activation *it = data;

  it->worker->activated (it->id, it->token, it->worker->data);

  return G_SOURCE_REMOVE;
}

static void
on_default_action (NotifyNotification *notification, char *action, gpointer data)
{
  Shown *shown = data;
  Activation *activation = g_new0 (Activation, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  activation->worker = g_atomic_rc_box_acquire (shown->worker);
  activation->id = g_strdup (shown->id);
  activation->token = g_strdup (notify_notification_get_activation_token (notification));

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_activated, activation, (GDestroyNotify) activation_free);
  g_source_attach (source, shown->worker->main_context);
}

static void
worker_forget (UiNotifierWorker *self, Shown *shown)
{
  g_queue_remove (&self->shown, shown);
  shown_free (shown);
}

static void
on_closed (NotifyNotification *notification, Shown *shown)
{
  worker_forget (shown->worker, shown);
}

static gboolean
worker_close (UiNotifierWorker *self, Shown *shown)
{
  g_autoptr (GError) error = NULL;

  if (!notify_notification_close (shown->notification, &error))
    g_debug ("No notification withdrawn: %s", error->message);
  worker_forget (self, shown);

  return error == NULL;
}

static Shown *
worker_add (UiNotifierWorker *self, const char *id, const char *title)
{
  Shown *shown = g_new0 (Shown, 1);

  if (self->shown.length == UI_NOTIFIER_WORKER_MAX_IDS)
    worker_close (self, g_queue_peek_head (&self->shown));

  shown->worker = self;
  shown->id = g_strdup (id);
  shown->notification = notify_notification_new (title, NULL, CHARLA_APPLICATION_ID);

  notify_notification_set_category (shown->notification, "im.received");
  notify_notification_set_hint (shown->notification, "desktop-entry",
                                g_variant_new_string (CHARLA_APPLICATION_ID));
  /* Daemons without actions have been seen to show them as dialogs. */
  if (self->takes_actions)
    notify_notification_add_action (shown->notification, "default", _("Open"), on_default_action,
                                    shown, NULL);

  g_signal_connect (shown->notification, "closed", G_CALLBACK (on_closed), shown);
  g_queue_push_tail (&self->shown, shown);

  return shown;
}

static gboolean
has_capability (GList *capabilities, const char *name)
{
  return g_list_find_custom (capabilities, name, (GCompareFunc) g_strcmp0) != NULL;
}

/* After a call that failed, the daemon has to answer here first: what it let
 * time out may still be in its queue, and would all pop up one day. */
static gboolean
worker_know_daemon (UiNotifierWorker *self)
{
  GList *capabilities = NULL;

  if (self->daemon_known)
    return TRUE;

  if (!notify_get_server_info (NULL, NULL, NULL, NULL))
    {
      if (!self->absence_logged)
        g_debug ("No notification daemon answers");
      self->absence_logged = TRUE;
      return FALSE;
    }

  capabilities = notify_get_server_caps ();
  self->reads_markup = has_capability (capabilities, "body-markup");
  self->takes_actions = has_capability (capabilities, "actions");
  g_list_free_full (capabilities, g_free);
  self->daemon_known = TRUE;
  self->absence_logged = FALSE;

  return TRUE;
}

static void
worker_show (UiNotifierWorker *self, Request *request)
{
  g_autofree char *escaped = NULL;
  g_autoptr (GError) error = NULL;
  Shown *shown = NULL;
  int number = 0;

  if (!worker_know_daemon (self))
    return;

  shown = worker_find (self, request->id);
  if (shown == NULL)
    shown = worker_add (self, request->id, request->title);

  if (self->reads_markup)
    escaped = g_markup_escape_text (request->body, -1);
  notify_notification_update (shown->notification, request->title,
                              escaped != NULL ? escaped : request->body, CHARLA_APPLICATION_ID);

  if (notify_notification_show (shown->notification, &error))
    return;

  g_debug ("No notification shown: %s", error->message);
  self->daemon_known = FALSE;
  g_object_get (shown->notification, "id", &number, NULL);
  if (number == 0)
    worker_forget (self, shown);
}

static void
worker_handle (gpointer item, gpointer data)
{
  Request *request = item;
  UiNotifierWorker *self = data;
  Shown *shown = NULL;

  if (request->title != NULL)
    worker_show (self, request);
  else if ((shown = worker_find (self, request->id)) != NULL)
    worker_close (self, shown);
}

static void
worker_take_leave (UiNotifierWorker *self)
{
  while (self->shown.length > 0)
    if (!worker_close (self, g_queue_peek_head (&self->shown)))
      break;

  g_queue_clear_full (&self->shown, (GDestroyNotify) shown_free);
  g_main_loop_quit (self->loop);
}

static gboolean
worker_flush (gpointer data)
{
  UiNotifierWorker *self = data;
  GQueue requests;
  gboolean ending;

  g_mutex_lock (&self->mutex);
  requests = self->requests;
  g_queue_init (&self->requests);
  self->not_before = g_get_monotonic_time () + INTERVAL_MS * G_TIME_SPAN_MILLISECOND;
  ending = self->ending;
  g_mutex_unlock (&self->mutex);

  g_queue_foreach (&requests, worker_handle, self);
  g_queue_clear_full (&requests, (GDestroyNotify) request_free);
  if (ending)
    worker_take_leave (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_flush (GSource *source, GSourceFunc callback, gpointer data)
{
  g_source_set_ready_time (source, -1);

  return callback (data);
}

/* The first word about the daemon's name has to come before anything is shown:
 * later, it would be taken for a daemon that has gone. */
static void
worker_begin (UiNotifierWorker *self)
{
  if (g_source_get_context (self->flush) == NULL)
    g_source_attach (self->flush, self->context);
}

static void
on_daemon_appeared (GDBusConnection *connection, const char *name, const char *owner, gpointer data)
{
  worker_begin (data);
}

static void
on_daemon_vanished (GDBusConnection *connection, const char *name, gpointer data)
{
  UiNotifierWorker *self = data;

  self->daemon_known = FALSE;
  g_queue_clear_full (&self->shown, (GDestroyNotify) shown_free);
  worker_begin (self);
}

static void
worker_serve (UiNotifierWorker *self)
{
  guint watch = 0;

  g_main_context_push_thread_default (self->context);
  notify_init ("Charla");
  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                            on_daemon_appeared, on_daemon_vanished, self, NULL);

  g_main_loop_run (self->loop);

  g_bus_unwatch_name (watch);
  notify_uninit ();
  /* What the two let go of is freed in this context. */
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
}

static gpointer
worker_run (gpointer data)
{
  static GMutex one_libnotify;
  g_autoptr (UiNotifierWorker) self = data;

  g_mutex_lock (&one_libnotify);
  worker_serve (self);
  g_mutex_unlock (&one_libnotify);

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  g_cond_signal (&self->ended_cond);
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/**
 * ui_notifier_worker_new:
 * @activated: called in the caller's main context when the person clicks on a notification
 * @data: for @activated
 * @destroy: frees @data, in either thread
 * @error: where to put why no thread could be made
 *
 * Starts the thread.
 *
 * Returns: (nullable): a worker, for ui_notifier_worker_end()
 */
UiNotifierWorker *
ui_notifier_worker_new (UiNotifierActivated activated, gpointer data, GDestroyNotify destroy,
                        GError **error)
{
  static GSourceFuncs flush_funcs = { .dispatch = dispatch_flush };
  g_autoptr (UiNotifierWorker) self = g_atomic_rc_box_new0 (UiNotifierWorker);
  GThread *thread = NULL;

  self->main_context = g_main_context_ref_thread_default ();
  self->activated = activated;
  self->data = data;
  self->destroy = destroy;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->flush = g_source_new (&flush_funcs, sizeof (GSource));
  g_source_set_callback (self->flush, worker_flush, self, NULL);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended_cond);

  g_atomic_rc_box_acquire (self);
  thread = g_thread_try_new ("notifier", worker_run, self, error);
  if (thread == NULL)
    {
      worker_unref (self);
      return NULL;
    }
  g_thread_unref (thread);

  return g_steal_pointer (&self);
}

/**
 * ui_notifier_worker_request:
 * @self: a worker
 * @id: names the notification
 * @title: (nullable): plain text, not empty, or %NULL to withdraw the notification
 * @body: (nullable): plain text
 *
 * Has a notification shown, updated or withdrawn, soon. Of several requests for an id that wait,
 * the last one counts; past %UI_NOTIFIER_WORKER_MAX_IDS the oldest gives way.
 */
void
ui_notifier_worker_request (UiNotifierWorker *self, const char *id, const char *title,
                            const char *body)
{
  GList *obsolete = NULL;

  g_mutex_lock (&self->mutex);

  obsolete = g_queue_find_custom (&self->requests, id, request_compare);
  if (obsolete == NULL && self->requests.length == UI_NOTIFIER_WORKER_MAX_IDS)
    obsolete = self->requests.head;
  if (obsolete != NULL)
    {
      request_free (obsolete->data);
      g_queue_delete_link (&self->requests, obsolete);
    }

  g_queue_push_tail (&self->requests, request_new (id, title, body));
  g_source_set_ready_time (self->flush, self->not_before);

  g_mutex_unlock (&self->mutex);
}

/**
 * ui_notifier_worker_end:
 * @self: (transfer full): a worker
 *
 * Ends the thread once it has withdrawn what it shows, and waits for that, but no longer than
 * %UI_NOTIFIER_WORKER_FAREWELL_MS: a daemon that hangs keeps nobody from quitting.
 */
void
ui_notifier_worker_end (UiNotifierWorker *self)
{
  gint64 deadline =
    g_get_monotonic_time () + UI_NOTIFIER_WORKER_FAREWELL_MS * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&self->mutex);
  g_queue_clear_full (&self->requests, (GDestroyNotify) request_free);
  self->ending = TRUE;
  g_source_set_ready_time (self->flush, 0);
  while (!self->ended)
    if (!g_cond_wait_until (&self->ended_cond, &self->mutex, deadline))
      break;
  g_mutex_unlock (&self->mutex);

  worker_unref (self);
}
