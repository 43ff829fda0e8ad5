/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-dialect.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_CHARLA (client_charla_get_type ())
G_DECLARE_FINAL_TYPE (ClientCharla, client_charla, CLIENT, CHARLA, GObject)

ClientDialect *client_charla_new (void);

G_END_DECLS
