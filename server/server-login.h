/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-request.h"
#include "server-services.h"

G_BEGIN_DECLS

/**
 * ServerAdmission:
 * @user: the account of who comes in
 * @token: (nullable): the token of their device
 * @is_new: whether @token is a new one, which the device has to be told
 *
 * That somebody may come in.
 */
typedef struct
{
  ServerUserInfo *user;
  char *token;
  gboolean is_new;
} ServerAdmission;

void             server_admission_free (ServerAdmission *self);
void             server_login_async    (const ServerServices *services, const ServerHello *hello,
                                        GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer user_data);
ServerAdmission *server_login_finish   (GAsyncResult *result, const char **needs, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerAdmission, server_admission_free)

G_END_DECLS
