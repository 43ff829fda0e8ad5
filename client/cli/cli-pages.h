/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room.h"

G_BEGIN_DECLS

void       cli_pages_load_async  (ClientRoom *room, gint64 before, guint n,
                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *cli_pages_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
