/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talk.h"

#include "fake-network.h"
#include "json.h"
#include "wait.h"

static double
random_least (void)
{
  return 0;
}

static const ClientBackoff quick = { .first_ms = 2, .longest_ms = 8, .random = random_least };

static void
on_state (Talk *self)
{
  g_string_append_c (self->states, "ocOw"[client_session_get_state (self->session)]);
}

static void
on_received (Talk *self, ClientRoom *room, ClientMessage *message)
{
  g_string_append_printf (self->received, " %s", client_message_get_text (message));
}

static void
on_event (Talk *self, ClientEvent *event)
{
  g_string_append_printf (self->events, " %d", (int) event->seq);
}

void
talk_make_session (Talk *self)
{
  g_autoptr (ClientAddress) address = fake_server_get_address (self->server);

  self->session = client_session_new_with (address, "ana", self->folder, self->network, &quick,
                                           &self->timing);
  g_string_truncate (self->states, 0);
  g_string_truncate (self->received, 0);
  g_string_truncate (self->events, 0);
  g_signal_connect_swapped (self->session, "notify::state", G_CALLBACK (on_state), self);
  g_signal_connect_swapped (self->session, "received", G_CALLBACK (on_received), self);
  g_signal_connect_swapped (self->session, "event", G_CALLBACK (on_event), self);
}

void
talk_set_up (Talk *self, gconstpointer data)
{
  client_timing_init (&self->timing);
  self->folder = folder_new ();
  self->server = fake_server_new ();
  self->network = fake_network_new ();
  self->states = g_string_new (NULL);
  self->received = g_string_new (NULL);
  self->events = g_string_new (NULL);
  talk_make_session (self);
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
}

void
talk_shut_down (Talk *self)
{
  gboolean is_done = FALSE;

  client_session_shut_down_async (self->session, on_shut_down, &is_done);
  WAIT_FOR (is_done);
  wait_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->session));
}

void
talk_tear_down (Talk *self, gconstpointer data)
{
  if (self->session != NULL)
    talk_shut_down (self);
  g_assert_finalize_object (self->network);
  g_clear_pointer (&self->server, fake_server_free);
  g_string_free (self->states, TRUE);
  g_string_free (self->received, TRUE);
  g_string_free (self->events, TRUE);
  g_clear_pointer (&self->folder, folder_free);
}

/* The next object that the client says. */
CharlaMessage *
talk_hear (Talk *self)
{
  g_autofree char *json = NULL;

  WAIT_FOR ((json = fake_server_hear (self->server)) != NULL);
  return json_parse (json);
}

/* The same; it has to be a request of a certain kind. Returns: its id. */
gint64
talk_expect (Talk *self, const char *what, CharlaMessage **request)
{
  g_autoptr (CharlaMessage) heard = talk_hear (self);
  gint64 id = 0;

  g_assert_cmpstr (charla_message_get_string (heard, "do"), ==, what);
  g_assert_true (charla_message_get_int (heard, "id", &id));
  if (request != NULL)
    *request = g_steal_pointer (&heard);

  return id;
}

/* Waits for a hello on a new connection, and answers. Returns: (transfer full): the hello */
CharlaMessage *
talk_greet (Talk *self, const char *answer)
{
  CharlaMessage *hello = talk_hear (self);

  g_assert_true (charla_message_has (hello, "charla"));
  fake_server_tell (self->server, answer);
  return hello;
}

void
talk_answer (Talk *self, gint64 id, const char *ok)
{
  g_autofree char *json = g_strdup_printf ("{'re': %d, 'ok': %s}", (int) id, ok);

  fake_server_tell (self->server, json);
}

void
talk_refuse (Talk *self, gint64 id, const char *code)
{
  g_autofree char *json =
    g_strdup_printf ("{'re': %d, 'error': {'code': '%s', 'text': 'No.'}}", (int) id, code);

  fake_server_tell (self->server, json);
}

void
talk_say (Talk *self, int seq, int prev, const char *user, const char *text)
{
  g_autofree char *json =
    g_strdup_printf ("{'ev': 'message', 'seq': %d, 'time': 1000, 'room': 'r1', 'from': %s,"
                     " 'text': '%s', 'prev': %d}",
                     seq, user, text, prev);

  fake_server_tell (self->server, json);
}

void
talk_live (Talk *self, int seq)
{
  g_autofree char *json = g_strdup_printf ("{'ev': 'live', 'seq': %d}", seq);

  fake_server_tell (self->server, json);
}

void
talk_wait (Talk *self, ClientSessionState state)
{
  WAIT_FOR (client_session_get_state (self->session) == state);
}

void
talk_join (Talk *self)
{
  g_autoptr (CharlaMessage) hello = NULL;
  gint64 id = 0;

  client_session_open (self->session);
  hello = talk_greet (self, TALK_OK (10, "", TALK_LOBBY (10, 10)));
  talk_live (self, 10);
  WAIT_FOR (client_session_get_is_caught_up (self->session));

  client_room_load_newest_async (talk_lobby (self), NULL, NULL);
  id = talk_expect (self, "history", NULL);
  talk_answer (self, id, "{'messages': [], 'more': false, 'seq': 10}");
  WAIT_FOR (!client_room_get_loading (talk_lobby (self)));
}

ClientRoom *
talk_lobby (Talk *self)
{
  return client_session_get_lobby (self->session);
}

/* What is in the Lobby: texts, with a ? after what is not sent and a ! after what failed. */
char *
talk_texts (Talk *self)
{
  GListModel *lobby = G_LIST_MODEL (talk_lobby (self));
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (lobby); i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (lobby, i);
      const char *const marks[] = { "?", "", "!" };

      g_string_append_printf (texts, "%s%s%s%s", i > 0 ? " " : "",
                              client_message_get_after_hole (message) ? "... " : "",
                              client_message_get_text (message),
                              marks[client_message_get_state (message)]);
    }

  return g_string_free (texts, FALSE);
}

ClientMessage *
talk_post (Talk *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  ClientMessage *message =
    client_session_post (self->session, talk_lobby (self), text, 0, &error);

  g_assert_no_error (error);
  return message;
}
