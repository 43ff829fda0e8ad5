/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "server-store-error.h"

G_BEGIN_DECLS

gboolean server_store_export (const char *folder, int descriptor, gboolean has_secrets,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
