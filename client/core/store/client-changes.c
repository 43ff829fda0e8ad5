/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-changes.h"

/**
 * client_changes_new:
 *
 * Returns: (transfer full): no changes at all
 */
ClientChanges *
client_changes_new (void)
{
  ClientChanges *self = g_new0 (ClientChanges, 1);

  self->cursor = -1;
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);
  self->rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) client_room_info_unref);
  self->skipped = g_new0 (char *, 1);

  return self;
}

/**
 * client_changes_free:
 * @self: (transfer full): changes
 */
void
client_changes_free (ClientChanges *self)
{
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_clear_pointer (&self->rooms, g_ptr_array_unref);
  g_clear_pointer (&self->skipped, g_strfreev);
  g_free (self);
}
