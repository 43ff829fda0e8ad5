/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-record.h"

/**
 * server_record_new:
 * @kind: what it tells
 *
 * Makes an empty record, for the store to fill.
 *
 * Returns: (transfer full): a record
 */
ServerRecord *
server_record_new (ServerRecordKind kind)
{
  ServerRecord *self = g_new0 (ServerRecord, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;

  return self;
}

/**
 * server_record_ref:
 * @self: a record
 *
 * Returns: (transfer full): @self
 */
ServerRecord *
server_record_ref (ServerRecord *self)
{
  g_atomic_ref_count_inc (&self->references);

  return self;
}

/**
 * server_record_unref:
 * @self: (transfer full): a record
 *
 * Lets go of a record; the last one to do so frees it.
 */
void
server_record_unref (ServerRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->frame, g_bytes_unref);
  g_clear_pointer (&self->user, server_user_info_free);
  g_clear_pointer (&self->sanction, server_sanction_free);
  g_free (self->text);
  g_free (self->name);
  g_free (self->topic);
  g_free (self);
}
