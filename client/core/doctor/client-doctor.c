/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-doctor-private.h"

#include <glib/gi18n.h>

enum
{
  PROP_ADDRESS = 1,
  PROP_IS_RUNNING,
  PROP_HAS_FAILED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

/* In the order in which one thing needs the other. */
static const struct
{
  const char *id;
  const char *title;
  void (*check) (ClientDoctor *self);
} examinations[] = {
  { "network", N_ ("Network"), client_doctor_check_network },
  { "name", N_ ("Name of the computer"), client_doctor_check_name },
  { "route", N_ ("Way to the computer"), client_doctor_check_route },
  { "port", N_ ("Port"), client_doctor_check_port },
  { "tls", N_ ("Encryption"), client_doctor_check_tls },
  { "charla", N_ ("Chat"), client_doctor_check_charla },
  { "identity", N_ ("Identity of the server"), client_doctor_check_identity },
  { "version", N_ ("Version"), client_doctor_check_version },
  { "clock", N_ ("Clock"), client_doctor_check_clock },
  { "join", N_ ("Word for new people"), client_doctor_check_join },
  { "avahi", N_ ("Finding chats"), client_doctor_check_avahi },
  { "announced", N_ ("Announcement of the server"), client_doctor_check_announced },
  { "announcing", N_ ("Announcements of this computer"), client_doctor_check_own },
};

static void client_doctor_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientDoctor, client_doctor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      client_doctor_list_model_init))

static GType
client_doctor_get_item_type (GListModel *model)
{
  return CLIENT_TYPE_CHECK;
}

static guint
client_doctor_get_n_items (GListModel *model)
{
  return CLIENT_DOCTOR (model)->checks->len;
}

static gpointer
client_doctor_get_item (GListModel *model, guint position)
{
  ClientDoctor *self = CLIENT_DOCTOR (model);

  return position < self->checks->len ? g_object_ref (self->checks->pdata[position]) : NULL;
}

static void
client_doctor_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = client_doctor_get_item_type;
  iface->get_n_items = client_doctor_get_n_items;
  iface->get_item = client_doctor_get_item;
}

