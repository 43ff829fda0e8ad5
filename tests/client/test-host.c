/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-host.h"

#include <glib/gstdio.h>

#include "wait.h"

#define BUS_NAME "io.github.charla_chat.Server"

static const char interface_xml[] =
  "<node>"
  "  <interface name='io.github.charla_chat.Server1'>"
  "    <property name='Name' type='s' access='readwrite'/>"
  "    <property name='Id' type='s' access='read'/>"
  "    <property name='Port' type='q' access='read'/>"
  "    <property name='Addresses' type='as' access='read'/>"
  "    <property name='Users' type='u' access='read'/>"
  "    <method name='Stop'/>"
  "  </interface>"
  "</node>";

/* A chat on this computer that is played by this program, over a connection of its own. */
typedef struct
{
  GTestDBus *bus;
  char *services;
  GDBusConnection *connection;
  GDBusNodeInfo *info;
  guint object;
  guint owner;
  char *name;
  guint n_users;
  gboolean is_stubborn;

  ClientHost *host;
  guint n_changes;
  GAsyncResult *result;
} Fixture;

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Fixture *self = user_data;

  if (self->is_stubborn)
    {
      g_dbus_method_invocation_return_dbus_error (invocation, "a.Error", "No.");
      return;
    }

  g_dbus_method_invocation_return_value (invocation, NULL);
  g_clear_handle_id (&self->owner, g_bus_unown_name);
}

static GVariant *
on_get (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
        const char *property, GError **error, gpointer user_data)
{
  Fixture *self = user_data;
  const char *const addresses[] = { "192.168.1.7:1235", "[fd00::7]:1235", NULL };

  if (g_str_equal (property, "Name"))
    return g_variant_new_string (self->name);
  if (g_str_equal (property, "Id"))
    return g_variant_new_string ("abc");
  if (g_str_equal (property, "Port"))
    return g_variant_new_uint16 (1235);
  if (g_str_equal (property, "Users"))
    return g_variant_new_uint32 (self->n_users);

  return g_variant_new_strv (addresses, -1);
}

static void
tell_changed (Fixture *self, const char *property, GVariant *value)
{
  GVariantDict changed;

  g_variant_dict_init (&changed, NULL);
  g_variant_dict_insert_value (&changed, property, value);
  g_dbus_connection_emit_signal (self->connection, NULL, "/io/github/charla_chat/Server",
                                 "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                 g_variant_new ("(s@a{sv}as)", "io.github.charla_chat.Server1",
                                                g_variant_dict_end (&changed), NULL),
                                 NULL);
}

static gboolean
on_set (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
        const char *property, GVariant *value, GError **error, gpointer user_data)
{
  Fixture *self = user_data;

  if (self->is_stubborn)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No.");
      return FALSE;
    }

  g_free (self->name);
  self->name = g_variant_dup_string (value, NULL);
  tell_changed (self, "Name", g_variant_new_string (self->name));
  return TRUE;
}

static const GDBusInterfaceVTable vtable = {
  .method_call = on_call,
  .get_property = on_get,
  .set_property = on_set,
};

static void
on_changed (Fixture *self)
{
  self->n_changes++;
}

