/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-keyring.h"

G_BEGIN_DECLS

#define CLIENT_KEYRING_FORGET_TAG ((gpointer) (guintptr) client_keyring_forget_async)

struct _ClientKeyring
{
  GObject parent_instance;

  char *directory;
  gboolean is_in_file;

  GCancellable *leaving; /* ends what is on its way to the keyring of the desktop */
  guint grace;
};

/* What a thread is to do; it has its own copy of everything. */
typedef struct
{
  char *directory;
  ClientAccount *account;
  char *address;
  gboolean is_in_file;
} ClientKeyringRequest;

/* What the parts of the class share: accounts (client-keyring.c), all those at a
 * server (client-keyring-forget.c) and the tokens for those that may come to be
 * (client-keyring-propose.c). */
void client_keyring_begin       (ClientKeyring *self, gpointer tag, GTaskThreadFunc func,
                                 const ClientAccount *account, const char *address,
                                 GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
void client_keyring_return_done (GTask *task, gboolean is_done, GError *error);

G_END_DECLS
