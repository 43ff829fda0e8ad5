/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#include "server-charla.h"
#include "server-classic.h"

static const ServerTimes times = {
  .first_frame_ms = 20000,
  .quiet_ms = 20000,
  .silence_ms = 20000,
  .farewell_ms = 5000,
};

static void
on_closed (ServerSession *session, gpointer user_data)
{
  Wire *self = user_data;

  for (guint i = 0; i < self->clients->len; i++)
    {
      WireClient *client = self->clients->pdata[i];

      if (client->session == session)
        client->is_closed = TRUE;
    }
}

static void
client_free (WireClient *client)
{
  server_session_close (client->session, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (client->is_closed);
  WAIT_FOR (G_OBJECT (client->session)->ref_count == 1);
  g_assert_finalize_object (client->session);
  peer_close (&client->peer);
  charla_framer_free (client->framer);
  g_ptr_array_unref (client->heard);
  g_free (client->token);
  g_free (client);
}

static void
open_wire (Wire *self)
{
  ServerSurroundings *surroundings = &self->surroundings;
  g_autoptr (GError) error = NULL;

  test_services_open (&self->house);
  surroundings->epoll = server_epoll_new (&error);
  g_assert_no_error (error);
  server_surroundings_set_times (surroundings, &times);
  surroundings->services = &self->house.services;
  surroundings->dialects = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (surroundings->dialects, server_charla_new ());
  g_ptr_array_add (surroundings->dialects, server_classic_new ());
  surroundings->closed = on_closed;
  surroundings->user_data = self;
  self->clients = g_ptr_array_new ();
}

static void
close_wire (Wire *self)
{
  while (self->clients->len > 0)
    {
      client_free (self->clients->pdata[0]);
      g_ptr_array_remove_index (self->clients, 0);
    }
  g_ptr_array_unref (self->clients);
  test_services_close (&self->house);
  server_surroundings_clear (&self->surroundings);
}

static void
run (gconstpointer func)
{
  void (*test) (Wire *) = *(void (*const *) (Wire *)) func;
  Wire wire = { 0 };

  open_wire (&wire);
  test (&wire);
  close_wire (&wire);
}

void
wire_add (const char *path, void (*func) (Wire *wire))
{
  g_test_add_data_func_full (path, g_memdup2 (&func, sizeof func), (GTestDataFunc) run, g_free);
}

WireClient *
wire_connect (Wire *self)
{
  WireClient *client = g_new0 (WireClient, 1);

  client->wire = self;
  client->framer = charla_framer_new (CHARLA_FRAME_MAX_FROM_SERVER);
  client->heard = g_ptr_array_new_with_free_func ((GDestroyNotify) charla_message_unref);
  peer_open (&client->peer);
  client->session = server_session_new (client->peer.stream, "192.0.2.1:1", &self->surroundings);
  g_ptr_array_add (self->clients, client);
  server_session_start (client->session);

  return client;
}

static void
take_frames (WireClient *client, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      g_autoptr (GBytes) payload = NULL;
      g_autoptr (GError) error = NULL;
      gsize consumed = 0;

      charla_framer_feed (client->framer, data, length, &consumed, &payload, &error);
      g_assert_no_error (error);
      data += consumed;
      length -= consumed;
      if (payload != NULL)
        g_ptr_array_add (client->heard, charla_message_parse (payload, &error));
      g_assert_no_error (error);
    }
}

/* Takes what has come. */
static void
listen_now (WireClient *client)
{
  guint8 buffer[65536];
  gssize n = 0;

  while (!client->is_ended
         && (n = recv (client->peer.fd, buffer, sizeof buffer, MSG_DONTWAIT)) != -1)
    {
      take_frames (client, buffer, n);
      client->is_ended = n == 0;
    }
  g_assert_true (n >= 0 || errno == EAGAIN);
}

static gboolean
can_listen (WireClient *client)
{
  char byte;

  return recv (client->peer.fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) >= 0;
}

static gboolean
has_heard_more (WireClient *client, guint n)
{
  listen_now (client);
  if (client->heard->len <= n && client->is_ended)
    g_error ("The server has closed the connection");

  return client->heard->len > n;
}

static CharlaMessage *
take (WireClient *client, guint index)
{
  return g_ptr_array_steal_index (client->heard, index);
}

