/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-discovery-private.h"

#include <glib/gi18n.h>

#include "client-browser.h"

enum
{
  PROP_STATE = 1,
  PROP_IS_SETTLED,
  PROP_TROUBLE,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void client_discovery_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientDiscovery, client_discovery, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_discovery_list_model_init))

/* By hand: what the macros make is not ISO C. */
GType
client_discovery_state_get_type (void)
{
  static const GEnumValue values[] = {
    { CLIENT_DISCOVERY_STOPPED, "CLIENT_DISCOVERY_STOPPED", "stopped" },
    { CLIENT_DISCOVERY_STARTING, "CLIENT_DISCOVERY_STARTING", "starting" },
    { CLIENT_DISCOVERY_RUNNING, "CLIENT_DISCOVERY_RUNNING", "running" },
    { CLIENT_DISCOVERY_UNAVAILABLE, "CLIENT_DISCOVERY_UNAVAILABLE", "unavailable" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("ClientDiscoveryState", values));

  return type;
}

static GType
client_discovery_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_SERVER;
}

static guint
client_discovery_get_n_items (GListModel *model)
{
  return CLIENT_DISCOVERY (model)->servers->len;
}

static gpointer
client_discovery_get_item (GListModel *model, guint position)
{
  ClientDiscovery *self = CLIENT_DISCOVERY (model);

  return position < self->servers->len ? g_object_ref (self->servers->pdata[position]) : NULL;
}

static void
client_discovery_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_discovery_get_item_type;
  iface->get_n_items = client_discovery_get_n_items;
  iface->get_item = client_discovery_get_item;
}