/* For the bus to find when it starts. */
static void
install_server (Fixture *self, const char *command)
{
  g_autofree char *service = g_build_filename (self->services, BUS_NAME ".service", NULL);
  g_autofree char *text =
    g_strdup_printf ("[D-BUS Service]\nName=" BUS_NAME "\nExec=%s\n", command);

  g_assert_true (g_file_set_contents (service, text, -1, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->services = g_dir_make_tmp ("charla-services-XXXXXX", NULL);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  if (data != NULL)
    install_server (self, data);
  g_test_dbus_add_service_dir (self->bus, self->services);
  g_test_dbus_up (self->bus);

  self->connection = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (self->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, NULL);
  self->info = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  self->object = g_dbus_connection_register_object (self->connection,
                                                    "/io/github/charla_chat/Server",
                                                    self->info->interfaces[0], &vtable, self, NULL,
                                                    NULL);
  self->name = g_strdup ("mars");
  self->n_users = 2;

  self->host = client_host_new ();
  g_signal_connect_swapped (self->host, "changed", G_CALLBACK (on_changed), self);
  WAIT_FOR (self->n_changes > 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *service = g_build_filename (self->services, BUS_NAME ".service", NULL);

  g_clear_object (&self->result);
  wait_settle ();
  g_assert_finalize_object (self->host);
  g_clear_handle_id (&self->owner, g_bus_unown_name);
  if (self->object != 0)
    g_dbus_connection_unregister_object (self->connection, self->object);
  g_dbus_node_info_unref (self->info);
  g_clear_object (&self->connection);
  wait_settle ();
  g_test_dbus_down (self->bus);
  g_clear_object (&self->bus);
  g_unlink (service);
  g_rmdir (self->services);
  g_free (self->services);
  g_free (self->name);
}

static void
run_server (Fixture *self)
{
  self->owner = g_bus_own_name_on_connection (self->connection, BUS_NAME,
                                              G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  WAIT_FOR (client_host_get_is_running (self->host));
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_set_object (&self->result, result);
}

static gboolean
start (Fixture *self, const char *name, GError **error)
{
  g_clear_object (&self->result);
  client_host_start_async (self->host, name, NULL, on_done, self);
  WAIT_FOR (self->result != NULL);
  return client_host_start_finish (self->host, self->result, error);
}

static gboolean
stop (Fixture *self, GError **error)
{
  g_clear_object (&self->result);
  client_host_stop_async (self->host, NULL, on_done, self);
  WAIT_FOR (self->result != NULL);
  return client_host_stop_finish (self->host, self->result, error);
}

static void
test_none_runs (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) addresses = client_host_dup_addresses (self->host);

  g_assert_false (client_host_get_is_running (self->host));
  g_assert_null (client_host_get_name (self->host));
  g_assert_null (client_host_get_id (self->host));
  g_assert_cmpuint (client_host_get_port (self->host), ==, 0);
  g_assert_cmpuint (client_host_get_n_users (self->host), ==, 0);
  g_assert_cmpuint (g_strv_length (addresses), ==, 0);
  g_assert_true (stop (self, NULL));
}

static void
test_one_is_found (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) addresses = NULL;

  run_server (self);
  addresses = client_host_dup_addresses (self->host);
  g_assert_cmpstr (client_host_get_name (self->host), ==, "mars");
  g_assert_cmpstr (client_host_get_id (self->host), ==, "abc");
  g_assert_cmpuint (client_host_get_port (self->host), ==, 1235);
  g_assert_cmpuint (client_host_get_n_users (self->host), ==, 2);
  g_assert_cmpuint (g_strv_length (addresses), ==, 2);
  g_assert_cmpstr (addresses[1], ==, "[fd00::7]:1235");

  self->n_users = 3;
  tell_changed (self, "Users", g_variant_new_uint32 (3));
  WAIT_FOR (client_host_get_n_users (self->host) == 3);
}

static gssize
count_users (Fixture *self)
{
  g_clear_object (&self->result);
  client_host_count_users_async (self->host, NULL, on_done, self);
  WAIT_FOR (self->result != NULL);
  return client_host_count_users_finish (self->host, self->result, NULL);
}

/* Who has come since it told how many there are is counted too. */
static void
test_counts (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (count_users (self), ==, 0);

  run_server (self);
  self->n_users = 3;
  g_assert_cmpuint (client_host_get_n_users (self->host), ==, 2);
  g_assert_cmpint (count_users (self), ==, 3);
  g_assert_cmpuint (client_host_get_n_users (self->host), ==, 3);
}

static void
test_does_not_count (Fixture *self, gconstpointer data)
{
  run_server (self);
  g_dbus_connection_unregister_object (self->connection, self->object);
  self->object = 0;
  g_assert_cmpint (count_users (self), ==, 2);
}

static void
test_gets_its_name (Fixture *self, gconstpointer data)
{
  run_server (self);
  g_assert_true (start (self, "Ana’s Chat", NULL));
  g_assert_cmpstr (self->name, ==, "Ana’s Chat");
  WAIT_FOR (g_strcmp0 (client_host_get_name (self->host), "Ana’s Chat") == 0);

  g_assert_true (start (self, NULL, NULL));
  g_assert_cmpstr (self->name, ==, "Ana’s Chat");
}

static void
test_stops (Fixture *self, gconstpointer data)
{
  run_server (self);
  g_assert_true (stop (self, NULL));
  WAIT_FOR (!client_host_get_is_running (self->host));
  g_assert_null (client_host_get_name (self->host));
}

static void
test_does_not_obey (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  run_server (self);
  self->is_stubborn = TRUE;
  g_assert_true (start (self, "another", NULL));
  g_assert_cmpstr (client_host_get_name (self->host), ==, "mars");
  g_assert_false (stop (self, &error));
  g_assert_error (error, CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NOT_ANSWERED);
  g_assert_true (client_host_get_is_running (self->host));
}

static void
test_not_installed (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (start (self, "mars", &error));
  g_assert_error (error, CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NOT_INSTALLED);
}

static void
test_does_not_start (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (start (self, "mars", &error));
  g_assert_error (error, CLIENT_HOST_ERROR, CLIENT_HOST_ERROR_NOT_STARTED);
}

static void
test_nonsense (Fixture *self, gconstpointer data)
{
  run_server (self);
  tell_changed (self, "Users", g_variant_new_string ("many"));
  tell_changed (self, "Port", g_variant_new_int32 (-1));
  tell_changed (self, "Name", g_variant_new_uint32 (7));
  WAIT_FOR (client_host_get_name (self->host) == NULL);
  g_assert_cmpuint (client_host_get_n_users (self->host), ==, 0);
  g_assert_cmpuint (client_host_get_port (self->host), ==, 0);
}

static void
test_goes_before_it_has_looked (Fixture *self, gconstpointer data)
{
  ClientHost *host = client_host_new ();

  g_assert_finalize_object (host);
  wait_settle ();
}

#define ADD(path, test) ADD_WITH (path, NULL, test)
#define ADD_WITH(path, command, test) \
  g_test_add (path, Fixture, command, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/host/none", test_none_runs);
  ADD ("/host/found", test_one_is_found);
  ADD ("/host/count", test_counts);
  ADD ("/host/uncounted", test_does_not_count);
  ADD ("/host/name", test_gets_its_name);
  ADD ("/host/stop", test_stops);
  ADD ("/host/stubborn", test_does_not_obey);
  ADD ("/host/not-installed", test_not_installed);
  ADD_WITH ("/host/not-started", "/bin/false", test_does_not_start);
  ADD ("/host/nonsense", test_nonsense);
  ADD ("/host/early-end", test_goes_before_it_has_looked);

  return g_test_run ();
}