static void
client_doctor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ClientDoctor *self = CLIENT_DOCTOR (object);

  switch (id)
    {
    case PROP_ADDRESS:
      g_value_set_boxed (value, self->address);
      break;
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, self->is_running);
      break;
    case PROP_HAS_FAILED:
      g_value_set_boolean (value, client_doctor_get_has_failed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
client_doctor_dispose (GObject *object)
{
  ClientDoctor *self = CLIENT_DOCTOR (object);

  client_doctor_stop (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->discovery);
  g_clear_object (&self->known);

  G_OBJECT_CLASS (client_doctor_parent_class)->dispose (object);
}

static void
client_doctor_finalize (GObject *object)
{
  ClientDoctor *self = CLIENT_DOCTOR (object);

  g_clear_pointer (&self->address, client_address_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->question, g_bytes_unref);
  g_clear_pointer (&self->look, charla_message_unref);
  g_clear_object (&self->certificate);
  g_clear_object (&self->remote);
  g_clear_object (&self->enumerator);
  charla_framer_clear (&self->framer);

  G_OBJECT_CLASS (client_doctor_parent_class)->finalize (object);
}

static void
client_doctor_class_init (ClientDoctorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = client_doctor_get_property;
  object_class->dispose = client_doctor_dispose;
  object_class->finalize = client_doctor_finalize;

  properties[PROP_ADDRESS]
    = g_param_spec_boxed ("address", NULL, NULL, CLIENT_TYPE_ADDRESS, flags);
  properties[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_FAILED] = g_param_spec_boolean ("has-failed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
client_doctor_init (ClientDoctor *self)
{
  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
  self->targets = g_ptr_array_new_with_free_func (g_object_unref);
  charla_framer_init (&self->framer, CHARLA_FRAME_MAX_FROM_SERVER);
  for (guint i = 0; i < G_N_ELEMENTS (examinations); i++)
    g_ptr_array_add (self->checks,
                     client_check_new (examinations[i].id, _ (examinations[i].title)));
}

/**
 * client_doctor_new:
 * @address: (nullable): where the server should be; %NULL to look only whether one could be
 *   found
 *
 * Returns: (transfer full): a doctor who has not begun
 */
ClientDoctor *
client_doctor_new (ClientAddress *address)
{
  ClientDoctor *self = g_object_new (CLIENT_TYPE_DOCTOR, NULL);

  self->address = address != NULL ? client_address_ref (address) : NULL;
  return self;
}

static ClientCheck *
get_check (ClientDoctor *self, guint position)
{
  return g_ptr_array_index (self->checks, position);
}

static gboolean
on_late (gpointer user_data)
{
  ClientDoctor *self = user_data;

  self->timeout = 0;
  self->is_late = TRUE;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/* What the next question is asked with, which has so many milliseconds. */
GCancellable *
client_doctor_limit (ClientDoctor *self, guint milliseconds)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_late = FALSE;
  self->timeout = g_timeout_add (milliseconds, on_late, self);

  return self->cancellable;
}

/* Whether nobody wants the answer any more. */
gboolean
client_doctor_is_stopped (ClientDoctor *self, const GError *error)
{
  if (!self->is_running)
    return TRUE;

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !self->is_late;
}

static void
close_stream (ClientDoctor *self)
{
  if (self->stream != NULL)
    g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_clear_object (&self->stream);
}

static void
finish (ClientDoctor *self)
{
  self->is_running = FALSE;
  close_stream (self);
  if (self->discovery != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->discovery, self);
      client_discovery_stop (self->discovery);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_FAILED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
}

static gboolean
on_next (gpointer user_data)
{
  g_autoptr (ClientDoctor) self = g_object_ref (user_data);

  self->next = 0;
  if (self->current >= self->checks->len)
    {
      finish (self);
      return G_SOURCE_REMOVE;
    }

  client_check_set (get_check (self, self->current), CLIENT_CHECK_RUNNING, NULL, NULL);
  examinations[self->current].check (self);

  return G_SOURCE_REMOVE;
}

/* The result of the check whose turn it is. Takes @detail over. */
void
client_doctor_tell (ClientDoctor *self, ClientCheckState state, char *detail, const char *advice)
{
  g_autofree char *owned = detail;

  g_clear_handle_id (&self->timeout, g_source_remove);
  client_check_set (get_check (self, self->current), state, owned, advice);
  self->current++;
  self->next = g_idle_add (on_next, self);
}

static void
on_known (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ClientDoctor) self = user_data;

  /* Without the file nothing is known: that is said where it matters. */
  client_known_servers_finish (CLIENT_KNOWN_SERVERS (source), result, NULL);
  if (self->is_running)
    self->next = g_idle_add (on_next, self);
}

/**
 * client_doctor_start:
 * @self: a doctor
 *
 * Begins to examine, which is done once. Announcements are listened to from now on.
 */
void
client_doctor_start (ClientDoctor *self)
{
  g_return_if_fail (CLIENT_IS_DOCTOR (self));

  if (self->is_running || self->is_over)
    return;

  self->is_running = TRUE;
  self->is_over = TRUE;
  self->discovery = client_discovery_new ();
  self->known = client_known_servers_new (NULL);
  client_discovery_start (self->discovery);
  client_known_servers_load_async (self->known, NULL, on_known, g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_RUNNING]);
}

/**
 * client_doctor_stop:
 * @self: a doctor
 *
 * Ends the examination. What was not looked at stays unknown.
 */
void
client_doctor_stop (ClientDoctor *self)
{
  g_return_if_fail (CLIENT_IS_DOCTOR (self));

  if (!self->is_running)
    return;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_handle_id (&self->next, g_source_remove);
  self->is_late = FALSE;
  for (guint i = self->current; i < self->checks->len; i++)
    client_check_set (get_check (self, i), CLIENT_CHECK_SKIPPED, NULL, NULL);
  finish (self);
  g_cancellable_cancel (self->cancellable);
}

/**
 * client_doctor_get_address:
 * @self: a doctor
 *
 * Returns: (transfer none) (nullable): where the server should be
 */
ClientAddress *
client_doctor_get_address (ClientDoctor *self)
{
  g_return_val_if_fail (CLIENT_IS_DOCTOR (self), NULL);

  return self->address;
}

/**
 * client_doctor_get_is_running:
 * @self: a doctor
 *
 * Returns: whether there are checks to be made
 */
gboolean
client_doctor_get_is_running (ClientDoctor *self)
{
  g_return_val_if_fail (CLIENT_IS_DOCTOR (self), FALSE);

  return self->is_running;
}

/**
 * client_doctor_get_has_failed:
 * @self: a doctor
 *
 * Returns: whether something is wrong, as far as is known
 */
gboolean
client_doctor_get_has_failed (ClientDoctor *self)
{
  g_return_val_if_fail (CLIENT_IS_DOCTOR (self), FALSE);

  for (guint i = 0; i < self->checks->len; i++)
    if (client_check_get_state (get_check (self, i)) == CLIENT_CHECK_FAILED)
      return TRUE;

  return FALSE;
}
