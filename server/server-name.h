/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerNameFunc:
 * @name: a name
 * @user_data: what was given to server_name_find_free()
 *
 * Returns: whether nobody has that name
 */
typedef gboolean (*ServerNameFunc) (const char *name, gpointer user_data);

char *server_name_find_free (const char *name, ServerNameFunc is_free, gpointer user_data);

G_END_DECLS
