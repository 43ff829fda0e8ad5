/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-backoff.h"
#include "client-session.h"

G_BEGIN_DECLS

ClientSession *client_session_new_with (ClientAddress *address, const char *name,
                                        GNetworkMonitor *monitor, const ClientBackoff *backoff);

G_END_DECLS
