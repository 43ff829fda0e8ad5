/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

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

gboolean ui_attention_sees      (UiAttention attention);
gboolean ui_attention_may_notify (UiAttention attention, ClientMessage *message);
char    *ui_attention_body      (ClientMessage *message, gboolean show_text);

G_END_DECLS
