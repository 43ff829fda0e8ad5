/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Most notifications at a time. Rooms are many, and people write in all of
 * them: neither the desktop nor the queue to a daemon that hangs may grow. */
#define UI_NOTIFIER_WORKER_MAX_IDS 32

/* How long a farewell may take so that no notification outlives the program. */
#define UI_NOTIFIER_WORKER_FAREWELL_MS 250

/*
 * The thread that talks to the notification daemon. libnotify's calls are
 * synchronous, and a daemon that hangs holds each for tens of seconds; so
 * nobody waits for this thread, and the process may end under it.
 */
typedef struct _UiNotifierWorker UiNotifierWorker;

typedef void (*UiNotifierActivated) (const char *id, const char *activation_token, gpointer data);

UiNotifierWorker *ui_notifier_worker_new     (UiNotifierActivated activated, gpointer data,
                                              GDestroyNotify destroy, GError **error);
void              ui_notifier_worker_request (UiNotifierWorker *self, const char *id,
                                              const char *title, const char *body);
void              ui_notifier_worker_end     (UiNotifierWorker *self);

G_END_DECLS
