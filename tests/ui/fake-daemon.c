/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-daemon.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char introspection[] =
  "<node><interface name='" NAME "'>"
  "<method name='GetServerInformation'>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
  "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
  "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
  "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
  "<method name='Notify'>"
  "<arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
  "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/>"
  "<arg type='u' direction='out'/></method>"
  "</interface></node>";

static void
answer (FakeDaemon *self, GDBusMethodInvocation *invocation)
{
  const char *method = g_dbus_method_invocation_get_method_name (invocation);
  GVariant *parameters = g_dbus_method_invocation_get_parameters (invocation);
  guint32 id = 0;

  if (g_str_equal (method, "GetServerInformation"))
    {
      g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(ssss)", "fake", "Charla", "1", "1.2"));
    }
  else if (g_str_equal (method, "GetCapabilities"))
    {
      g_dbus_method_invocation_return_value (invocation,
                                             g_variant_new ("(^as)", self->capabilities));
    }
  else if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (parameters, "(u)", &id);
      g_array_append_val (self->withdrawn, id);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_ptr_array_add (self->shown, g_variant_ref (parameters));
      g_variant_get_child (parameters, 1, "u", &id);
      g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(u)", id != 0 ? id : ++self->last_id));
    }
}

static void
on_method_call (GDBusConnection *connection, const char *sender, const char *path,
                const char *interface, const char *method, GVariant *parameters,
                GDBusMethodInvocation *invocation, gpointer data)
{
  FakeDaemon *self = data;

  if (self->hangs)
    g_ptr_array_add (self->held, invocation);
  else
    answer (self, invocation);
}

FakeDaemon *
fake_daemon_new (const char *bus_address, const char *capabilities)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_method_call };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;
  FakeDaemon *self = g_new0 (FakeDaemon, 1);

  self->capabilities = g_strsplit (capabilities, " ", -1);
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->withdrawn = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->held = g_ptr_array_new ();

  self->connection = g_dbus_connection_new_for_address_sync (
    bus_address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);

  node = g_dbus_node_info_new_for_xml (introspection, &error);
  g_assert_no_error (error);
  self->registration = g_dbus_connection_register_object (
    self->connection, PATH, node->interfaces[0], &vtable, self, NULL, &error);
  g_assert_no_error (error);

  reply = g_dbus_connection_call_sync (
    self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "RequestName", g_variant_new ("(su)", NAME, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return self;
}

/* Answers what it has held back, and what comes from now on. */
void
fake_daemon_resume (FakeDaemon *self)
{
  self->hangs = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    answer (self, g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
}

void
fake_daemon_emit (FakeDaemon *self, const char *signal, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->connection, NULL, PATH, NAME, signal, parameters, &error);
  g_assert_no_error (error);
}

/* A text among the parameters of a call of Notify, counted from 0. */
const char *
fake_daemon_get_text (FakeDaemon *self, guint call, guint member)
{
  const char *text = NULL;

  g_assert_cmpuint (call, <, self->shown->len);
  g_variant_get_child (g_ptr_array_index (self->shown, call), member, "&s", &text);

  return text;
}

void
fake_daemon_free (FakeDaemon *self)
{
  fake_daemon_resume (self);
  g_dbus_connection_unregister_object (self->connection, self->registration);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->shown);
  g_array_unref (self->withdrawn);
  g_strfreev (self->capabilities);
  g_free (self);
}
