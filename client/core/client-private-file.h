/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * A key file that nobody but the person can read, which several programs change. All of
 * this waits for the disk: it is for a thread other than the main loop's.
 */

GKeyFile *client_private_file_load            (const char *directory, const char *name,
                                               GError **error);
GKeyFile *client_private_file_load_for_change (const char *directory, const char *name,
                                               GError **error);
gboolean  client_private_file_save            (GKeyFile *content, const char *directory,
                                               const char *name, GError **error);
int       client_private_file_lock            (const char *directory, const char *name,
                                               GError **error);

G_END_DECLS
