/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-event.h"

G_BEGIN_DECLS

/* Events that are told once and are in no log. */
ServerEvent *server_ephemeral_read     (gint64 room, gint64 user, gint64 seq);
ServerEvent *server_ephemeral_typing   (gint64 room, gint64 user, gboolean is_on);
ServerEvent *server_ephemeral_user     (const ServerUserInfo *user, gboolean is_online);
ServerEvent *server_ephemeral_presence (GArray *on, GArray *off);
ServerEvent *server_ephemeral_notice   (const char *text);
ServerEvent *server_ephemeral_live     (gint64 seq);
ServerEvent *server_ephemeral_ping     (void);
ServerEvent *server_ephemeral_bye      (const GError *reason);

G_END_DECLS
