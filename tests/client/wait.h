/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Long, for sanitizers on a busy machine; nothing that works comes near it. */
#define WAIT_SECONDS 20

static gboolean
wait_wake_up (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until @condition holds. */
#define WAIT_FOR(condition)                                                                   \
  G_STMT_START                                                                                \
  {                                                                                           \
    gint64 deadline_ = g_get_monotonic_time () + WAIT_SECONDS * G_TIME_SPAN_SECOND;           \
    guint wake_up_ = g_timeout_add (1000, wait_wake_up, NULL);                                \
                                                                                              \
    while (!(condition))                                                                      \
      {                                                                                       \
        if (g_get_monotonic_time () > deadline_)                                              \
          g_error ("%s:%d: never happened: %s", __FILE__, __LINE__, #condition);              \
        g_main_context_iteration (NULL, TRUE);                                                \
      }                                                                                       \
    g_source_remove (wake_up_);                                                               \
  }                                                                                           \
  G_STMT_END

/* Runs the main loop as long as it has anything to do at once. */
static inline void
wait_settle (void)
{
  for (guint i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
}
