/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-event.h"

/* What the event is in one dialect. */
typedef struct _Encoding Encoding;

struct _Encoding
{
  Encoding *next;
  ServerDialect *dialect;
  GBytes *frames;
};

/**
 * ServerEvent:
 *
 * Something that happened in a room: somebody said something. An event does not
 * change. It is written once in each dialect that somebody in the room speaks,
 * and the same bytes go to all who speak it, however many they are.
 */
struct _ServerEvent
{
  char *sender;
  GBytes *text;
  Encoding *encodings;
};

static void
encoding_free (Encoding *encoding)
{
  g_object_unref (encoding->dialect);
  g_bytes_unref (encoding->frames);
  g_free (encoding);
}

/**
 * server_event_new_message:
 * @sender: the name under which the sender is shown
 * @text: what it said, valid UTF-8
 *
 * Returns: (transfer full): a new event
 */
ServerEvent *
server_event_new_message (const char *sender, GBytes *text)
{
  ServerEvent *self = g_new0 (ServerEvent, 1);

  self->sender = g_strdup (sender);
  self->text = g_bytes_ref (text);

  return self;
}

void
server_event_free (ServerEvent *self)
{
  while (self->encodings != NULL)
    {
      Encoding *encoding = self->encodings;

      self->encodings = encoding->next;
      encoding_free (encoding);
    }

  g_bytes_unref (self->text);
  g_free (self->sender);
  g_free (self);
}

/**
 * server_event_get_sender:
 * @self: an event
 *
 * Returns: (transfer none): the name under which its sender is shown
 */
const char *
server_event_get_sender (ServerEvent *self)
{
  return self->sender;
}

/**
 * server_event_get_text:
 * @self: an event
 *
 * Returns: (transfer none): what was said
 */
GBytes *
server_event_get_text (ServerEvent *self)
{
  return self->text;
}

/**
 * server_event_get_frames:
 * @self: an event
 * @dialect: the dialect of who is to be told of it
 *
 * Gives the event as it goes over the wire, writing it at the first call for each
 * dialect.
 *
 * Returns: (transfer none): one or more whole frames
 */
GBytes *
server_event_get_frames (ServerEvent *self, ServerDialect *dialect)
{
  Encoding *encoding = NULL;

  for (encoding = self->encodings; encoding != NULL; encoding = encoding->next)
    {
      if (encoding->dialect == dialect)
        return encoding->frames;
    }

  encoding = g_new0 (Encoding, 1);
  encoding->dialect = g_object_ref (dialect);
  encoding->frames = server_dialect_write_event (dialect, self);
  encoding->next = self->encodings;
  self->encodings = encoding;

  return encoding->frames;
}
