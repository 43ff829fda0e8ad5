/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"

G_BEGIN_DECLS

void client_connect_async (ClientAddress *address, guint timeout_ms, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
GSocketConnection *client_connect_finish (GAsyncResult *result, GError **error);

G_END_DECLS
