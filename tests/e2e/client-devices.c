/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two devices of one person and somebody else, with the real server, which CHARLA_SERVER
 * names. */
#include "client-session.h"

#include "folder.h"
#include "wait.h"

typedef struct
{
  Folder *data;
  Folder *folders[3];
  GSubprocess *server;
  ClientAddress *address;
  ClientSession *desk; /* of Ana */
  ClientSession *lap;  /* of Ana, too */
  ClientSession *berta;
} Fixture;

static void
start_server (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  self->server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                   &error,
                                   g_getenv ("CHARLA_SERVER"),
                                   "--port",
                                   "0",
                                   "--data-dir",
                                   self->data,
                                   NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->server));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  self->address = client_address_parse (strrchr (line, ' ') + 1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->data = folder_new ();
  for (guint i = 0; i < G_N_ELEMENTS (self->folders); i++)
    self->folders[i] = folder_new ();
  start_server (self);
  self->desk = client_session_new (self->address, "ana", self->folders[0]);
  self->lap = client_session_new (self->address, "ana", self->folders[1]);
  self->berta = client_session_new (self->address, "berta", self->folders[2]);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
shut_down (ClientSession *session)
{
  gboolean is_done = FALSE;

  client_session_shut_down_async (session, on_done, &is_done);
  WAIT_FOR (is_done);
  wait_settle ();
  g_assert_finalize_object (session);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shut_down (self->desk);
  shut_down (self->lap);
  shut_down (self->berta);
  g_subprocess_send_signal (self->server, SIGTERM);
  g_assert_true (g_subprocess_wait_check (self->server, NULL, NULL));
  g_clear_object (&self->server);
  g_clear_pointer (&self->address, client_address_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->folders); i++)
    g_clear_pointer (&self->folders[i], folder_free);
  g_clear_pointer (&self->data, folder_free);
}

static void
go_online (ClientSession *session)
{
  client_session_open (session);
  WAIT_FOR (client_session_get_is_caught_up (session));
}

static ClientMessage *
post (ClientSession *session, const char *text)
{
  g_autoptr (GError) error = NULL;
  ClientMessage *message =
    client_session_post (session, client_session_get_lobby (session), text, 0, &error);

  g_assert_no_error (error);
  WAIT_FOR (client_message_get_state (message) == CLIENT_MESSAGE_SENT);
  return message;
}

static guint
get_unread (ClientSession *session)
{
  return client_room_get_unread (client_session_get_lobby (session));
}

/* The other device needs the password of the account, once. */
static void
let_in (Fixture *self)
{
  gboolean is_done = FALSE;

  go_online (self->desk);
  client_session_set_password_async (self->desk, "sesame, please", NULL, on_done, &is_done);
  WAIT_FOR (is_done);

  client_session_open (self->lap);
  WAIT_FOR (client_session_get_error (self->lap) != NULL);
  g_assert_error (client_session_get_error (self->lap), CLIENT_ERROR, CLIENT_ERROR_AUTH_REQUIRED);
  client_session_set_secrets (self->lap, "sesame, please", NULL);
  go_online (self->lap);
  go_online (self->berta);
}

static void
test_two_devices (Fixture *self, gconstpointer data)
{
  ClientRoom *lobby = NULL;
  gint64 second = 0;

  let_in (self);
  post (self->berta, "one");
  second = client_message_get_seq (post (self->berta, "two"));
  post (self->berta, "three");
  WAIT_FOR (get_unread (self->desk) == 3 && get_unread (self->lap) == 3);

  client_session_mark_read (self->desk, client_session_get_lobby (self->desk), second);
  WAIT_FOR (get_unread (self->desk) == 1 && get_unread (self->lap) == 1);

  /* One's own are not unread on the other device, and are one's own there. */
  post (self->desk, "mine");
  lobby = client_session_get_lobby (self->lap);
  WAIT_FOR (g_str_equal (client_room_get_last (lobby)->text, "mine"));
  g_assert_cmpuint (get_unread (self->lap), ==, 1);
  g_assert_cmpstr (client_room_get_last (lobby)->user, ==, client_session_get_me (self->lap)->id);
}

/* What is read while the other device is away it learns when it is back, without asking
 * for the password again. */
static void
test_away (Fixture *self, gconstpointer data)
{
  gint64 last = 0;

  let_in (self);
  client_session_close (self->lap);
  post (self->berta, "one");
  last = client_message_get_seq (post (self->berta, "two"));
  WAIT_FOR (get_unread (self->desk) == 2);
  client_session_mark_read (self->desk, client_session_get_lobby (self->desk), last - 1);
  WAIT_FOR (get_unread (self->desk) == 1);
  post (self->berta, "three");
  WAIT_FOR (get_unread (self->desk) == 2);

  go_online (self->lap);
  WAIT_FOR (get_unread (self->lap) == 2);
  g_assert_cmpint (client_room_get_seen (client_session_get_lobby (self->lap)), ==, last - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/client/devices/two", Fixture, NULL, set_up, test_two_devices, tear_down);
  g_test_add ("/client/devices/away", Fixture, NULL, set_up, test_away, tear_down);

  return g_test_run ();
}
