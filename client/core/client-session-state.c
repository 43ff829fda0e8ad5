/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-state.h"

G_DEFINE_ENUM_TYPE (ClientSessionState,
                    client_session_state,
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (CLIENT_SESSION_WAITING, "waiting"))
