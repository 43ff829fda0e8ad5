/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A session and a keyring of the desktop that is locked. */
#include "talk.h"
#include "wait.h"

#if defined(__SANITIZE_ADDRESS__)
const char *__asan_default_options (void);

/* By whole stacks it is known whose leak it is: lsan.supp has those of libsecret. */
const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}
#endif

#define SERVICE "/org/freedesktop/secrets"
#define COLLECTION SERVICE "/aliases/default"
#define PROMPT SERVICE "/prompt/p1"

static const char *const interface_xml =
  "<node>"
  "<interface name='org.freedesktop.Secret.Service'>"
  "<property name='Collections' type='ao' access='read'/>"
  "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
  "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='Unlock'><arg type='ao' direction='in'/>"
  "<arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Collection'>"
  "<method name='CreateItem'><arg type='a{sv}' direction='in'/>"
  "<arg type='(oayays)' direction='in'/><arg type='b' direction='in'/>"
  "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Prompt'>"
  "<method name='Prompt'><arg type='s' direction='in'/></method>"
  "<method name='Dismiss'/>"
  "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
  "</interface>"
  "</node>";

typedef struct
{
  Talk talk;
  GSubprocess *bus;
  GDBusConnection *connection;
  guint objects[3];
  guint owner;
  guint n_prompts;
  guint n_dismissed;
  gboolean is_there;
} Fixture;

static void
open_keyring_session (GDBusMethodInvocation *invocation, GVariant *parameters)
{
  const char *algorithm = NULL;

  g_variant_get (parameters, "(&sv)", &algorithm, NULL);
  if (g_str_equal (algorithm, "plain"))
    g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(vo)", g_variant_new_string (""), SERVICE "/session/s1"));
  else
    g_dbus_method_invocation_return_dbus_error (
      invocation, "org.freedesktop.DBus.Error.NotSupported", "Only plain");
}

static void
dismiss (Fixture *self, GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_value (invocation, NULL);
  g_dbus_connection_emit_signal (self->connection, NULL, PROMPT, "org.freedesktop.Secret.Prompt",
                                 "Completed",
                                 g_variant_new ("(bv)", TRUE, g_variant_new_objv (NULL, 0)), NULL);
  self->n_dismissed++;
}

static void
on_call (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
         const char *method, GVariant *parameters, GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Fixture *self = user_data;

  if (g_str_equal (method, "OpenSession"))
    {
      open_keyring_session (invocation, parameters);
    }
  else if (g_str_equal (method, "Unlock"))
    {
      g_dbus_method_invocation_return_value (invocation,
                                             g_variant_new ("(@aoo)",
                                                            g_variant_new_objv (NULL, 0), PROMPT));
    }
  else if (g_str_equal (method, "CreateItem"))
    {
      g_dbus_method_invocation_return_dbus_error (
        invocation, "org.freedesktop.Secret.Error.IsLocked", "It is locked");
    }
  else if (g_str_equal (method, "Prompt"))
    {
      g_dbus_method_invocation_return_value (invocation, NULL);
      self->n_prompts++;
    }
  else
    {
      dismiss (self, invocation);
    }
}

static GVariant *
on_get (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
        const char *property, GError **error, gpointer user_data)
{
  return g_variant_new_objv (NULL, 0);
}

static void
on_owned (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A bus to itself. GTestDBus waits for the connection that libsecret keeps. */
static char *
start_bus (Fixture *self)
{
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  char *address = NULL;

  self->bus = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "dbus-daemon", "--session",
                                "--nofork", "--print-address", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  return address;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const GDBusInterfaceVTable vtable = { on_call, on_get, NULL, { 0 } };
  const char *const paths[] = { SERVICE, COLLECTION, PROMPT };
  g_autofree char *address = start_bus (self);
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_xml, NULL);

  g_setenv ("SECRET_BACKEND", "service", TRUE);
  self->connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    self->objects[i] = g_dbus_connection_register_object (
      self->connection, paths[i], info->interfaces[i], &vtable, self, NULL, NULL);
  self->owner = g_bus_own_name_on_connection (self->connection, "org.freedesktop.secrets",
                                              G_BUS_NAME_OWNER_FLAGS_NONE, on_owned, NULL,
                                              &self->is_there, NULL);
  WAIT_FOR (self->is_there);
  talk_set_up (&self->talk, data);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  talk_tear_down (&self->talk, data);
  WAIT_FOR (self->n_dismissed == self->n_prompts);
  wait_settle ();
  g_clear_handle_id (&self->owner, g_bus_unown_name);
  for (guint i = 0; i < G_N_ELEMENTS (self->objects); i++)
    g_dbus_connection_unregister_object (self->connection, self->objects[i]);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_subprocess_force_exit (self->bus);
  g_subprocess_wait (self->bus, NULL, NULL);
  g_clear_object (&self->bus);
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data =
    client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
}

/* Who leaves does not wait for somebody to open the keyring, and the key stays in the file. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  Talk *talk = &self->talk;
  g_autoptr (CharlaMessage) hello = NULL;
  gboolean is_over = FALSE;
  gint64 start = 0;

  talk_join (talk);
  WAIT_FOR (self->n_prompts == 1);
  g_assert_cmpint (client_session_get_state (talk->session), ==, CLIENT_SESSION_ONLINE);

  start = g_get_monotonic_time ();
  client_session_shut_down_async (talk->session, on_shut_down, &is_over);
  WAIT_FOR (is_over);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 15 * G_TIME_SPAN_SECOND);
  g_assert_nonnull (client_session_get_secrets_place (talk->session));
  WAIT_FOR (self->n_dismissed == 1);

  talk_shut_down (talk);
  talk_make_session (talk);
  client_session_open (talk->session);
  hello = talk_hear (talk);
  g_assert_cmpstr (charla_message_get_string (hello, "token"), ==, "key");
  WAIT_FOR (self->n_prompts == 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/client/session-secrets/locked", Fixture, NULL, set_up, test_locked, tear_down);

  return g_test_run ();
}
