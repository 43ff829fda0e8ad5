/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-browser.h"

#include <string.h>

#include "client-place.h"

/* Most that are asked about at once, so that one who announces thousands does not keep
 * Avahi from the others. */
#define RESOLVERS_AT_ONCE 16

/* AVAHI_LOOKUP_RESULT_LOCAL of avahi-common/defs.h: this machine announces it. */
#define RESULT_LOCAL 8

struct _ClientBrowser
{
  GObject parent_instance;

  DiscoveryBus *bus;
  GCancellable *cancellable; /* while Avahi is ready */
  guint browsing;
  guint resolving;
  char *path;
  gboolean is_all_for_now;

  GHashTable *places; /* by key */
  GHashTable *resolvers; /* the same, by the path of their resolver */
  GQueue waiting; /* of places, for their turn to be resolved */
  guint asked; /* how many are asked about, and have not been answered */
  gboolean is_full;
};

enum
{
  SIGNAL_SEEN,
  SIGNAL_GONE,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ClientBrowser, client_browser, G_TYPE_OBJECT)

static void resolve_next (ClientBrowser *self);

static void
client_browser_dispose (GObject *object)
{
  ClientBrowser *self = CLIENT_BROWSER (object);

  client_browser_stop (self);
  g_clear_object (&self->bus);
  g_clear_pointer (&self->resolvers, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);

  G_OBJECT_CLASS (client_browser_parent_class)->dispose (object);
}

