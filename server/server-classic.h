/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-dialect.h"

G_BEGIN_DECLS

/**
 * ServerClassic:
 *
 * The dialect of the original chat room. Its clients say their name in the first
 * frame and a message in each frame after it; for each message of somebody else
 * they are sent two frames, the name and the text.
 */
#define SERVER_TYPE_CLASSIC (server_classic_get_type ())
G_DECLARE_FINAL_TYPE (ServerClassic, server_classic, SERVER, CLASSIC, GObject)

ServerDialect *server_classic_new (void);

G_END_DECLS
