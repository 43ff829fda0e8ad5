/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * Notifications on the desktop, one for each id. Nothing here waits for the
 * notification daemon, fails, or needs one to be there.
 *
 * Signals: "activated" (const char *id, const char *activation_token): the
 * person clicked on the notification of this id. The token, for
 * gtk_window_set_startup_id() or the like, is NULL if the daemon gave none.
 */
#define UI_TYPE_NOTIFIER (ui_notifier_get_type ())
G_DECLARE_FINAL_TYPE (UiNotifier, ui_notifier, UI, NOTIFIER, GObject)

UiNotifier *ui_notifier_new      (void);
void        ui_notifier_show     (UiNotifier *self, const char *id, const char *title,
                                  const char *body);
void        ui_notifier_withdraw (UiNotifier *self, const char *id);

G_END_DECLS
