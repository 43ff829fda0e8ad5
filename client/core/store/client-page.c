/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-page.h"

/**
 * client_page_new:
 *
 * Returns: (transfer full): a page with nothing on it
 */
ClientPage *
client_page_new (void)
{
  ClientPage *self = g_new0 (ClientPage, 1);

  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) client_message_info_unref);

  return self;
}

/**
 * client_page_free:
 * @self: (transfer full): a page
 */
void
client_page_free (ClientPage *self)
{
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  g_free (self);
}
