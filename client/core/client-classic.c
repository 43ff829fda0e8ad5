/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-classic.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-frame.h"
#include "charla-limits.h"
#include "client-error.h"

/*
 * Longest name that is shown, in bytes. Servers put things behind a name, as the
 * number of somebody who is called like another.
 */
#define SENDER_MAX (CHARLA_NAME_MAX * 8)

/* Stands before the names of others, where they are ids. */
#define OTHERS_PREFIX "~"

/**
 * ClientClassic:
 *
 * The dialect of the original chat room: one's name, then a frame a message; from
 * the server two frames a message, the name of the sender and the text.
 *
 * Its servers say nothing else, so that this says in their place what a client wants
 * to know: that one is welcome, that a message was posted when it has left this
 * program, and where in a log each one stands that begins where the last one ended.
 * What is no message cannot be done.
 *
 * It reads leniently. Other servers relay whatever their clients have sent, and a
 * message that is partly unreadable says more than none.
 */
struct _ClientClassic
{
  GObject parent_instance;

  char *name;
  gint64 head;
  gboolean is_in;

  /* The first frame of a pair, when the second has not come. */
  char *sender;

  /* What was posted and has not left. */
  GQueue posts;
};

typedef struct
{
  gint64 id;
  char *text;
} Post;

static void client_classic_dialect_init (ClientDialectInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientClassic,
                               client_classic,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLIENT_TYPE_DIALECT,
                                                      client_classic_dialect_init))

static void
post_free (gpointer data)
{
  Post *post = data;

  g_free (post->text);
  g_free (post);
}

static void
client_classic_finalize (GObject *object)
{
  ClientClassic *self = CLIENT_CLASSIC (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sender, g_free);
  g_queue_clear_full (&self->posts, post_free);

  G_OBJECT_CLASS (client_classic_parent_class)->finalize (object);
}

static void
client_classic_class_init (ClientClassicClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = client_classic_finalize;
}

static void
client_classic_init (ClientClassic *self)
{
  g_queue_init (&self->posts);
}

/* As much of @payload as is at most @limit bytes, as valid UTF-8. */
static char *
read_text (GBytes *payload, gsize limit)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (payload, &length);

  if (length > limit)
    {
      length = limit;
      for (guint i = 0; i < 3 && ((guchar) data[length] & 0xc0) == 0x80; i++)
        length--;
    }

  return length > 0 ? g_utf8_make_valid (data, length) : g_strdup ("");
}

static gboolean
ends_line (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029;
}

/* Sets the direction of what follows, beyond the name. */
static gboolean
turns_direction (gunichar c)
{
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* A name is one line that shows something, whatever the server calls a name. */
static char *
read_sender (GBytes *payload)
{
  g_autofree char *text = read_text (payload, SENDER_MAX);
  GString *name = g_string_new (NULL);
  gboolean is_visible = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      is_visible = is_visible || (g_unichar_isgraph (c) && !g_unichar_iszerowidth (c));
      if (!turns_direction (c))
        g_string_append_unichar (name, ends_line (c) ? ' ' : c);
    }

  g_strstrip (name->str);
  if (!is_visible)
    g_string_assign (name, _ ("Somebody"));

  return g_string_free (name, FALSE);
}

static ClientInput *
client_classic_welcome (ClientClassic *self)
{
  g_autoptr (ClientWelcome) welcome = client_welcome_new ();
  ClientRoomInfo *lobby = client_room_info_new ();

  lobby->id = g_strdup (CLIENT_CLASSIC_LOBBY);
  lobby->kind = CLIENT_ROOM_PUBLIC;
  /* Translators: the room of a chat that has only one. */
  lobby->name = g_strdup (_ ("Lobby"));
  lobby->topic = g_strdup ("");
  lobby->members = 1;
  lobby->role = CLIENT_ROLE_MEMBER;
  lobby->seq = self->head;
  lobby->seen = self->head;

  welcome->is_classic = TRUE;
  welcome->server_id = g_strdup (CLIENT_CLASSIC_SERVER);
  welcome->server_name = g_strdup ("");
  welcome->you = client_user_info_new (self->name, self->name);
  welcome->head = self->head;
  g_ptr_array_add (welcome->rooms, lobby);
  return client_input_new_welcome (g_steal_pointer (&welcome));
}

static ClientInput *
client_classic_live (ClientClassic *self)
{
  ClientEvent *event = client_event_new ();

  event->kind = CLIENT_EVENT_LIVE;
  event->target = self->head;
  return client_input_new_event (event);
}

