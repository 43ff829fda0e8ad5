/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-tls.h"

G_BEGIN_DECLS

#define SERVER_TYPE_TLS_OUTPUT (server_tls_output_get_type ())
G_DECLARE_FINAL_TYPE (ServerTlsOutput, server_tls_output, SERVER, TLS_OUTPUT, GOutputStream)

GOutputStream *server_tls_output_new (ServerTls *tls);

G_END_DECLS
