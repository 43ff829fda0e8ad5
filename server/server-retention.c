/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-retention.h"

#include <time.h>

#include "server-clock-guard.h"

/* How often, and how long after the start for the first time, when there is more to do. */
#define INTERVAL_S 3600
#define FIRST_S 60

/* For how long those who post have the log to themselves between two batches. */
#define PAUSE_MS 50

#define DAY_MS (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

struct _ServerRetention
{
  const ServerServices *services;
  ServerRetentionClocks clocks;
  ServerClockGuard guard;
  gboolean is_guarded; /* whether it is known when the clock was right */
  gboolean is_told;    /* whether the log has been told that it is not believed */
  gboolean is_stopped;
  guint days;
  guint timer;
  guint pause;

  /* While it runs */
  gboolean is_running;
  gboolean is_again; /* whether rules have changed meanwhile */
  gint64 now;
  GArray *rules;
  guint place;      /* the room that it is at */
  gint64 count;     /* messages of that room that have gone */
  gint64 n_rooms;   /* rooms of which some have */
  gint64 n_messages;
};

static gint64
get_time (void)
{
  return g_get_real_time () / 1000;
}

/* Unlike the monotonic time it goes on while the machine sleeps. */
static gint64
get_uptime (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000) + now.tv_nsec / 1000000;
}

static gboolean
on_timer (gpointer user_data)
{
  server_retention_run (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_first (gpointer user_data)
{
  ServerRetention *self = user_data;

  self->timer = g_timeout_add_seconds (INTERVAL_S, on_timer, self);
  server_retention_run (self);

  return G_SOURCE_REMOVE;
}

/**
 * server_retention_new: (skip)
 * @services: what it works with; they have to last longer
 * @clocks: (nullable): what tells the time, or %NULL for the clocks of the machine
 * @days: for how many days messages are kept where there is no other rule, or 0 for ever
 *
 * Returns: (transfer full): a retention
 */
ServerRetention *
server_retention_new (const ServerServices *services, const ServerRetentionClocks *clocks,
                      guint days)
{
  static const ServerRetentionClocks usual = { get_time, get_uptime };
  ServerRetention *self = g_new0 (ServerRetention, 1);

  self->services = services;
  self->clocks = clocks != NULL ? *clocks : usual;
  self->days = days;
  self->timer = g_timeout_add_seconds (FIRST_S, on_first, self);

  return self;
}

/**
 * server_retention_free: (skip)
 * @self: (transfer full): a retention that does not run
 */
void
server_retention_free (ServerRetention *self)
{
  g_assert (!self->is_running);

  server_retention_stop (self);
  g_free (self);
}

static void
end_run (ServerRetention *self)
{
  gboolean is_again = self->is_again && !self->is_stopped;

  if (self->n_messages > 0)
    g_message ("%" G_GINT64_FORMAT " messages of %" G_GINT64_FORMAT " rooms have been removed, as "
               "they were older than they are kept", self->n_messages, self->n_rooms);

  g_clear_pointer (&self->rules, g_array_unref);
  self->n_messages = 0;
  self->n_rooms = 0;
  self->is_running = FALSE;
  self->is_again = FALSE;
  self->services->turns->calls--;
  if (is_again)
    server_retention_run (self);
}

static void
append (ServerRetention *self, ServerChange *change, ServerAppendFunc func)
{
  self->services->turns->begun++;
  server_event_log_append (self->services->log, change, func, self);
}

static gint64
get_days (ServerRetention *self, guint place)
{
  gint64 days = g_array_index (self->rules, ServerRule, place).days;

  return days != 0 ? days : self->days;
}

static void on_trimmed (ServerResult *result, gpointer user_data);

static void
on_noted (ServerResult *result, gpointer user_data)
{
  ServerRetention *self = user_data;

  self->services->turns->ended++;
  end_run (self);
}

static gint64
get_room (ServerRetention *self)
{
  return g_array_index (self->rules, ServerRule, self->place).room;
}

static gint64
get_before (ServerRetention *self)
{
  return self->now - get_days (self, self->place) * DAY_MS;
}

/* What has gone of a room is written down, also when the rest goes another time. */
static void
break_off (ServerRetention *self)
{
  self->n_rooms += self->count > 0;
  if (self->count > 0)
    append (self, server_change_new_trimmed (get_room (self), get_before (self), self->count),
            on_noted);
  else
    end_run (self);
}

static void
go_on (ServerRetention *self)
{
  while (self->place < self->rules->len && get_days (self, self->place) <= 0)
    self->place++;

  if (self->place == self->rules->len)
    end_run (self);
  else if (self->is_stopped)
    break_off (self);
  else
    append (self, server_change_new_trim (get_room (self), get_before (self), self->count),
            on_trimmed);
}

static gboolean
on_pause (gpointer user_data)
{
  ServerRetention *self = user_data;

  self->pause = 0;
  go_on (self);

  return G_SOURCE_REMOVE;
}

static void
on_trimmed (ServerResult *result, gpointer user_data)
{
  ServerRetention *self = user_data;
  gboolean has_failed = result->error != NULL;

  self->services->turns->ended++;
  self->count += result->count;
  self->n_messages += result->count;
  if (has_failed || !result->has_more)
    {
      self->n_rooms += self->count > 0;
      self->count = 0;
      self->place++;
    }

  /* What the disk does not take now, it takes in an hour. */
  if (has_failed)
    self->place = self->rules->len;
  if (!has_failed && result->count > 0 && !self->is_stopped)
    self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
  else
    go_on (self);
}

static void
on_clock_noted (ServerResult *result, gpointer user_data)
{
  ServerRetention *self = user_data;

  self->services->turns->ended++;
  go_on (self);
}

static gboolean
has_rules (ServerRetention *self)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      if (get_days (self, i) > 0)
        return TRUE;
    }

  return FALSE;
}

