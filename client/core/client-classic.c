/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-classic.h"

#include <glib/gi18n.h>
#include <string.h>

#include "charla-frame.h"
#include "charla-limits.h"

/*
 * Longest name that is shown, in bytes. Servers put things behind a name, as the
 * number of somebody who is called like another.
 */
#define SENDER_MAX (CHARLA_NAME_MAX * 8)

/**
 * ClientClassic:
 *
 * The dialect of the original chat room: one's name, then a frame a message; from
 * the server two frames a message, the name of the sender and the text.
 *
 * It reads leniently. Other servers relay whatever their clients have sent, and a
 * message that is partly unreadable says more than none.
 */
struct _ClientClassic
{
  GObject parent_instance;

  /* The first frame of a pair, when the second has not come. */
  char *sender;
};

static void client_classic_dialect_init (ClientDialectInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ClientClassic,
                               client_classic,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLIENT_TYPE_DIALECT,
                                                      client_classic_dialect_init))

static void
client_classic_finalize (GObject *object)
{
  ClientClassic *self = CLIENT_CLASSIC (object);

  g_clear_pointer (&self->sender, g_free);

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

static GBytes *
client_classic_hello (ClientDialect *dialect, const char *name)
{
  return charla_frame_new (name, strlen (name));
}

static GBytes *
client_classic_post (ClientDialect *dialect, const char *text)
{
  return charla_frame_new (text, strlen (text));
}

static ClientMessage *
client_classic_read (ClientDialect *dialect, GBytes *payload)
{
  ClientClassic *self = CLIENT_CLASSIC (dialect);
  g_autofree char *sender = NULL;
  g_autofree char *text = NULL;

  if (self->sender == NULL)
    {
      self->sender = read_sender (payload);
      return NULL;
    }

  sender = g_steal_pointer (&self->sender);
  text = read_text (payload, CHARLA_TEXT_MAX);
  if (*text == '\0')
    return NULL;

  return client_message_new (sender,
                             text,
                             g_get_real_time () / G_TIME_SPAN_MILLISECOND,
                             FALSE,
                             CLIENT_MESSAGE_SENT);
}

static void
client_classic_dialect_init (ClientDialectInterface *iface)
{
  iface->hello = client_classic_hello;
  iface->post = client_classic_post;
  iface->read = client_classic_read;
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
