/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-request.h"

G_BEGIN_DECLS

/*
 * What all requests are made of. The names are literals. A string that is %NULL, and
 * "some" that are 0, are not said.
 */
ClientRequest *client_request_make       (ClientRequestKind kind);
void           client_request_add_string (ClientRequest *self, const char *name,
                                          const char *value);
void           client_request_add_int    (ClientRequest *self, const char *name, gint64 value);
void           client_request_add_some   (ClientRequest *self, const char *name, gint64 value);
void           client_request_add_bool   (ClientRequest *self, const char *name, gboolean value);

G_END_DECLS
