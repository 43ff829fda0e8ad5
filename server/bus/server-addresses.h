/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char **server_addresses_list (GPtrArray *listening);

G_END_DECLS
