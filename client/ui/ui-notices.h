/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-chats.h"

G_BEGIN_DECLS

/**
 * UI_NOTICES_MAX:
 *
 * Most sentences that wait to be read; of more the oldest are dropped. A server cannot fill
 * the memory of those who are away, nor keep them reading for long.
 */
#define UI_NOTICES_MAX 8

#define UI_TYPE_NOTICES (ui_notices_get_type ())
G_DECLARE_FINAL_TYPE (UiNotices, ui_notices, UI, NOTICES, GObject)

UiNotices *ui_notices_new  (UiChats *chats);
char      *ui_notices_take (UiNotices *self, ClientSession *session);

G_END_DECLS
