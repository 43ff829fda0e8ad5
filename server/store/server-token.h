/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *server_token_new   (void);
gboolean server_token_check (const char *text);
GBytes  *server_token_hash  (const char *token);

G_END_DECLS
