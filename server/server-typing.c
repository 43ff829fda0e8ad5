/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-typing.h"

#include <charla.h>

/* Somebody who types somewhere, from the first time it is told until some time
 * after the last. */
typedef struct
{
  gint64 room;
  gint64 user;
  gboolean is_on;      /* as they say */
  gboolean is_told_on; /* as the others know */
  gboolean is_renewed; /* whether they have said it since it was last told */
  CharlaDeadline deadline;
} Typist;

struct _ServerTyping
{
  GHashTable *typists;
  CharlaDeadlines *deadlines;
  ServerTypingFunc func;
  gpointer user_data;
};

static guint
typist_hash (gconstpointer key)
{
  const Typist *typist = key;

  return g_int64_hash (&typist->room) * 31 + g_int64_hash (&typist->user);
}

static gboolean
typist_equal (gconstpointer a, gconstpointer b)
{
  const Typist *first = a;
  const Typist *second = b;

  return first->room == second->room && first->user == second->user;
}

static void
typist_free (gpointer item)
{
  Typist *typist = item;

  charla_deadline_stop (&typist->deadline);
  g_free (typist);
}

static void
tell (ServerTyping *self, Typist *typist)
{
  typist->is_told_on = typist->is_on;
  typist->is_renewed = FALSE;
  self->func (typist->room, typist->user, typist->is_on, self->user_data);
  charla_deadlines_start (self->deadlines, &typist->deadline, typist);
}

/* Some time has passed: what was held back is told now, and who has not said
 * again that they type does not type. */
static void
on_deadline (gpointer item, gpointer user_data)
{
  ServerTyping *self = user_data;
  Typist *typist = item;

  if (!typist->is_on && !typist->is_told_on)
    {
      g_hash_table_remove (self->typists, typist);
      return;
    }

  if (!typist->is_renewed)
    typist->is_on = FALSE;
  tell (self, typist);
}

/**
 * server_typing_new:
 * @milliseconds: the least time between two times that the same is told
 * @func: tells it
 * @user_data: for @func
 *
 * Returns: (transfer full): a list of nobody
 */
ServerTyping *
server_typing_new (guint milliseconds, ServerTypingFunc func, gpointer user_data)
{
  ServerTyping *self = g_new0 (ServerTyping, 1);

  self->typists = g_hash_table_new_full (typist_hash, typist_equal, typist_free, NULL);
  self->deadlines = charla_deadlines_new (milliseconds, on_deadline, self);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * server_typing_free:
 * @self: (transfer full): a list
 */
void
server_typing_free (ServerTyping *self)
{
  g_hash_table_unref (self->typists);
  charla_deadlines_free (self->deadlines);
  g_free (self);
}

/**
 * server_typing_set:
 * @self: a list
 * @room: a room
 * @user: somebody who is in it
 * @is_on: whether they type
 *
 * Says that somebody types, or does no longer. That is told at once, or when it
 * may be told again.
 */
void
server_typing_set (ServerTyping *self, gint64 room, gint64 user, gboolean is_on)
{
  Typist key = { .room = room, .user = user };
  Typist *typist = g_hash_table_lookup (self->typists, &key);

  if (typist != NULL)
    {
      typist->is_on = is_on;
      typist->is_renewed = TRUE;
      return;
    }
  if (!is_on)
    return;

  typist = g_new0 (Typist, 1);
  *typist = key;
  typist->is_on = TRUE;
  g_hash_table_add (self->typists, typist);
  tell (self, typist);
}

/**
 * server_typing_posted:
 * @self: a list
 * @room: a room
 * @user: who has posted in it
 *
 * Who has posted does not type any more: the message itself tells that.
 */
void
server_typing_posted (ServerTyping *self, gint64 room, gint64 user)
{
  const Typist key = { .room = room, .user = user };
  Typist *typist = g_hash_table_lookup (self->typists, &key);

  if (typist != NULL)
    typist->is_on = typist->is_told_on = FALSE;
}
