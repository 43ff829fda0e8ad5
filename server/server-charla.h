/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-dialect.h"

G_BEGIN_DECLS

/**
 * ServerCharla:
 *
 * Charla's own dialect: each frame is a JSON object, and docs/protocol.md says what
 * stands in it.
 */
#define SERVER_TYPE_CHARLA (server_charla_get_type ())
G_DECLARE_FINAL_TYPE (ServerCharla, server_charla, SERVER, CHARLA, GObject)

ServerDialect *server_charla_new (void);

G_END_DECLS