/* Something was said: it is the next in the log. */
static ClientEvent *
client_classic_message (ClientClassic *self, char *id, const char *name, const char *text)
{
  ClientEvent *event = client_event_new ();
  ClientMessageInfo *message = client_message_info_new ();

  event->kind = CLIENT_EVENT_MESSAGE;
  event->prev = self->head++;
  event->seq = self->head;
  event->time = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  event->room = g_strdup (CLIENT_CLASSIC_LOBBY);
  event->message = message;

  message->seq = event->seq;
  message->time = event->time;
  message->room = g_strdup (event->room);
  message->user = id;
  message->name = g_strdup (name);
  message->text = g_strdup (text);
  return event;
}

static GBytes *
client_classic_hello (ClientDialect *dialect, const ClientHello *hello)
{
  ClientClassic *self = CLIENT_CLASSIC (dialect);

  self->name = g_strdup (hello->name);
  self->head = MAX (hello->since, 0);
  return charla_frame_new (hello->name, strlen (hello->name));
}

static CharlaMessage *
parse_ok (CharlaBuilder *builder)
{
  g_autoptr (GBytes) bytes = charla_builder_to_bytes (builder);

  return charla_message_parse (bytes, NULL);
}

/* Answers what there is no word for. */
static ClientInput *
answer (gint64 id, const ClientRequest *request)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  switch (client_request_get_kind (request))
    {
    case CLIENT_REQUEST_READ:
    case CLIENT_REQUEST_TYPING:
    case CLIENT_REQUEST_PING:
      return client_input_new_ok (id, parse_ok (builder));
    default:
      return client_input_new_error (
        id, g_error_new_literal (CLIENT_ERROR, CLIENT_ERROR_CLASSIC,
                                 _ ("This server is of an older kind, which cannot do that.")));
    }
}

static GBytes *
client_classic_request (ClientDialect *dialect, gint64 id, const ClientRequest *request,
                        GQueue *inputs)
{
  ClientClassic *self = CLIENT_CLASSIC (dialect);
  const char *room = client_request_get_string (request, "room");
  const char *text = client_request_get_string (request, "text");
  Post *post = NULL;

  if (client_request_get_kind (request) != CLIENT_REQUEST_POST
      || !g_str_equal (room, CLIENT_CLASSIC_LOBBY))
    {
      g_queue_push_tail (inputs, answer (id, request));
      return NULL;
    }

  post = g_new0 (Post, 1);
  post->id = id;
  post->text = g_strdup (text);
  g_queue_push_tail (&self->posts, post);
  return charla_frame_new (text, strlen (text));
}

/* Whoever is not oneself is known by their name, which may be one's own: no server of
 * this dialect sends one what one has said. */
static gboolean
client_classic_read (ClientDialect *dialect, GBytes *payload, GQueue *inputs, GError **error)
{
  ClientClassic *self = CLIENT_CLASSIC (dialect);
  g_autofree char *sender = NULL;
  g_autofree char *text = NULL;
  ClientEvent *event = NULL;

  if (self->sender == NULL)
    {
      self->sender = read_sender (payload);
      return TRUE;
    }

  sender = g_steal_pointer (&self->sender);
  text = read_text (payload, CHARLA_TEXT_MAX);
  if (*text == '\0')
    return TRUE;

  event = client_classic_message (self, g_strconcat (OTHERS_PREFIX, sender, NULL), sender, text);
  g_queue_push_tail (inputs, client_input_new_event (event));
  return TRUE;
}

static void
client_classic_tell_posted (ClientClassic *self, const Post *post, GQueue *inputs)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  ClientEvent *event =
    client_classic_message (self, g_strdup (self->name), self->name, post->text);

  charla_builder_add_int (builder, "seq", event->seq);
  charla_builder_add_int (builder, "time", event->time);
  g_queue_push_tail (inputs, client_input_new_ok (post->id, parse_ok (builder)));
  g_queue_push_tail (inputs, client_input_new_event (event));
}

static void
client_classic_drained (ClientDialect *dialect, GQueue *inputs)
{
  ClientClassic *self = CLIENT_CLASSIC (dialect);
  Post *post = NULL;

  if (!self->is_in)
    {
      self->is_in = TRUE;
      g_queue_push_tail (inputs, client_classic_welcome (self));
      g_queue_push_tail (inputs, client_classic_live (self));
    }

  while ((post = g_queue_pop_head (&self->posts)) != NULL)
    {
      client_classic_tell_posted (self, post, inputs);
      post_free (post);
    }
}

static void
client_classic_dialect_init (ClientDialectInterface *iface)
{
  iface->hello = client_classic_hello;
  iface->request = client_classic_request;
  iface->read = client_classic_read;
  iface->drained = client_classic_drained;
}

/**
 * client_classic_new:
 *
 * Makes the dialect for one connection.
 *
 * Returns: (transfer full): the dialect
 */
ClientDialect *
client_classic_new (void)
{
  return g_object_new (CLIENT_TYPE_CLASSIC, NULL);
}
