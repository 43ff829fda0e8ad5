/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-transaction.h"

static const char *const event_names[] = {
  [SERVER_RECORD_MESSAGE] = "message", [SERVER_RECORD_EDIT] = "edit",
  [SERVER_RECORD_DELETE] = "delete",   [SERVER_RECORD_REACT] = "react",
  [SERVER_RECORD_ROOM] = "room",       [SERVER_RECORD_MEMBER] = "member",
};

/**
 * server_refuse:
 * @error: return location for an error
 * @code: why
 * @sentence: the same for a person
 *
 * Returns: %FALSE
 */
gboolean
server_refuse (GError **error, CharlaCode code, const char *sentence)
{
  g_set_error_literal (error, CHARLA_CODE_ERROR, code, sentence);
  return FALSE;
}

/**
 * server_transaction_begin_event:
 * @self: a transaction
 * @kind: what has happened
 * @room: where
 *
 * Begins the next event of the log. Its members are then to be written with the
 * builder.
 *
 * Returns: (transfer full): the event, for server_transaction_end_event()
 */
ServerRecord *
server_transaction_begin_event (ServerTransaction *self, ServerRecordKind kind, gint64 room)
{
  return server_transaction_begin_event_called (self, kind, event_names[kind], room);
}

/**
 * server_transaction_begin_event_called:
 * @self: a transaction
 * @kind: what has happened
 * @name: what it is called on the wire
 * @room: where, or 0 for what nobody is told of
 *
 * The same for a kind of event that has more than one name.
 *
 * Returns: (transfer full): the event, for server_transaction_end_event()
 */
ServerRecord *
server_transaction_begin_event_called (ServerTransaction *self, ServerRecordKind kind,
                                       const char *name, gint64 room)
{
  ServerRecord *record = server_record_new (kind);

  self->head++;
  self->time = MAX (self->time, self->clock ());
  record->seq = self->head;
  record->time = self->time;
  record->room = room;
  charla_builder_add_string (self->builder, "ev", name);

  return record;
}

/**
 * server_transaction_put_place:
 * @self: a transaction
 * @record: the event that is being made
 *
 * Writes where in the log the event is.
 */
void
server_transaction_put_place (ServerTransaction *self, ServerRecord *record)
{
  charla_builder_add_int (self->builder, "seq", record->seq);
  charla_builder_add_int (self->builder, "time", record->time);
}

/* With the place of the event before it in its room, whoever is told of this one
 * knows whether they have been told of that one. */
static void
put_previous (ServerTransaction *self, const ServerRecord *record)
{
  charla_builder_add_int (self->builder, "prev",
                          server_value (self->database,
                                        "SELECT seq FROM events WHERE room = ?"
                                        " ORDER BY seq DESC LIMIT 1",
                                        INT (record->room)));
}

/**
 * server_transaction_end_event:
 * @self: a transaction
 * @record: (transfer full): the event that is being made
 *
 * Encodes an event, once and for all who will ever receive it, and puts it into
 * the log.
 */
void
server_transaction_end_event (ServerTransaction *self, ServerRecord *record)
{
  const ServerValue author = INT (record->user != NULL ? record->user->id : 0);
  const ServerValue nobody = TEXT (NULL);

  put_previous (self, record);
  record->frame = charla_builder_to_frame (self->builder);
  server_execute (self->database,
                  "INSERT INTO events (seq, time, room, author, frame) VALUES (?, ?, ?, ?, ?)",
                  INT (record->seq), INT (record->time), INT (record->room),
                  record->kind == SERVER_RECORD_MESSAGE ? author : nobody, BYTES (record->frame));

  self->result->seq = record->seq;
  self->result->time = record->time;
  self->result->has_changed = TRUE;
  if (self->result->records == NULL)
    self->result->records
      = g_ptr_array_new_with_free_func ((GDestroyNotify) server_record_unref);
  g_ptr_array_add (self->result->records, record);
}
