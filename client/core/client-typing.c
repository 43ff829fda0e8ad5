/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-typing.h"

/* Somebody who writes, until @end of the monotonic clock. */
typedef struct
{
  char *name;
  gint64 end;
} Writer;

struct _ClientTyping
{
  guint milliseconds;
  GSourceOnceFunc changed;
  gpointer user_data;

  GHashTable *writers;
  guint timeout;
};

static void
writer_free (gpointer data)
{
  Writer *self = data;

  g_clear_pointer (&self->name, g_free);
  g_free (self);
}

/**
 * client_typing_new:
 * @milliseconds: how long somebody writes without saying so again
 * @changed: called when somebody has stopped without saying so
 * @user_data: for @changed
 *
 * Returns: (transfer full): nobody
 */
ClientTyping *
client_typing_new (guint milliseconds, GSourceOnceFunc changed, gpointer user_data)
{
  ClientTyping *self = g_new0 (ClientTyping, 1);

  self->milliseconds = milliseconds;
  self->changed = changed;
  self->user_data = user_data;
  self->writers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, writer_free);

  return self;
}

/**
 * client_typing_free:
 * @self: (transfer full): who writes
 */
void
client_typing_free (ClientTyping *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->writers, g_hash_table_unref);
  g_free (self);
}

static void on_timeout (gpointer user_data);

/* One timeout does for all of them: for who ends first. */
static void
client_typing_schedule (ClientTyping *self)
{
  gint64 first = G_MAXINT64;
  gint64 wait = 0;
  GHashTableIter iter;
  gpointer writer = NULL;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_hash_table_iter_init (&iter, self->writers);
  while (g_hash_table_iter_next (&iter, NULL, &writer))
    first = MIN (first, ((Writer *) writer)->end);
  if (first == G_MAXINT64)
    return;

  wait = MAX (0, first - g_get_monotonic_time ()) / 1000 + 1;
  self->timeout = g_timeout_add_once (wait, on_timeout, self);
}

static gboolean
has_ended (gpointer key, gpointer value, gpointer user_data)
{
  return ((Writer *) value)->end <= *(gint64 *) user_data;
}

static void
on_timeout (gpointer user_data)
{
  ClientTyping *self = user_data;
  gint64 now = g_get_monotonic_time ();
  guint n_ended = 0;

  self->timeout = 0;
  n_ended = g_hash_table_foreach_remove (self->writers, has_ended, &now);
  client_typing_schedule (self);
  if (n_ended > 0)
    self->changed (self->user_data);
}

/**
 * client_typing_begin:
 * @self: who writes
 * @user: id of a user
 * @name: their name
 *
 * Says that somebody writes.
 */
void
client_typing_begin (ClientTyping *self, const char *user, const char *name)
{
  Writer *writer = NULL;

  if (!g_hash_table_contains (self->writers, user)
      && g_hash_table_size (self->writers) >= CLIENT_TYPING_MAX)
    return;

  writer = g_new0 (Writer, 1);
  writer->name = g_strdup (name);
  writer->end = g_get_monotonic_time () + self->milliseconds * G_TIME_SPAN_MILLISECOND;
  g_hash_table_replace (self->writers, g_strdup (user), writer);
  client_typing_schedule (self);
}

/**
 * client_typing_end:
 * @self: who writes
 * @user: id of a user
 *
 * Says that somebody does not write any more.
 */
void
client_typing_end (ClientTyping *self, const char *user)
{
  if (g_hash_table_remove (self->writers, user))
    client_typing_schedule (self);
}

/**
 * client_typing_clear:
 * @self: who writes
 *
 * Says that nobody writes.
 */
void
client_typing_clear (ClientTyping *self)
{
  g_hash_table_remove_all (self->writers);
  client_typing_schedule (self);
}

static gint
compare (gconstpointer one, gconstpointer other)
{
  return g_utf8_collate (*(const char *const *) one, *(const char *const *) other);
}

/**
 * client_typing_list:
 * @self: who writes
 *
 * Returns: (transfer full) (array zero-terminated=1): their names, sorted
 */
char **
client_typing_list (ClientTyping *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer writer = NULL;

  g_hash_table_iter_init (&iter, self->writers);
  while (g_hash_table_iter_next (&iter, NULL, &writer))
    g_ptr_array_add (names, g_strdup (((Writer *) writer)->name));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_steal (names, NULL);
}
