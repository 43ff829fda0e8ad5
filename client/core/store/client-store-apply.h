/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-changes.h"
#include "client-database.h"

G_BEGIN_DECLS

ClientChanges *client_store_apply (ClientDatabase *database, GPtrArray *events);

G_END_DECLS
