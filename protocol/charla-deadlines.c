/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-deadlines.h"

struct _CharlaDeadlines
{
  GSource source;
  GQueue waiting;
  gint64 duration;
  CharlaDeadlineFunc func;
  gpointer user_data;
};

G_STATIC_ASSERT (G_STRUCT_OFFSET (CharlaDeadline, link) == 0);

static CharlaDeadline *
first_waiting (CharlaDeadlines *self)
{
  /* The link is the first member. */
  return (CharlaDeadline *) self->waiting.head;
}

static void
arm (CharlaDeadlines *self)
{
  CharlaDeadline *first = first_waiting (self);

  g_source_set_ready_time (&self->source, first == NULL ? -1 : first->time);
}

static gboolean
charla_deadlines_dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  CharlaDeadlines *self = (CharlaDeadlines *) source;
  gint64 now = g_get_monotonic_time ();
  CharlaDeadline *first = NULL;

  /* The group may be freed by what is called: then nothing waits in it. */
  while ((first = first_waiting (self)) != NULL && first->time <= now)
    {
      gpointer item = first->link.data;

      charla_deadline_stop (first);
      self->func (item, self->user_data);
    }
  arm (self);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs charla_deadlines_funcs = {
  .dispatch = charla_deadlines_dispatch,
};

/**
 * charla_deadlines_new: (skip)
 * @milliseconds: the time that each thing has
 * @func: called for each whose time has passed
 * @user_data: given to @func
 *
 * Makes a group of deadlines on the thread-default main context. @func may
 * start and stop deadlines of the group, and may free the group.
 *
 * Returns: (transfer full): a group of which nothing waits yet
 */
CharlaDeadlines *
charla_deadlines_new (guint milliseconds, CharlaDeadlineFunc func, gpointer user_data)
{
  GSource *source = g_source_new (&charla_deadlines_funcs, sizeof (CharlaDeadlines));
  CharlaDeadlines *self = (CharlaDeadlines *) source;

  g_queue_init (&self->waiting);
  self->duration = (gint64) milliseconds * 1000;
  self->func = func;
  self->user_data = user_data;

  g_source_set_static_name (source, "[charla] deadlines");
  g_source_attach (source, g_main_context_get_thread_default ());

  return self;
}

/**
 * charla_deadlines_free: (skip)
 * @self: (transfer full): a group of deadlines
 *
 * Frees a group. What waited in it waits no longer, and is not called.
 */
void
charla_deadlines_free (CharlaDeadlines *self)
{
  CharlaDeadline *first = NULL;

  while ((first = first_waiting (self)) != NULL)
    charla_deadline_stop (first);

  g_source_destroy (&self->source);
  g_source_unref (&self->source);
}

/**
 * charla_deadlines_start: (skip)
 * @self: a group of deadlines
 * @deadline: the place of @item in it
 * @item: what waits
 *
 * Begins to wait for @item with the full time of the group, wherever @deadline
 * waited before. @deadline stays where it is in memory, and charla_deadline_stop()
 * is called before its memory is freed.
 */
void
charla_deadlines_start (CharlaDeadlines *self, CharlaDeadline *deadline, gpointer item)
{
  charla_deadline_stop (deadline);

  deadline->link.data = item;
  deadline->time = g_get_monotonic_time () + self->duration;
  deadline->group = self;
  g_queue_push_tail_link (&self->waiting, &deadline->link);
  if (self->waiting.length == 1)
    arm (self);
}

/**
 * charla_deadline_stop: (skip)
 * @deadline: a place that waits, or does not
 *
 * Ends the waiting.
 */
void
charla_deadline_stop (CharlaDeadline *deadline)
{
  CharlaDeadlines *group = deadline->group;

  if (group == NULL)
    return;

  g_queue_unlink (&group->waiting, &deadline->link);
  deadline->group = NULL;
  deadline->link.data = NULL;
  if (group->waiting.length == 0)
    arm (group);
}
