/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-dialect.h"

G_BEGIN_DECLS

/**
 * CLIENT_CLASSIC_SERVER:
 *
 * The id of every server of the classic dialect, which have none.
 */
#define CLIENT_CLASSIC_SERVER "classic"

/**
 * CLIENT_CLASSIC_LOBBY:
 *
 * The id of the only room of the classic dialect.
 */
#define CLIENT_CLASSIC_LOBBY "lobby"

#define CLIENT_TYPE_CLASSIC (client_classic_get_type ())
G_DECLARE_FINAL_TYPE (ClientClassic, client_classic, CLIENT, CLASSIC, GObject)

ClientDialect *client_classic_new (void);

G_END_DECLS
