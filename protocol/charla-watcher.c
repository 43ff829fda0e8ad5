/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-watcher.h"

#include "charla-loop-watcher.h"

G_DEFINE_INTERFACE (CharlaWatcher, charla_watcher, G_TYPE_OBJECT)

static void
charla_watcher_default_init (CharlaWatcherInterface *iface)
{
}

/**
 * charla_watcher_get_default:
 *
 * Gets the watcher of connections that have no other: it watches each with
 * ordinary sources on the main context that is the thread's default when
 * [method@Connection.start] is called.
 *
 * Returns: (transfer none): the default watcher
 */
CharlaWatcher *
charla_watcher_get_default (void)
{
  static gsize watcher = 0;

  if (g_once_init_enter (&watcher))
    g_once_init_leave (&watcher, (gsize) g_object_new (CHARLA_TYPE_LOOP_WATCHER, NULL));

  return CHARLA_WATCHER ((gpointer) watcher);
}
