/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "client-keyring.h"
#include "client-known-servers.h"
#include "client-server.h"

G_BEGIN_DECLS

GtkWidget *ui_forget_dialog_ask (GtkWidget *asker, ClientKnownServers *known,
                                 ClientKeyring *keyring, ClientServer *server);

G_END_DECLS