static gboolean
is_reply (CharlaMessage *message, gint64 id)
{
  gint64 re;

  return charla_message_get_int (message, "re", &re) && re == id;
}

static gboolean
is_event (CharlaMessage *message, const char *event)
{
  return g_strcmp0 (charla_message_get_string (message, "ev"), event) == 0;
}

static CharlaMessage *
hear_reply (WireClient *client, gint64 id)
{
  for (guint i = 0;; i++)
    {
      WAIT_FOR (has_heard_more (client, i));
      if (is_reply (client->heard->pdata[i], id))
        return take (client, i);
    }
}

CharlaMessage *
wire_hear (WireClient *client, const char *event)
{
  for (guint i = 0;; i++)
    {
      WAIT_FOR (has_heard_more (client, i));
      if (event != NULL ? is_event (client->heard->pdata[i], event)
                        : !is_event (client->heard->pdata[i], "presence"))
        return take (client, i);
    }
}

CharlaMessage *
wire_next (WireClient *client)
{
  return wire_hear (client, NULL);
}

void
wire_silent (WireClient *client, const char *event)
{
  wire_agree (client, "'do':'ping'");
  for (guint i = 0; i < client->heard->len; i++)
    g_assert_false (is_event (client->heard->pdata[i], event));
}

void
wire_forget (WireClient *client)
{
  wire_agree (client, "'do':'ping'");
  g_ptr_array_set_size (client->heard, 0);
}

void
wire_hear_end (WireClient *client)
{
  while (!client->is_ended)
    {
      WAIT_FOR (can_listen (client));
      listen_now (client);
    }
}

static void
say (WireClient *client, const char *payload)
{
  g_autofree char *frame = g_strdup_printf ("%-10" G_GSIZE_FORMAT "%s", strlen (payload), payload);

  peer_say (&client->peer, frame);
}

G_GNUC_PRINTF (1, 0) static char *
write_json (const char *format, va_list values)
{
  char *text = g_strdup_vprintf (format, values);

  return g_strdelimit (text, "'", '"');
}

void
wire_say (WireClient *client, const char *format, ...)
{
  g_autofree char *payload = NULL;
  va_list values;

  va_start (values, format);
  payload = write_json (format, values);
  va_end (values);
  say (client, payload);
}

G_GNUC_PRINTF (2, 0) static CharlaMessage *
ask (WireClient *client, const char *format, va_list values)
{
  g_autofree char *members = write_json (format, values);
  g_autofree char *payload
    = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",%s}", ++client->last_id, members);

  say (client, payload);

  return hear_reply (client, client->last_id);
}

CharlaMessage *
wire_ask (WireClient *client, const char *format, ...)
{
  CharlaMessage *reply = NULL;
  va_list values;

  va_start (values, format);
  reply = ask (client, format, values);
  va_end (values);

  return reply;
}

static CharlaMessage *
get_ok (CharlaMessage *reply)
{
  g_autofree char *code = wire_value (reply, "error.code");
  g_autofree char *text = wire_value (reply, "error.text");

  if (charla_message_has (reply, "error"))
    g_error ("Refused with %s: %s", code, text);

  return charla_message_get_object (reply, "ok");
}

CharlaMessage *
wire_do (WireClient *client, const char *format, ...)
{
  g_autoptr (CharlaMessage) reply = NULL;
  va_list values;

  va_start (values, format);
  reply = ask (client, format, values);
  va_end (values);

  return get_ok (reply);
}

void
wire_agree (WireClient *client, const char *format, ...)
{
  g_autoptr (CharlaMessage) reply = NULL;
  g_autoptr (CharlaMessage) ok = NULL;
  va_list values;

  va_start (values, format);
  reply = ask (client, format, values);
  va_end (values);
  ok = get_ok (reply);
}

void
wire_refuse (WireClient *client, const char *code, const char *format, ...)
{
  g_autoptr (CharlaMessage) reply = NULL;
  g_autofree char *found = NULL;
  va_list values;

  va_start (values, format);
  reply = ask (client, format, values);
  va_end (values);
  found = wire_value (reply, "error.code");
  if (!g_str_equal (found, code))
    g_test_message ("%s", format);
  g_assert_cmpstr (found, ==, code);
}

