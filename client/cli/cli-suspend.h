/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliSuspend:
 *
 * Notices that the person presses Ctrl+Z, so that the shell gets its terminal as it
 * was. There can be one at a time.
 */
typedef struct _CliSuspend CliSuspend;

CliSuspend *cli_suspend_new  (void (*before) (gpointer user_data),
                              void (*after) (gpointer user_data), gpointer user_data);
void        cli_suspend_free (CliSuspend *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSuspend, cli_suspend_free)

G_END_DECLS
