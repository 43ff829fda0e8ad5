/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-outbox.h"

#include <glib/gi18n.h>
#include <string.h>

#include "client-error.h"

struct _ClientOutbox
{
  GQueue messages;
  GList *waiting;
  gsize bytes;
};

/**
 * client_outbox_new:
 *
 * Makes an outbox with nothing in it.
 *
 * Returns: (transfer full): the outbox
 */
ClientOutbox *
client_outbox_new (void)
{
  ClientOutbox *self = g_new0 (ClientOutbox, 1);

  g_queue_init (&self->messages);
  return self;
}

/**
 * client_outbox_free:
 * @self: (transfer full): an outbox
 *
 * Forgets what is in the outbox; the messages stay as they are.
 */
void
client_outbox_free (ClientOutbox *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->messages, g_object_unref);
  g_free (self);
}

/**
 * client_outbox_push:
 * @self: an outbox
 * @message: one's own message
 * @error: return location for an error
 *
 * Puts @message behind the others. With %CLIENT_OUTBOX_MAX_MESSAGES or
 * %CLIENT_OUTBOX_MAX_BYTES in it the outbox takes no more: the error is
 * %CLIENT_ERROR_FULL.
 *
 * Returns: whether @message waits to be sent now
 */
gboolean
client_outbox_push (ClientOutbox *self, ClientMessage *message, GError **error)
{
  gsize length = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (CLIENT_IS_MESSAGE (message), FALSE);

  length = strlen (client_message_get_text (message));
  if (self->messages.length >= CLIENT_OUTBOX_MAX_MESSAGES
      || length > CLIENT_OUTBOX_MAX_BYTES - self->bytes)
    {
      g_set_error_literal (error,
                           CLIENT_ERROR,
                           CLIENT_ERROR_FULL,
                           _ ("Too many messages wait to be sent. Try again when they are on "
                              "their way."));
      return FALSE;
    }

  g_queue_push_tail (&self->messages, g_object_ref (message));
  self->bytes += length;
  if (self->waiting == NULL)
    self->waiting = self->messages.tail;
  return TRUE;
}

/**
 * client_outbox_next:
 * @self: an outbox
 *
 * Takes the next message that waits, for the caller to hand it to the connection.
 * It stays in the outbox until it is known to be sent.
 *
 * Returns: (transfer none) (nullable): the message, or %NULL when none waits
 */
ClientMessage *
client_outbox_next (ClientOutbox *self)
{
  ClientMessage *message = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->waiting == NULL)
    return NULL;

  message = self->waiting->data;
  self->waiting = self->waiting->next;
  return message;
}

/* Takes everything before @end out, and says of each that it is in @state. */
static void
client_outbox_settle (ClientOutbox *self, GList *end, ClientMessageState state)
{
  g_autoptr (GPtrArray) settled = g_ptr_array_new_with_free_func (g_object_unref);

  while (self->messages.head != end)
    {
      ClientMessage *message = g_queue_pop_head (&self->messages);

      self->bytes -= strlen (client_message_get_text (message));
      g_ptr_array_add (settled, message);
    }

  /* Last, as who is notified may post, or drop the outbox. */
  for (guint i = 0; i < settled->len; i++)
    client_message_set_state (g_ptr_array_index (settled, i), state);
}

/**
 * client_outbox_sent:
 * @self: an outbox
 *
 * Says that the connection has sent all it was handed: these messages are
 * %CLIENT_MESSAGE_SENT and leave the outbox.
 */
void
client_outbox_sent (ClientOutbox *self)
{
  g_return_if_fail (self != NULL);

  client_outbox_settle (self, self->waiting, CLIENT_MESSAGE_SENT);
}

/**
 * client_outbox_rewind:
 * @self: an outbox
 *
 * Says that the connection was lost: what it was handed and has not sent waits
 * again, in its old place.
 */
void
client_outbox_rewind (ClientOutbox *self)
{
  g_return_if_fail (self != NULL);

  self->waiting = self->messages.head;
}

/**
 * client_outbox_fail:
 * @self: an outbox
 *
 * Gives everything up: what is in the outbox is %CLIENT_MESSAGE_FAILED and leaves
 * it.
 */
void
client_outbox_fail (ClientOutbox *self)
{
  g_return_if_fail (self != NULL);

  self->waiting = NULL;
  client_outbox_settle (self, NULL, CLIENT_MESSAGE_FAILED);
}
