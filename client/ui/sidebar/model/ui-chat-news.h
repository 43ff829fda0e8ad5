/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-session.h"

G_BEGIN_DECLS

#define UI_TYPE_CHAT_NEWS (ui_chat_news_get_type ())
G_DECLARE_FINAL_TYPE (UiChatNews, ui_chat_news, UI, CHAT_NEWS, GObject)

UiChatNews    *ui_chat_news_new          (ClientSession *session);
ClientSession *ui_chat_news_get_session  (UiChatNews *self);
guint          ui_chat_news_get_unread   (UiChatNews *self);
guint          ui_chat_news_get_mentions (UiChatNews *self);
const char    *ui_chat_news_get_name     (UiChatNews *self);
char          *ui_chat_news_describe     (UiChatNews *self);

G_END_DECLS
