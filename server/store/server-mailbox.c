/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-mailbox.h"

struct _ServerMailbox
{
  gatomicrefcount references; /* one of the owner's, one while it is being emptied */
  GSource *source;
  ServerMailboxFunc func;
  gpointer user_data;

  /* Shared, with the mutex held */
  GMutex mutex;
  GQueue items;
};

static void
mailbox_unref (ServerMailbox *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_source_unref (self->source);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static void
empty (ServerMailbox *self)
{
  GQueue items;

  g_mutex_lock (&self->mutex);
  items = self->items;
  g_queue_init (&self->items);
  g_mutex_unlock (&self->mutex);

  while (!g_queue_is_empty (&items))
    self->func (g_queue_pop_head (&items), self->user_data);
}

static gboolean
on_ready (gpointer user_data)
{
  ServerMailbox *self = user_data;

  /* What it leads to may be that the mailbox is closed. */
  g_atomic_ref_count_inc (&self->references);
  empty (self);
  mailbox_unref (self);

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);

  return callback (user_data);
}

static GSourceFuncs source_funcs = { .dispatch = dispatch };

/**
 * server_mailbox_new:
 * @func: is given what was put in
 * @user_data: for @func
 *
 * Makes a mailbox for the main context that is the caller's default.
 *
 * Returns: (transfer full): a mailbox
 */
ServerMailbox *
server_mailbox_new (ServerMailboxFunc func, gpointer user_data)
{
  ServerMailbox *self = g_new0 (ServerMailbox, 1);

  g_atomic_ref_count_init (&self->references);
  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_queue_init (&self->items);

  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_static_name (self->source, "ServerMailbox");
  g_source_set_callback (self->source, on_ready, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

/**
 * server_mailbox_close:
 * @self: (transfer full): a mailbox into which nobody puts anything any more
 *
 * Gives out what is still in it, and closes it.
 */
void
server_mailbox_close (ServerMailbox *self)
{
  g_source_destroy (self->source);
  empty (self);
  mailbox_unref (self);
}

/**
 * server_mailbox_put:
 * @self: a mailbox
 * @items: (array length=n_items) (transfer full): what is to be given out
 * @n_items: their number
 *
 * Puts something in, from any thread.
 */
void
server_mailbox_put (ServerMailbox *self, gpointer *items, guint n_items)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < n_items; i++)
    g_queue_push_tail (&self->items, items[i]);
  g_mutex_unlock (&self->mutex);

  g_source_set_ready_time (self->source, 0);
}
