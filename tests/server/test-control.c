/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "charla.h"
#include "peer.h"
#include "server-control-command.h"
#include "services.h"

#define IDLE_MS 60000

typedef struct
{
  TestServices services;
  ServerOptions options;
  ServerReception *reception;
  ServerAnnouncer *announcer;
  ServerControlSurroundings surroundings;
  ServerControl *control;
  char *folder;
  char *path;
  gboolean has_stopped;
} Fixture;

static void
on_stop (gpointer user_data)
{
  ((Fixture *) user_data)->has_stopped = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer idle_ms)
{
  static const ServerLimits limits = { 10, 10, 10 };
  static const ServerTimes times = { 10000, 10000, 10000, 10000 };
  g_autoptr (GError) error = NULL;

  test_services_open (&fixture->services);
  fixture->reception
    = server_reception_new (&limits, &times, &fixture->services.services, &error);
  g_assert_no_error (error);
  fixture->announcer = server_announcer_new ("id");
  fixture->folder = g_dir_make_tmp ("charla-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "control", NULL);
  fixture->options.data_dir = fixture->services.folder;
  fixture->surroundings = (ServerControlSurroundings) {
    .services = &fixture->services.services,
    .reception = fixture->reception,
    .announcer = fixture->announcer,
    .options = &fixture->options,
    .addresses = g_ptr_array_new (),
    .stop = on_stop,
    .user_data = fixture,
  };
  fixture->control = server_control_new (&fixture->surroundings,
                                         idle_ms != NULL ? GPOINTER_TO_UINT (idle_ms) : IDLE_MS);
  g_assert_true (server_control_start (fixture->control, fixture->path, NULL, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer unused)
{
  WAIT_FOR (fixture->services.turns.calls == 0);
  server_control_close (fixture->control);
  /* The thread that has looked up a name may be the last to let go of it. */
  g_object_add_weak_pointer (G_OBJECT (fixture->control), (gpointer *) &fixture->control);
  g_object_unref (fixture->control);
  WAIT_FOR (g_atomic_pointer_get (&fixture->control) == NULL);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_no_errno (g_rmdir (fixture->folder));
  g_assert_finalize_object (fixture->reception);
  g_assert_finalize_object (fixture->announcer);
  g_ptr_array_unref (fixture->surroundings.addresses);
  test_services_close (&fixture->services);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GSocket *
connect_to (Fixture *fixture)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (fixture->path);
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM,
                                  G_SOCKET_PROTOCOL_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_true (g_socket_connect (socket, address, NULL, &error));
  g_socket_set_blocking (socket, FALSE);

  return socket;
}

static void
say (GSocket *socket, const char *json)
{
  g_autoptr (GBytes) frame = charla_frame_new (json, strlen (json));
  gssize size = (gssize) g_bytes_get_size (frame);

  g_assert_cmpint (g_socket_send (socket, g_bytes_get_data (frame, NULL), (gsize) size, NULL, NULL),
                   ==, size);
}

/* What has come, without its headers; “end” at the end. */
static char *
hear (GSocket *socket)
{
  char buffer[4096];
  gssize n = -1;

  WAIT_FOR ((n = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL)) >= 0);
  return n == 0 ? g_strdup ("end") : g_strndup (buffer + CHARLA_HEADER_SIZE,
                                                (gsize) n - CHARLA_HEADER_SIZE);
}

static void
assert_heard (GSocket *socket, const char *expected)
{
  g_autofree char *heard = hear (socket);

  g_assert_cmpstr (heard, ==, expected);
}

static void
test_answers (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSocket) socket = connect_to (fixture);

  say (socket, "{\"id\":1,\"do\":\"users\"}");
  assert_heard (socket, "{\"re\":1,\"ok\":{\"connections\":[]}}");
  say (socket, "{\"id\":2,\"do\":\"dance\"}");
  assert_heard (socket, "{\"re\":2,\"error\":{\"code\":\"bad-request\","
                        "\"text\":\"The server does not know this command\"}}");
  say (socket, "{\"id\":3,\"do\":\"stop\"}");
  assert_heard (socket, "{\"re\":3,\"ok\":{}}");
  g_assert_true (fixture->has_stopped);
}

static void
test_no_request_at_the_end (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSocket) socket = connect_to (fixture);

  say (socket, "{\"id\":1,\"do\":\"users\"}");
  assert_heard (socket, "{\"re\":1,\"ok\":{\"connections\":[]}}");
  server_control_stop (fixture->control);
  say (socket, "{\"id\":2,\"do\":\"status\"}");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->services.turns.calls, ==, 0);
  server_control_close (fixture->control);
  WAIT_FOR (!g_socket_is_connected (socket)
            || g_socket_receive (socket, (char[1]) { 0 }, 1, NULL, NULL) <= 0);
}

static void
test_gone_before_the_answer (Fixture *fixture, gconstpointer unused)
{
  GSocket *socket = connect_to (fixture);

  say (socket, "{\"id\":1,\"do\":\"status\"}");
  WAIT_FOR (fixture->services.turns.calls == 1);
  g_assert_finalize_object (socket);
  WAIT_FOR (fixture->services.turns.calls == 0);
}

static void
test_silent (Fixture *fixture, gconstpointer unused)
{
  g_autoptr (GSocket) socket = connect_to (fixture);

  assert_heard (socket, "end");
}

static void
test_table (void)
{
  const ServerControlCommand *command = NULL;
  guint n = 0;

  while ((command = server_control_command_get (n)) != NULL)
    {
      g_assert_true (server_control_command_find (command->name) == command);
      g_assert_nonnull (command->handle);
      n++;
    }
  g_assert_cmpuint (n, >, 10);
  g_assert_null (server_control_command_find ("dance"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/control/answers", Fixture, NULL, set_up, test_answers, tear_down);
  g_test_add ("/control/no-request-at-the-end", Fixture, NULL, set_up, test_no_request_at_the_end,
              tear_down);
  g_test_add ("/control/gone-before-the-answer", Fixture, NULL, set_up,
              test_gone_before_the_answer, tear_down);
  g_test_add ("/control/silent", Fixture, GUINT_TO_POINTER (20), set_up, test_silent, tear_down);
  g_test_add_func ("/control/table", test_table);

  return g_test_run ();
}
