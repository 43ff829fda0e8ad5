/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-notify.h"

#include "server-systemd.h"

/* The status is for people: they do not look more often. */
#define STATUS_MS 5000

/* So often in the time that the service manager waits, one turn may be late. */
#define BEATS 3

/* Its answer may come after the end of the one that has asked. */
typedef struct
{
  ServerNotify *notify; /* (nullable) */
} Question;

struct _ServerNotify
{
  ServerStore *store;
  guint connections;
  guint told; /* of them in the status */
  guint status;

  guint beat;
  Question *question; /* (nullable): the writer has not answered it yet */
};

static void
tell_status (ServerNotify *self)
{
  g_autofree char *state = g_strdup_printf ("STATUS=%u connected", self->connections);

  self->told = self->connections;
  server_systemd_notify (state);
}

static gboolean
on_status (gpointer user_data)
{
  ServerNotify *self = user_data;

  self->status = 0;
  if (self->connections != self->told)
    tell_status (self);

  return G_SOURCE_REMOVE;
}

static void
on_answer (ServerResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  ServerNotify *self = question->notify;

  if (self == NULL)
    return;

  self->question = NULL;
  server_systemd_notify ("WATCHDOG=1");
}

/* The main loop turns, as it is here. Whether the writer works too, it says itself. */
static gboolean
on_beat (gpointer user_data)
{
  ServerNotify *self = user_data;

  if (self->question != NULL)
    return G_SOURCE_CONTINUE;

  self->question = g_new (Question, 1);
  self->question->notify = self;
  server_store_ping (self->store, on_answer, self->question);

  return G_SOURCE_CONTINUE;
}

/**
 * server_notify_new:
 * @store: the store; it stays the caller's
 *
 * Returns: (transfer full): what tells the service manager, from now on
 */
ServerNotify *
server_notify_new (ServerStore *store)
{
  ServerNotify *self = g_new0 (ServerNotify, 1);
  guint64 microseconds = server_systemd_get_watchdog ();

  self->store = store;
  if (microseconds > 0)
    self->beat = g_timeout_add ((guint) MAX (microseconds / 1000 / BEATS, 1), on_beat, self);

  return self;
}

/**
 * server_notify_free:
 * @self: (transfer full): what tells the service manager
 *
 * To be called before the store is let go of.
 */
void
server_notify_free (ServerNotify *self)
{
  g_clear_handle_id (&self->status, g_source_remove);
  g_clear_handle_id (&self->beat, g_source_remove);
  if (self->question != NULL)
    self->question->notify = NULL;
  g_free (self);
}

/**
 * server_notify_reload:
 * @self: what tells the service manager
 *
 * Tells that the configuration is being read; server_notify_ready() ends that.
 */
void
server_notify_reload (ServerNotify *self)
{
  g_autofree char *state = g_strdup_printf ("RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT,
                                            g_get_monotonic_time ());

  server_systemd_notify (state);
}

/**
 * server_notify_ready:
 * @self: what tells the service manager
 *
 * Tells that the server serves.
 */
void
server_notify_ready (ServerNotify *self)
{
  server_systemd_notify ("READY=1");
  tell_status (self);
}

/**
 * server_notify_stop:
 * @self: what tells the service manager
 *
 * Tells that the server ends.
 */
void
server_notify_stop (ServerNotify *self)
{
  g_clear_handle_id (&self->status, g_source_remove);
  server_systemd_notify ("STOPPING=1\nSTATUS=Saying goodbye");
}

/**
 * server_notify_set_connections:
 * @self: what tells the service manager
 * @connections: how many are connected
 *
 * Keeps the status up to date, but not with each who comes and goes.
 */
void
server_notify_set_connections (ServerNotify *self, guint connections)
{
  self->connections = connections;
  if (self->status == 0)
    self->status = g_timeout_add (STATUS_MS, on_status, self);
}
