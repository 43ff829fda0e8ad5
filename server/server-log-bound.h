/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServerLogBound:
 *
 * Keeps a flood of connections that the server closes from filling the log: so
 * many lines in some time, and one for the rest.
 */
typedef struct _ServerLogBound ServerLogBound;

ServerLogBound *server_log_bound_new  (guint lines, guint milliseconds);
void            server_log_bound_free (ServerLogBound *self);
gboolean        server_log_bound_take (ServerLogBound *self, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerLogBound, server_log_bound_free)

G_END_DECLS
