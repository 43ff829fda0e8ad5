/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room.h"

G_BEGIN_DECLS

/**
 * UiAttention:
 * @active: whether the person uses the window
 * @room_shown: whether the window shows the room
 * @at_end: whether the newest message of the room is in sight
 *
 * What the person looks at.
 */
typedef struct
{
  gboolean active;
  gboolean room_shown;
  gboolean at_end;
} UiAttention;

/**
 * UiNotifyAbout:
 * @UI_NOTIFY_ALL: `all`: about all messages
 * @UI_NOTIFY_MENTIONS: `mentions`: about what is for the person alone: conversations of two, and
 *   messages that mention them
 * @UI_NOTIFY_NONE: `none`: about nothing
 *
 * What the person wants to be told of.
 */
typedef enum
{
  UI_NOTIFY_ALL,
  UI_NOTIFY_MENTIONS,
  UI_NOTIFY_NONE,
} UiNotifyAbout;

gboolean ui_attention_sees       (UiAttention attention);
gboolean ui_attention_may_notify (UiAttention attention, UiNotifyAbout about, ClientRoom *room,
                                  ClientMessage *message);
char    *ui_attention_title      (ClientRoom *room, ClientMessage *message, const char *chat);
char    *ui_attention_body       (ClientMessage *message, gboolean show_text);

G_END_DECLS