/* What was known is written down: what is said meanwhile will be of the wrong time, and
 * is not to be taken for the right one after a restart. */
static void
doubt_clock (ServerRetention *self)
{
  if (!self->is_told)
    g_message ("The clock is further ahead than the time that has passed: no old messages are "
               "removed for a day, in case it is wrong");
  self->is_told = TRUE;
  append (self, server_change_new_clock (self->guard.known), on_noted);
}

static void
begin_run (ServerRetention *self)
{
  if (!server_clock_guard_check (&self->guard, self->now, self->clocks.get_uptime ()))
    {
      doubt_clock (self);
      return;
    }

  self->is_told = FALSE;
  append (self, server_change_new_clock (self->now), on_clock_noted);
}

static void
on_rules (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerRetention *self = user_data;
  g_autoptr (ServerAnswer) answer = server_store_query_finish (SERVER_STORE (source), result, NULL);

  self->place = 0;
  self->count = 0;
  self->rules = answer != NULL ? g_array_ref (answer->rules)
                               : g_array_new (FALSE, FALSE, sizeof (ServerRule));
  self->now = self->clocks.get_time ();
  if (!self->is_guarded && answer != NULL)
    {
      server_clock_guard_init (&self->guard, answer->time > 0 ? answer->time : self->now,
                               self->clocks.get_uptime ());
      self->is_guarded = TRUE;
    }

  if (self->is_stopped || !has_rules (self))
    end_run (self);
  else
    begin_run (self);
}

/**
 * server_retention_run: (skip)
 * @self: a retention
 *
 * Removes what is too old, now; or after what it is doing, if it does so already.
 */
void
server_retention_run (ServerRetention *self)
{
  if (self->is_stopped)
    return;
  if (self->is_running)
    {
      self->is_again = TRUE;
      return;
    }

  self->is_running = TRUE;
  self->services->turns->calls++;
  server_store_query_async (self->services->store, server_query_new_rules (), NULL, on_rules, self);
}

/**
 * server_retention_stop: (skip)
 * @self: a retention
 *
 * Removes nothing any more, but for what the log has been asked for already. That it has
 * ended, the count of calls in the services tells.
 */
void
server_retention_stop (ServerRetention *self)
{
  self->is_stopped = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->pause != 0)
    {
      g_clear_handle_id (&self->pause, g_source_remove);
      go_on (self);
    }
}

/**
 * server_retention_set_days: (skip)
 * @self: a retention
 * @days: for how many days messages are kept where there is no other rule, or 0 for ever
 *
 * Changes how long messages are kept. It takes effect at the next time.
 */
void
server_retention_set_days (ServerRetention *self, guint days)
{
  self->days = days;
}

/**
 * server_retention_get_days: (skip)
 * @self: a retention
 *
 * Returns: for how many days messages are kept where there is no other rule, or 0
 */
guint
server_retention_get_days (ServerRetention *self)
{
  return self->days;
}

/**
 * server_retention_get_hold: (skip)
 * @self: a retention
 *
 * Returns: for how long nothing is going to be removed because of the clock, in
 *   milliseconds; 0 when it is believed
 */
gint64
server_retention_get_hold (ServerRetention *self)
{
  return self->is_guarded
           ? server_clock_guard_get_hold (&self->guard, self->clocks.get_uptime ())
           : 0;
}

/**
 * server_retention_is_running: (skip)
 * @self: a retention
 *
 * Returns: whether it is removing something, or looking for it
 */
gboolean
server_retention_is_running (ServerRetention *self)
{
  return self->is_running;
}
