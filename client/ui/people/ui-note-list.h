/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UiNoteListKind:
 * @UI_NOTE_LIST_BANS: who is kept out or quiet, each of which can be ended
 * @UI_NOTE_LIST_AUDIT: who has done what
 *
 * What is listed.
 */
typedef enum
{
  UI_NOTE_LIST_BANS,
  UI_NOTE_LIST_AUDIT,
} UiNoteListKind;

#define UI_TYPE_NOTE_LIST (ui_note_list_get_type ())
G_DECLARE_FINAL_TYPE (UiNoteList, ui_note_list, UI, NOTE_LIST, AdwBin)

GtkWidget *ui_note_list_new (ClientSession *session, ClientRoom *room, UiNoteListKind kind);

G_END_DECLS
