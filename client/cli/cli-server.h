/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-address.h"

G_BEGIN_DECLS

ClientAddress *cli_server_find (const char *server, const char *directory, GError **error);

G_END_DECLS
