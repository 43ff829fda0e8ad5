/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room-info.h"
#include "client-session-state.h"

G_BEGIN_DECLS

char *ui_room_words_about   (const char *topic, const char *chat, guint members,
                             const ClientUserInfo *with);
char *ui_room_words_typing  (const char *const *names);
char *ui_room_words_offline (guint n_queued);
char *ui_room_words_attempt (ClientSessionState state, gint64 microseconds);

G_END_DECLS
