/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-note-info.h"
#include "client-room-info.h"

G_BEGIN_DECLS

/**
 * UI_PEOPLE_SPANS:
 *
 * For how long somebody can be banned or muted at a click.
 */
#define UI_PEOPLE_SPANS 5

const char *ui_people_role          (ClientRole role);
const char *ui_people_kind          (ClientUserKind kind);
const char *ui_people_state         (ClientUserState state);
const char *ui_people_presence      (const ClientUserInfo *user);
const char *ui_people_presence_css  (const ClientUserInfo *user);
char       *ui_people_status        (const ClientUserInfo *user);
char       *ui_people_describe      (const ClientUserInfo *user, ClientRole role);
const char *ui_people_room_kind     (ClientRoomKind kind, gboolean is_lobby);
const char *ui_people_span          (guint span);
gint64      ui_people_span_end      (guint span, gint64 now);
char       *ui_people_note_title    (const ClientNoteInfo *note);
char       *ui_people_note_subtitle (const ClientNoteInfo *note);

G_END_DECLS