static void
client_discovery_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientDiscovery *self = CLIENT_DISCOVERY (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_IS_SETTLED:
      g_value_set_boolean (value, self->is_settled);
      break;
    case PROP_TROUBLE:
      g_value_set_string (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
client_discovery_dispose (GObject *object)
{
  ClientDiscovery *self = CLIENT_DISCOVERY (object);

  if (self->browser != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->browser, self);
      client_browser_stop (self->browser);
    }
  g_clear_object (&self->browser);
  g_clear_object (&self->known);

  G_OBJECT_CLASS (client_discovery_parent_class)->dispose (object);
}

static void
client_discovery_finalize (GObject *object)
{
  g_clear_pointer (&CLIENT_DISCOVERY (object)->servers, g_ptr_array_unref);
  g_clear_pointer (&CLIENT_DISCOVERY (object)->followed, g_hash_table_unref);

  G_OBJECT_CLASS (client_discovery_parent_class)->finalize (object);
}

static void
client_discovery_class_init (ClientDiscoveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = client_discovery_get_property;
  object_class->dispose = client_discovery_dispose;
  object_class->finalize = client_discovery_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, CLIENT_TYPE_DISCOVERY_STATE,
                                              CLIENT_DISCOVERY_STOPPED, flags);
  properties[PROP_IS_SETTLED] = g_param_spec_boolean ("is-settled", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_string ("trouble", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static const char *
describe_trouble (ClientDiscovery *self)
{
  switch (client_browser_get_state (self->browser))
    {
    case DISCOVERY_BUS_ABSENT:
      return _ ("Chats nearby cannot be found, as Avahi is not running on this computer. Install or "
                "start “avahi-daemon”, or enter an address.");
    case DISCOVERY_BUS_SILENT:
      return _ ("Chats nearby cannot be found, as Avahi does not answer. Restart “avahi-daemon”, or "
                "enter an address.");
    case DISCOVERY_BUS_READY:
      if (client_browser_get_is_full (self->browser))
        return _ ("Too many chats announce themselves on this network to list them all.");
      for (guint i = 0; i < self->servers->len; i++)
        if (client_server_get_is_live (self->servers->pdata[i]))
          return NULL;
      return self->is_settled ? _ ("No chat announces itself on this network. If there is one, its "
                                   "computer may be in another network; enter its address.")
                              : NULL;
    case DISCOVERY_BUS_SEARCHING:
    default:
      return NULL;
    }
}

static ClientDiscoveryState
describe_state (ClientDiscovery *self)
{
  if (!self->is_started)
    return CLIENT_DISCOVERY_STOPPED;

  switch (client_browser_get_state (self->browser))
    {
    case DISCOVERY_BUS_READY:
      return CLIENT_DISCOVERY_RUNNING;
    case DISCOVERY_BUS_ABSENT:
    case DISCOVERY_BUS_SILENT:
      return CLIENT_DISCOVERY_UNAVAILABLE;
    case DISCOVERY_BUS_SEARCHING:
    default:
      return CLIENT_DISCOVERY_STARTING;
    }
}

/* Says how the search stands. The sentences are constants, so that they can be compared. */
void
client_discovery_update (ClientDiscovery *self)
{
  ClientDiscoveryState state = describe_state (self);
  gboolean is_settled = state == CLIENT_DISCOVERY_UNAVAILABLE
                        || (self->is_started && client_browser_get_is_settled (self->browser));
  const char *trouble = NULL;

  g_object_freeze_notify (G_OBJECT (self));
  if (state != self->state)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  self->state = state;
  if (is_settled != self->is_settled)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SETTLED]);
  self->is_settled = is_settled;

  trouble = self->is_started ? describe_trouble (self) : NULL;
  if (g_strcmp0 (trouble, self->trouble) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
  self->trouble = trouble;
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_seen (ClientBrowser *browser, gpointer sighting, gpointer user_data)
{
  client_discovery_see (user_data, sighting);
}

static void
on_gone (ClientBrowser *browser, const char *where, gpointer user_data)
{
  client_discovery_unsee (user_data, where);
}

static void
on_changed (ClientBrowser *browser, gpointer user_data)
{
  client_discovery_update (user_data);
}

static void
client_discovery_init (ClientDiscovery *self)
{
  self->servers = g_ptr_array_new_with_free_func (g_object_unref);
  self->browser = client_browser_new ();
  g_signal_connect (self->browser, "seen", G_CALLBACK (on_seen), self);
  g_signal_connect (self->browser, "gone", G_CALLBACK (on_gone), self);
  g_signal_connect (self->browser, "changed", G_CALLBACK (on_changed), self);
}

/**
 * client_discovery_new:
 *
 * Returns: (transfer full): a list of nothing, which nobody fills yet
 */
ClientDiscovery *
client_discovery_new (void)
{
  return g_object_new (CLIENT_TYPE_DISCOVERY, NULL);
}

/**
 * client_discovery_start:
 * @self: a list
 *
 * Begins to look for chats, and goes on until client_discovery_stop().
 */
void
client_discovery_start (ClientDiscovery *self)
{
  g_return_if_fail (CLIENT_IS_DISCOVERY (self));

  self->is_started = TRUE;
  client_browser_start (self->browser);
  client_discovery_update (self);
}

/**
 * client_discovery_stop:
 * @self: a list
 *
 * Stops looking. What was used before stays in the list.
 */
void
client_discovery_stop (ClientDiscovery *self)
{
  g_return_if_fail (CLIENT_IS_DISCOVERY (self));

  self->is_started = FALSE;
  client_browser_stop (self->browser);
  client_discovery_update (self);
}

/**
 * client_discovery_get_state:
 * @self: a list
 *
 * Returns: whether chats are looked for
 */
ClientDiscoveryState
client_discovery_get_state (ClientDiscovery *self)
{
  g_return_val_if_fail (CLIENT_IS_DISCOVERY (self), CLIENT_DISCOVERY_STOPPED);

  return self->state;
}

/**
 * client_discovery_get_is_settled:
 * @self: a list
 *
 * Returns: whether everything is listed that is there now, as far as that can be known.
 *   Others may come at any time
 */
gboolean
client_discovery_get_is_settled (ClientDiscovery *self)
{
  g_return_val_if_fail (CLIENT_IS_DISCOVERY (self), FALSE);

  return self->is_settled;
}

/**
 * client_discovery_get_trouble:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): a sentence for the person, why a chat may be missing
 */
const char *
client_discovery_get_trouble (ClientDiscovery *self)
{
  g_return_val_if_fail (CLIENT_IS_DISCOVERY (self), NULL);

  return self->trouble;
}
