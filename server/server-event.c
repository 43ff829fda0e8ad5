/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-event.h"

/* What the event is in one dialect; nothing when it is not told there. */
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
 * Something that happened, on its way to those who are here: a record of the log,
 * or something that is told once and kept nowhere. An event does not change. It is
 * written once in each dialect that somebody speaks to whom it goes, and the same
 * bytes go to all who speak it, however many they are.
 */
struct _ServerEvent
{
  ServerRecord *record;
  GBytes *frame;
  Encoding *encodings;
};

static void
encoding_free (Encoding *encoding)
{
  g_object_unref (encoding->dialect);
  g_clear_pointer (&encoding->frames, g_bytes_unref);
  g_free (encoding);
}

/**
 * server_event_new_durable:
 * @record: (transfer none): a record of the log
 *
 * Returns: (transfer full): a new event
 */
ServerEvent *
server_event_new_durable (ServerRecord *record)
{
  ServerEvent *self = g_new0 (ServerEvent, 1);

  self->record = server_record_ref (record);
  self->frame = g_bytes_ref (record->frame);

  return self;
}

/**
 * server_event_new_ephemeral:
 * @frame: (transfer full): how it is told in the Charla dialect
 *
 * Returns: (transfer full): a new event
 */
ServerEvent *
server_event_new_ephemeral (GBytes *frame)
{
  ServerEvent *self = g_new0 (ServerEvent, 1);

  self->frame = frame;

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

  g_clear_pointer (&self->record, server_record_unref);
  g_bytes_unref (self->frame);
  g_free (self);
}

/**
 * server_event_get_record:
 * @self: an event
 *
 * Returns: (transfer none) (nullable): its record in the log, if it has one
 */
ServerRecord *
server_event_get_record (ServerEvent *self)
{
  return self->record;
}

/**
 * server_event_get_seq:
 * @self: an event
 *
 * Returns: its place in the log, or 0
 */
gint64
server_event_get_seq (ServerEvent *self)
{
  return self->record != NULL ? self->record->seq : 0;
}

/**
 * server_event_get_frame:
 * @self: an event
 *
 * Returns: (transfer none): the event in the Charla dialect, which is also how it
 *   is kept
 */
GBytes *
server_event_get_frame (ServerEvent *self)
{
  return self->frame;
}

/**
 * server_event_get_frames:
 * @self: an event
 * @dialect: the dialect of who is to be told of it
 *
 * Gives the event as it goes over the wire, writing it at the first call for each
 * dialect.
 *
 * Returns: (transfer none) (nullable): one or more whole frames; %NULL when nobody is
 *   told of it in that dialect
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
