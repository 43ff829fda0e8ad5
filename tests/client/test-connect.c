/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-connect.h"

#include <gio/gnetworking.h>

#include "client-error.h"
#include "fake-resolver.h"
#include "fake-server.h"
#include "wait.h"

#define LONG_MS 30000

typedef struct
{
  gboolean done;
  GSocketConnection *connection;
  GError *error;
} Outcome;

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->connection = client_connect_finish (result, &outcome->error);
  outcome->done = TRUE;
}

/* Connects to @address and checks how that ends; 0 as @code for a connection. */
static GSocketConnection *
try_address (ClientAddress *address, guint timeout_ms, int code)
{
  Outcome outcome = { 0 };

  client_connect_async (address, timeout_ms, NULL, on_done, &outcome);
  g_assert_false (outcome.done);
  WAIT_FOR (outcome.done);

  if (code < 0)
    {
      g_assert_no_error (outcome.error);
      return outcome.connection;
    }

  g_assert_null (outcome.connection);
  g_assert_error (outcome.error, CLIENT_ERROR, code);
  g_assert_true (g_str_has_suffix (outcome.error->message, "."));
  g_clear_error (&outcome.error);
  return NULL;
}

static void
try_text (const char *text, guint timeout_ms, int code)
{
  g_autoptr (ClientAddress) address = client_address_parse (text, NULL);

  g_assert_null (try_address (address, timeout_ms, code));
}

static int
get_option (GSocketConnection *connection, int level, int option)
{
  int value = -1;
  g_autoptr (GError) error = NULL;

  g_socket_get_option (g_socket_connection_get_socket (connection), level, option, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_connects (void)
{
  g_autoptr (FakeServer) server = fake_server_new ();
  g_autoptr (ClientAddress) address = fake_server_get_address (server);
  g_autoptr (GSocketConnection) connection = try_address (address, LONG_MS, -1);
  GSocket *socket = g_socket_connection_get_socket (connection);

  WAIT_FOR (server->n_accepted == 1);

  /* A line that is silent for long is not dead, but one to a dead host is noticed. */
  g_assert_cmpuint (g_socket_get_timeout (socket), ==, 0);
  g_assert_true (g_socket_get_keepalive (socket));
  g_assert_cmpint (get_option (connection, IPPROTO_TCP, TCP_KEEPIDLE), <=, 60);
  g_assert_cmpint (get_option (connection, IPPROTO_TCP, TCP_USER_TIMEOUT), >, 0);

  g_assert_finalize_object (g_steal_pointer (&connection));
}

static void
test_refused (void)
{
  g_autoptr (FakeServer) server = fake_server_new ();
  g_autoptr (ClientAddress) address = fake_server_get_address (server);

  fake_server_go_away (server);
  try_address (address, LONG_MS, CLIENT_ERROR_REFUSED);
}

static void
test_not_found (void)
{
  g_autoptr (GError) cause =
    g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no");
  FakeResolver *resolver = fake_resolver_install (cause);

  try_text ("lab", LONG_MS, CLIENT_ERROR_NOT_FOUND);
  g_object_unref (resolver);
}

static void
test_no_name_service (void)
{
  g_autoptr (GError) cause =
    g_error_new_literal (G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, "no");
  FakeResolver *resolver = fake_resolver_install (cause);

  try_text ("lab", LONG_MS, CLIENT_ERROR_UNREACHABLE);
  g_object_unref (resolver);
}

static void
test_unreachable (void)
{
  g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "no");
  FakeResolver *resolver = fake_resolver_install (cause);

  try_text ("lab", LONG_MS, CLIENT_ERROR_UNREACHABLE);
  g_object_unref (resolver);
}

static void
test_times_out (void)
{
  FakeResolver *resolver = fake_resolver_install (NULL);

  try_text ("lab", 10, CLIENT_ERROR_TIMED_OUT);
  g_object_unref (resolver);
}

static void
test_cancelled (void)
{
  FakeResolver *resolver = fake_resolver_install (NULL);
  g_autoptr (ClientAddress) address = client_address_parse ("lab", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Outcome outcome = { 0 };

  client_connect_async (address, LONG_MS, cancellable, on_done, &outcome);
  wait_settle ();
  g_assert_false (outcome.done);

  g_cancellable_cancel (cancellable);
  WAIT_FOR (outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);

  /* Cancelled before it has begun. */
  outcome.done = FALSE;
  client_connect_async (address, LONG_MS, cancellable, on_done, &outcome);
  WAIT_FOR (outcome.done);
  g_assert_error (outcome.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&outcome.error);

  g_object_unref (resolver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/connect/connects", test_connects);
  g_test_add_func ("/client/connect/refused", test_refused);
  g_test_add_func ("/client/connect/not-found", test_not_found);
  g_test_add_func ("/client/connect/no-name-service", test_no_name_service);
  g_test_add_func ("/client/connect/unreachable", test_unreachable);
  g_test_add_func ("/client/connect/times-out", test_times_out);
  g_test_add_func ("/client/connect/cancelled", test_cancelled);

  return g_test_run ();
}
