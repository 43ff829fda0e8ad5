/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-log-bound.h"

#include "server-log.h"

struct _ServerLogBound
{
  guint lines;
  guint milliseconds;

  guint left;  /* lines, until the timer */
  guint timer; /* since the first of them */
  guint omitted;
  char *address; /* of the last that was omitted */
};

/**
 * server_log_bound_new:
 * @lines: most lines in that time
 * @milliseconds: a time
 *
 * Returns: (transfer full): a bound
 */
ServerLogBound *
server_log_bound_new (guint lines, guint milliseconds)
{
  ServerLogBound *self = g_new0 (ServerLogBound, 1);

  self->lines = lines;
  self->left = lines;
  self->milliseconds = milliseconds;

  return self;
}

static void
log_omitted (ServerLogBound *self)
{
  if (self->omitted > 0)
    server_log (G_LOG_LEVEL_MESSAGE, self->address,
                "closed %u more connections, the last of them from %s", self->omitted,
                self->address);
  self->omitted = 0;
  self->left = self->lines;
}

/**
 * server_log_bound_free:
 * @self: (transfer full): a bound
 */
void
server_log_bound_free (ServerLogBound *self)
{
  log_omitted (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->address);
  g_free (self);
}

static gboolean
on_timer (gpointer user_data)
{
  ServerLogBound *self = user_data;

  log_omitted (self);
  self->timer = 0;

  return G_SOURCE_REMOVE;
}

/**
 * server_log_bound_take:
 * @self: a bound
 * @address: the peer that a line would be about
 *
 * Returns: whether there may be a line; if not, it is counted
 */
gboolean
server_log_bound_take (ServerLogBound *self, const char *address)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (self->milliseconds, on_timer, self);

  if (self->left > 0)
    {
      self->left--;
      return TRUE;
    }

  self->omitted++;
  g_free (self->address);
  self->address = g_strdup (address);
  return FALSE;
}
