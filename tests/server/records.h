/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-record.h"

G_BEGIN_DECLS

/* Events as the store makes them, without a store. Accounts have the number given,
 * and the name “u” with that number. */
ServerUserInfo *record_user   (gint64 user);
ServerRecord   *record_post   (gint64 seq, gint64 room, gint64 user, const char *text);
ServerRecord   *record_about  (ServerRecordKind kind, gint64 seq, gint64 room, gint64 user,
                               const char *text);
ServerRecord   *record_room   (gint64 seq, gint64 room, ServerRoomKind kind, gint64 first,
                               gint64 second);
ServerRecord   *record_member (gint64 seq, gint64 room, gint64 user, ServerRole role);

G_END_DECLS
