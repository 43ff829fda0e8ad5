/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A database that vouches for nobody. */
#define CLIENT_TYPE_NO_AUTHORITIES (client_no_authorities_get_type ())
G_DECLARE_FINAL_TYPE (ClientNoAuthorities, client_no_authorities, CLIENT, NO_AUTHORITIES,
                      GTlsDatabase)

GTlsDatabase *client_no_authorities_new (void);

void     client_authorities_ask_async  (GTlsCertificate *certificate, GSocketConnectable *identity,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean client_authorities_ask_finish (GAsyncResult *result, GTlsCertificateFlags *problems,
                                        GError **error);

G_END_DECLS
