/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-store-error.h"

G_BEGIN_DECLS

gboolean server_store_import (const char *folder, int source, const char *name, GError **error);

G_END_DECLS