gint64
wire_post (WireClient *client, const char *room, const char *text)
{
  static guint n_nonces;
  g_autoptr (CharlaMessage) ok = wire_do (client, "'do':'post','room':'%s','text':'%s','nonce':'%u'",
                                          room, text, n_nonces++);

  return wire_int (ok, "seq");
}

char *
wire_create (WireClient *client, const char *name, const char *kind)
{
  g_autoptr (CharlaMessage) ok
    = wire_do (client, "'do':'create','name':'%s','kind':'%s'", name, kind);

  return wire_value (ok, "room.id");
}

static const char *
find_token (Wire *self, const char *name)
{
  for (guint i = self->clients->len; i > 0; i--)
    {
      WireClient *client = self->clients->pdata[i - 1];

      if (client->token != NULL && g_str_has_prefix (client->token, name)
          && client->token[strlen (name)] == ' ')
        return strchr (client->token, ' ') + 1;
    }

  return NULL;
}

WireClient *
wire_enter_since (Wire *self, const char *name, gint64 since)
{
  WireClient *client = wire_connect (self);
  const char *token = find_token (self, name);
  g_autofree char *secret = token != NULL ? g_strdup_printf (",'token':'%s'", token) : g_strdup ("");
  g_autofree char *missed
    = since >= 0 ? g_strdup_printf (",'since':%" G_GINT64_FORMAT, since) : g_strdup ("");
  g_autoptr (CharlaMessage) reply = NULL;
  g_autoptr (CharlaMessage) live = NULL;
  g_autofree char *given = NULL;

  wire_say (client, "{'charla':1,'id':0,'name':'%s'%s%s}", name, secret, missed);
  reply = hear_reply (client, 0);
  given = wire_value (reply, "ok.token");
  client->token = g_strdup_printf ("%s %s", name, token != NULL ? token : given);
  g_assert_true (charla_message_has (reply, "ok"));
  if (since < 0)
    live = wire_hear (client, "live");

  return client;
}

WireClient *
wire_enter (Wire *self, const char *name)
{
  return wire_enter_since (self, name, -1);
}

void
wire_leave (WireClient *client)
{
  peer_close (&client->peer);
  client->is_ended = TRUE;
  WAIT_FOR (client->is_closed);
}

static char *
describe (CharlaMessage *object, const char *name)
{
  g_autoptr (CharlaMessage) inner = charla_message_get_object (object, name);
  gboolean truth = FALSE;
  gint64 number = 0;
  gsize length = 0;

  if (!charla_message_has (object, name))
    return g_strdup ("-");
  if (charla_message_get_string (object, name) != NULL)
    return g_strdup (charla_message_get_string (object, name));
  if (charla_message_get_int (object, name, &number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  if (charla_message_get_bool (object, name, &truth))
    return g_strdup (truth ? "true" : "false");
  if (charla_message_get_length (object, name, &length))
    return g_strdup_printf ("[%" G_GSIZE_FORMAT "]", length);

  return g_strdup (inner != NULL ? "{}" : "null");
}

char *
wire_value (CharlaMessage *message, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  g_autoptr (CharlaMessage) object = charla_message_ref (message);

  for (guint i = 0; object != NULL && names[i] != NULL; i++)
    {
      CharlaMessage *next = NULL;

      if (names[i + 1] == NULL)
        return describe (object, names[i]);

      if (g_ascii_isdigit (names[i + 1][0]))
        {
          guint index = g_ascii_strtoull (names[i + 1], NULL, 10);

          if (names[i + 2] == NULL)
            return g_strdup (charla_message_get_string_at (object, names[i], index));
          next = charla_message_get_object_at (object, names[i], index);
          i++;
        }
      else
        next = charla_message_get_object (object, names[i]);
      charla_message_unref (object);
      object = next;
    }

  return g_strdup ("-");
}

gint64
wire_int (CharlaMessage *message, const char *path)
{
  g_autofree char *value = wire_value (message, path);
  gint64 number = 0;

  g_assert_true (g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL));

  return number;
}

void
wire_check (CharlaMessage *message, ...)
{
  const char *path = NULL;
  va_list list;

  va_start (list, message);
  while ((path = va_arg (list, const char *)) != NULL)
    {
      const char *expected = va_arg (list, const char *);
      g_autofree char *found = wire_value (message, path);

      if (g_strcmp0 (found, expected) != 0)
        g_error ("%s is %s, not %s", path, found, expected);
    }
  va_end (list);
}
