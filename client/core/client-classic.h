/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-dialect.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_CLASSIC (client_classic_get_type ())
G_DECLARE_FINAL_TYPE (ClientClassic, client_classic, CLIENT, CLASSIC, GObject)

ClientDialect *client_classic_new (void);

G_END_DECLS