static void
client_browser_class_init (ClientBrowserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = client_browser_dispose;

  /**
   * ClientBrowser::seen:
   * @self: a browser
   * @sighting: (type gpointer) (transfer full): what is seen; who handles this takes it
   *
   * A server announces itself, or says something else of itself than before.
   */
  signals[SIGNAL_SEEN] = g_signal_new ("seen", CLIENT_TYPE_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * ClientBrowser::gone:
   * @self: a browser
   * @place: what was seen there is seen no more
   */
  signals[SIGNAL_GONE] = g_signal_new ("gone", CLIENT_TYPE_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ClientBrowser::changed:
   * @self: a browser
   *
   * Whether one can look, or has seen all for now, has changed.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", CLIENT_TYPE_BROWSER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * client_browser_new:
 *
 * Returns: (transfer full): one who does not look yet
 */
ClientBrowser *
client_browser_new (void)
{
  return g_object_new (CLIENT_TYPE_BROWSER, NULL);
}

static void
tell_change (ClientBrowser *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static ClientPlace *
find_place (ClientBrowser *self, const char *key)
{
  return g_hash_table_lookup (self->places, key);
}

/* Whatever comes of it, another one has its turn. */
static void
take_answer (ClientPlace *place)
{
  ClientBrowser *self = place->browser;

  if (!place->is_asked || place->is_answered)
    return;

  place->is_answered = TRUE;
  self->asked--;
  resolve_next (self);
  if (client_browser_get_is_settled (self))
    tell_change (self);
}

static void
on_found (ClientPlace *place, GVariant *arguments)
{
  ClientBrowser *self = place->browser;
  ClientSighting *sighting = client_place_read (place, arguments);

  if (sighting != NULL)
    g_signal_emit (self, signals[SIGNAL_SEEN], 0, sighting);
  else
    g_signal_emit (self, signals[SIGNAL_GONE], 0, place->key);
}

static void
on_resolver_signal (GDBusConnection *connection, const char *sender, const char *path,
                    const char *interface, const char *name, GVariant *arguments,
                    gpointer user_data)
{
  ClientBrowser *self = user_data;
  ClientPlace *place = g_hash_table_lookup (self->resolvers, path);

  if (place == NULL)
    return;

  if (strcmp (name, "Found") == 0)
    on_found (place, arguments);
  take_answer (place);
}

static void
free_resolver (ClientBrowser *self, const char *path)
{
  discovery_bus_call (self->bus, path, DISCOVERY_SERVICE_RESOLVER, "Free", NULL, NULL, NULL, NULL,
                      NULL);
}

typedef struct
{
  ClientBrowser *browser;
  char *key;
} Question;

static void
question_free (Question *self)
{
  g_clear_object (&self->browser);
  g_clear_pointer (&self->key, g_free);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* What is announced may have gone meanwhile, or gone and come back. */
static void
on_resolver (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  ClientBrowser *self = question->browser;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *path = NULL;
  ClientPlace *place = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  place = find_place (self, question->key);
  if (answer != NULL)
    g_variant_get (answer, "(&o)", &path);
  else
    g_debug ("“%s” is not resolved: %s", question->key, error->message);

  /* One that has come back is asked about anew, when it is its turn. */
  if (path != NULL && (place == NULL || place->resolver != NULL || !place->is_asked))
    free_resolver (self, path);
  else if (path == NULL && place != NULL)
    take_answer (place);
  else if (place != NULL)
    {
      place->resolver = g_strdup (path);
      g_hash_table_insert (self->resolvers, place->resolver, place);
      discovery_bus_call (self->bus, path, DISCOVERY_SERVICE_RESOLVER, "Start", NULL, NULL, NULL,
                          NULL, NULL);
    }
}

static void
resolve (ClientBrowser *self, ClientPlace *place)
{
  Question *question = g_new0 (Question, 1);

  question->browser = g_object_ref (self);
  question->key = g_strdup (place->key);
  place->is_asked = TRUE;
  self->asked++;
  discovery_bus_call (self->bus, "/", DISCOVERY_SERVER, "ServiceResolverPrepare",
                      g_variant_new ("(iisssiu)", place->interface, place->protocol, place->name,
                                     DISCOVERY_TYPE, place->domain, place->protocol, 0),
                      G_VARIANT_TYPE ("(o)"), self->cancellable, on_resolver, question);
}

static void
resolve_next (ClientBrowser *self)
{
  while (self->asked < RESOLVERS_AT_ONCE && !g_queue_is_empty (&self->waiting))
    resolve (self, g_queue_pop_head (&self->waiting));
}

static void
on_new (ClientBrowser *self, int interface, int protocol, const char *name, const char *domain,
        guint flags)
{
  g_autofree char *key = client_place_make_key (interface, protocol, name, domain);
  ClientPlace *place = NULL;

  if (g_hash_table_contains (self->places, key))
    return;
  if (g_hash_table_size (self->places) >= CLIENT_BROWSER_MAX)
    {
      self->is_full = TRUE;
      return;
    }

  place = client_place_new (interface, protocol, name, domain);
  place->browser = self;
  place->is_here = (flags & RESULT_LOCAL) != 0;
  g_hash_table_insert (self->places, place->key, place);
  g_queue_push_tail (&self->waiting, place);
  resolve_next (self);
}

static void
on_removed (ClientBrowser *self, const char *key)
{
  ClientPlace *place = find_place (self, key);

  if (place == NULL)
    return;

  g_queue_remove (&self->waiting, place);
  g_signal_emit (self, signals[SIGNAL_GONE], 0, key);
  take_answer (place);
  if (place->resolver != NULL)
    {
      free_resolver (self, place->resolver);
      g_hash_table_remove (self->resolvers, place->resolver);
    }
  g_hash_table_remove (self->places, key);
  self->is_full = FALSE;
}

static void
on_item (ClientBrowser *self, const char *signal, GVariant *arguments)
{
  int interface = 0;
  int protocol = 0;
  const char *name = NULL;
  const char *domain = NULL;
  guint flags = 0;

  if (!g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(iisssu)")))
    return;

  g_variant_get (arguments, "(ii&s&s&su)", &interface, &protocol, &name, NULL, &domain, &flags);
  if (strcmp (signal, "ItemNew") == 0)
    {
      on_new (self, interface, protocol, name, domain, flags);
    }
  else
    {
      g_autofree char *key = client_place_make_key (interface, protocol, name, domain);

      on_removed (self, key);
    }
}

static void
on_browser_signal (GDBusConnection *connection, const char *sender, const char *path,
                   const char *interface, const char *name, GVariant *arguments,
                   gpointer user_data)
{
  ClientBrowser *self = user_data;

  if (g_strcmp0 (path, self->path) != 0)
    return;

  if (strcmp (name, "ItemNew") == 0 || strcmp (name, "ItemRemove") == 0)
    on_item (self, name, arguments);
  else if (strcmp (name, "AllForNow") == 0 || strcmp (name, "Failure") == 0)
    {
      self->is_all_for_now = TRUE;
      tell_change (self);
    }
}

static void
on_browser (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientBrowser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer == NULL)
    {
      g_debug ("cannot look for chats: %s", error->message);
      self->is_all_for_now = TRUE;
      tell_change (self);
      return;
    }

  g_variant_get (answer, "(o)", &self->path);
  discovery_bus_call (self->bus, self->path, DISCOVERY_SERVICE_BROWSER, "Start", NULL, NULL, NULL,
                      NULL, NULL);
}

static void
browse (ClientBrowser *self)
{
  self->cancellable = g_cancellable_new ();
  self->browsing = discovery_bus_subscribe (self->bus, DISCOVERY_SERVICE_BROWSER, NULL,
                                            on_browser_signal, self);
  self->resolving = discovery_bus_subscribe (self->bus, DISCOVERY_SERVICE_RESOLVER, NULL,
                                             on_resolver_signal, self);
  discovery_bus_call (self->bus, "/", DISCOVERY_SERVER, "ServiceBrowserPrepare",
                      g_variant_new ("(iissu)", DISCOVERY_ANY, DISCOVERY_ANY, DISCOVERY_TYPE, "",
                                     0),
                      G_VARIANT_TYPE ("(o)"), self->cancellable, on_browser,
                      g_object_ref (self));
}

static GHashTable *
make_places (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) client_place_free);
}

/* Without Avahi nothing is seen. */
static void
close_eyes (ClientBrowser *self)
{
  g_autoptr (GHashTable) places = NULL;
  GHashTableIter iter;
  gpointer key = NULL;

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  discovery_bus_unsubscribe (self->bus, self->browsing);
  discovery_bus_unsubscribe (self->bus, self->resolving);
  g_clear_pointer (&self->path, g_free);
  self->is_all_for_now = FALSE;
  self->is_full = FALSE;
  self->asked = 0;
  g_queue_clear (&self->waiting);
  g_hash_table_remove_all (self->resolvers);

  /* Who is told may look elsewhere at once. */
  places = g_steal_pointer (&self->places);
  self->places = make_places ();
  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_signal_emit (self, signals[SIGNAL_GONE], 0, key);
}

static void
on_bus_changed (DiscoveryBus *bus, ClientBrowser *self)
{
  close_eyes (self);
  if (discovery_bus_get_state (bus) == DISCOVERY_BUS_READY)
    browse (self);
  tell_change (self);
}

static void
client_browser_init (ClientBrowser *self)
{
  self->bus = discovery_bus_new ();
  self->places = make_places ();
  self->resolvers = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->waiting);
  g_signal_connect_object (self->bus, "changed", G_CALLBACK (on_bus_changed), self, 0);
}

/**
 * client_browser_start:
 * @self: a browser
 *
 * Begins to look.
 */
void
client_browser_start (ClientBrowser *self)
{
  g_return_if_fail (CLIENT_IS_BROWSER (self));

  discovery_bus_start (self->bus);
}

/**
 * client_browser_stop:
 * @self: a browser
 *
 * Stops looking. What was seen is gone.
 */
void
client_browser_stop (ClientBrowser *self)
{
  g_return_if_fail (CLIENT_IS_BROWSER (self));

  if (self->bus == NULL)
    return;

  close_eyes (self);
  discovery_bus_stop (self->bus);
}

/**
 * client_browser_get_state:
 * @self: a browser
 *
 * Returns: whether Avahi can be used
 */
DiscoveryBusState
client_browser_get_state (ClientBrowser *self)
{
  g_return_val_if_fail (CLIENT_IS_BROWSER (self), DISCOVERY_BUS_ABSENT);

  return discovery_bus_get_state (self->bus);
}

/**
 * client_browser_get_is_settled:
 * @self: a browser
 *
 * Returns: whether all is seen that is there now
 */
gboolean
client_browser_get_is_settled (ClientBrowser *self)
{
  g_return_val_if_fail (CLIENT_IS_BROWSER (self), FALSE);

  return self->is_all_for_now && self->asked == 0 && g_queue_is_empty (&self->waiting);
}

/**
 * client_browser_get_is_full:
 * @self: a browser
 *
 * Returns: whether there are more than can be followed
 */
gboolean
client_browser_get_is_full (ClientBrowser *self)
{
  g_return_val_if_fail (CLIENT_IS_BROWSER (self), FALSE);

  return self->is_full;
}
