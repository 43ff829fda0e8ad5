/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

/*
 * What was begun for a session, which may be gone when it is done, or want something
 * else by then.
 */
typedef struct
{
  GWeakRef session;
  guint turn;
} Step;

/*
 * Begins something.
 */
gpointer
client_session_step_new (ClientSession *self)
{
  Step *step = g_new0 (Step, 1);

  g_weak_ref_init (&step->session, self);
  step->turn = self->turn;

  return step;
}

/*
 * Returns: the turn of the session in which it was begun
 */
guint
client_session_step_get_turn (gpointer step)
{
  return ((Step *) step)->turn;
}

/*
 * Ends what was begun, and frees @step.
 *
 * Returns: (transfer full) (nullable): the session, unless it wants something else now
 */
ClientSession *
client_session_step_end (gpointer step, gboolean in_turn)
{
  Step *self = step;
  g_autoptr (ClientSession) session = g_weak_ref_get (&self->session);
  gboolean is_wanted = session != NULL && (!in_turn || session->turn == self->turn);

  g_weak_ref_clear (&self->session);
  g_free (self);

  return is_wanted ? g_steal_pointer (&session) : NULL;
}
