/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-listener.h"
#include "server-options.h"

G_BEGIN_DECLS

GPtrArray *server_places_listen (ServerListener *listener, const ServerOptions *options,
                                 GError **error);

G_END_DECLS
