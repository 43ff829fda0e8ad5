/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-doctor.h"

#include <gio/gio.h>

#include "wait.h"

/* What it finds is tested with whole programs in tests/e2e/test_doctor.py. */

static ClientCheckState
get_state (ClientDoctor *doctor, const char *id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (doctor));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientCheck) check = g_list_model_get_item (G_LIST_MODEL (doctor), i);

      if (g_str_equal (client_check_get_id (check), id))
        return client_check_get_state (check);
    }

  g_error ("there is no check %s", id);
}

static ClientDoctor *
doctor_new (GSocketService *service)
{
  g_autoptr (GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_autofree char *text = g_strdup_printf ("127.0.0.1:%u", port);
  g_autoptr (ClientAddress) address = client_address_parse (text, &error);

  g_assert_no_error (error);
  g_socket_service_start (service);
  return client_doctor_new (address);
}

/* What was begun ends on its own, and then nothing holds it. */
static void
assert_goes (ClientDoctor *doctor)
{
  g_object_add_weak_pointer (G_OBJECT (doctor), (gpointer *) &doctor);
  g_object_unref (doctor);
  WAIT_FOR (doctor == NULL);
}

/* A service that closes each connection. */
static void
test_no_chat (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  ClientDoctor *doctor = doctor_new (service);

  g_assert_cmpint (get_state (doctor, "port"), ==, CLIENT_CHECK_WAITING);
  client_doctor_start (doctor);
  client_doctor_start (doctor);
  g_assert_true (client_doctor_get_is_running (doctor));
  WAIT_FOR (!client_doctor_get_is_running (doctor));
  g_assert_cmpint (get_state (doctor, "port"), ==, CLIENT_CHECK_PASSED);
  g_assert_cmpint (get_state (doctor, "tls"), ==, CLIENT_CHECK_WARNING);
  g_assert_cmpint (get_state (doctor, "charla"), ==, CLIENT_CHECK_WARNING);
  g_assert_cmpint (get_state (doctor, "clock"), ==, CLIENT_CHECK_SKIPPED);
  g_assert_cmpint (get_state (doctor, "avahi"), ==, CLIENT_CHECK_FAILED);
  g_assert_true (client_doctor_get_has_failed (doctor));

  g_socket_service_stop (service);
  assert_goes (doctor);
}

static void
on_take (GSocketService *service, GSocketConnection *connection, GObject *source,
         GSocketConnection **taken)
{
  *taken = g_object_ref (connection);
}

/* A service that says nothing, and somebody who does not want to know any more. */
static void
test_stop (void)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GSocketConnection) taken = NULL;
  ClientDoctor *doctor = doctor_new (service);

  g_signal_connect (service, "incoming", G_CALLBACK (on_take), &taken);
  client_doctor_start (doctor);
  WAIT_FOR (taken != NULL && get_state (doctor, "tls") == CLIENT_CHECK_RUNNING);
  client_doctor_stop (doctor);
  g_assert_false (client_doctor_get_is_running (doctor));
  g_assert_cmpint (get_state (doctor, "tls"), ==, CLIENT_CHECK_SKIPPED);

  g_socket_service_stop (service);
  assert_goes (doctor);
}

static void
test_no_address (void)
{
  ClientDoctor *doctor = client_doctor_new (NULL);

  g_assert_null (client_doctor_get_address (doctor));
  client_doctor_start (doctor);
  WAIT_FOR (!client_doctor_get_is_running (doctor));
  g_assert_cmpint (get_state (doctor, "name"), ==, CLIENT_CHECK_SKIPPED);
  g_assert_cmpint (get_state (doctor, "route"), ==, CLIENT_CHECK_SKIPPED);
  assert_goes (doctor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/doctor/no-chat", test_no_chat);
  g_test_add_func ("/client/doctor/stop", test_stop);
  g_test_add_func ("/client/doctor/no-address", test_no_address);

  return g_test_run ();
}
