/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-handshakes.h"

#include "server-mailbox.h"

/* How many work at a time: a crowd that comes at once leaves processors to those who
 * are in. */
#define N_THREADS 2

struct _ServerHandshakes
{
  GThreadPool *pool;
  ServerMailbox *done;
};

struct _ServerHandshake
{
  ServerHandshakes *handshakes;
  ServerTls *tls;
  const ServerHandshakeFuncs *funcs; /* NULL when nobody waits for it any more */
  gpointer user_data;

  guint is_working : 1;
  guint goes_on : 1; /* something has happened while it worked */

  /* The thread's, while it works */
  GError *error;
};

static void
work (gpointer data, gpointer user_data)
{
  ServerHandshake *self = data;
  ServerHandshakes *handshakes = user_data;

  server_tls_handshake (self->tls, &self->error);
  server_mailbox_put (handshakes->done, &data, 1);
}

static void
destroy (ServerHandshake *self)
{
  server_tls_unref (self->tls);
  g_clear_error (&self->error);
  g_free (self);
}

static void
on_worked (gpointer item, gpointer user_data)
{
  ServerHandshake *self = item;
  g_autoptr (GError) error = g_steal_pointer (&self->error);

  self->is_working = FALSE;
  if (self->funcs == NULL)
    destroy (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    self->funcs->done (error, self->user_data);
  else if (self->goes_on)
    server_handshake_go_on (self);
  else if (server_tls_wants_to_write (self->tls))
    self->funcs->blocked (self->user_data);
}

/**
 * server_handshakes_new: (skip)
 *
 * Returns: (transfer full): a place for handshakes, for the main context that is the
 *   caller's default
 */
ServerHandshakes *
server_handshakes_new (void)
{
  ServerHandshakes *self = g_new0 (ServerHandshakes, 1);

  /* Without exclusive threads this cannot fail. */
  self->pool = g_thread_pool_new (work, self, N_THREADS, FALSE, NULL);
  self->done = server_mailbox_new (on_worked, NULL);

  return self;
}

/**
 * server_handshakes_free: (skip)
 * @self: (transfer full): a place for handshakes, all of which have been freed
 *
 * Waits for the threads, each of which is done in a moment.
 */
void
server_handshakes_free (ServerHandshakes *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  server_mailbox_close (self->done);
  g_free (self);
}

/**
 * server_handshake_new: (skip)
 * @handshakes: where it is worked on
 * @tls: TLS that has not begun
 * @funcs: what it leads to
 * @user_data: for @funcs
 *
 * Makes a handshake, which waits for server_handshake_go_on().
 *
 * Returns: (transfer full): a handshake
 */
ServerHandshake *
server_handshake_new (ServerHandshakes *handshakes, ServerTls *tls,
                      const ServerHandshakeFuncs *funcs, gpointer user_data)
{
  ServerHandshake *self = g_new0 (ServerHandshake, 1);

  self->handshakes = handshakes;
  self->tls = server_tls_ref (tls);
  self->funcs = funcs;
  self->user_data = user_data;

  return self;
}

/**
 * server_handshake_free: (skip)
 * @self: (transfer full): a handshake
 *
 * Nobody is told of it any more.
 */
void
server_handshake_free (ServerHandshake *self)
{
  self->funcs = NULL;
  if (!self->is_working)
    destroy (self);
}

/**
 * server_handshake_go_on: (skip)
 * @self: a handshake
 *
 * The socket has become readable, or writable.
 */
void
server_handshake_go_on (ServerHandshake *self)
{
  if (self->is_working)
    {
      self->goes_on = TRUE;
      return;
    }

  self->goes_on = FALSE;
  self->is_working = TRUE;
  g_thread_pool_push (self->handshakes->pool, self, NULL);
}
