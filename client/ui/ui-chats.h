/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

/**
 * UI_CHATS_MAX:
 *
 * Most chats that one is in. Each is a line and a cache; a file of settings that somebody else
 * has written does not open thousands.
 */
#define UI_CHATS_MAX 64

#define UI_TYPE_CHATS (ui_chats_get_type ())
G_DECLARE_FINAL_TYPE (UiChats, ui_chats, UI, CHATS, GObject)

UiChats       *ui_chats_new          (GSettings *settings);
void           ui_chats_open         (UiChats *self);
ClientSession *ui_chats_join         (UiChats *self, ClientAddress *address, const char *name);
void           ui_chats_cancel       (UiChats *self);
void           ui_chats_leave        (UiChats *self, ClientSession *session);
void           ui_chats_select       (UiChats *self, ClientSession *session, const char *room);

ClientSession *ui_chats_get_joining  (UiChats *self);
ClientSession *ui_chats_get_selected (UiChats *self);
const char    *ui_chats_get_room     (UiChats *self, ClientSession *session);
gboolean       ui_chats_get_is_in    (UiChats *self, ClientSession *session);
ClientSession *ui_chats_find         (UiChats *self, const char *address);
GPtrArray     *ui_chats_dup_sessions (UiChats *self);

G_END_DECLS
