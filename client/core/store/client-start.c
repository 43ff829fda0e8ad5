/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-start.h"

/**
 * client_start_new:
 *
 * Returns: (transfer full): a start, to be filled in
 */
ClientStart *
client_start_new (void)
{
  ClientStart *self = g_new0 (ClientStart, 1);

  self->cursor = -1;
  self->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) client_room_info_unref);

  return self;
}

/**
 * client_start_free:
 * @self: (transfer full): a start
 */
void
client_start_free (ClientStart *self)
{
  g_clear_pointer (&self->me, client_user_info_unref);
  g_clear_pointer (&self->rooms, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->flags, g_hash_table_unref);
  g_free (self);
}
