/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-tls.h"

G_BEGIN_DECLS

#define SERVER_TYPE_TLS_INPUT (server_tls_input_get_type ())
G_DECLARE_FINAL_TYPE (ServerTlsInput, server_tls_input, SERVER, TLS_INPUT, GInputStream)

GInputStream *server_tls_input_new (ServerTls *tls);

G_END_DECLS
