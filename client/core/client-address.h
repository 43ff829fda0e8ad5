/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define CLIENT_TYPE_ADDRESS (client_address_get_type ())
typedef struct _ClientAddress ClientAddress;
GType client_address_get_type (void);

ClientAddress *client_address_parse        (const char *text, GError **error);
ClientAddress *client_address_ref          (ClientAddress *self);
void           client_address_unref        (ClientAddress *self);
const char    *client_address_get_host     (ClientAddress *self);
guint16        client_address_get_port     (ClientAddress *self);
gboolean       client_address_get_is_plain (ClientAddress *self);
char          *client_address_to_string    (ClientAddress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientAddress, client_address_unref)

G_END_DECLS
