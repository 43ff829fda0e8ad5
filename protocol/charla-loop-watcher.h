/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "charla-watcher.h"

G_BEGIN_DECLS

/* Sources of a main context, a few for each connection. Private to the library. */
#define CHARLA_TYPE_LOOP_WATCHER (charla_loop_watcher_get_type ())
G_GNUC_INTERNAL
G_DECLARE_FINAL_TYPE (CharlaLoopWatcher, charla_loop_watcher, CHARLA, LOOP_WATCHER, GObject)

G_GNUC_INTERNAL
CharlaWatcher *charla_loop_watcher_new (int priority);

G_END_DECLS
