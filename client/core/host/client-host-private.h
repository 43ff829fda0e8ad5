/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-host.h"

G_BEGIN_DECLS

#define CLIENT_HOST_INTERFACE "io.github.charla_chat.Server1"

struct _ClientHost
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusProxy *proxy;

  /* What the server told last. */
  char *name;
  char *id;
  guint port;
  guint n_users;
};

/* What the two halves of the class share: the life of the chat (client-host.c) and how many
 * are in it now (client-host-count.c). */
void client_host_update (ClientHost *self);

G_END_DECLS
