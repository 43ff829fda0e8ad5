/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-database.h"

G_BEGIN_DECLS

ServerDatabase *server_store_descriptor_open (int descriptor, GError **error);

G_END_DECLS
