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
    g_once_init_leave (&watcher, (gsize) charla_loop_watcher_new (G_PRIORITY_DEFAULT));

  return CHARLA_WATCHER ((gpointer) watcher);
}

/**
 * charla_watcher_new:
 * @priority: the priority of reading, as that of a [struct@GLib.Source]
 *
 * Makes a watcher like the default one, whose connections are read when nothing
 * more urgent than @priority is to be done. It is there against a server that
 * never stops sending, for a program with a window: at the default priority such
 * a server would keep it from being painted.
 *
 * Returns: (transfer full): a new watcher
 */
CharlaWatcher *
charla_watcher_new (int priority)
{
  return charla_loop_watcher_new (priority);
}
