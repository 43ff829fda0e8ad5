/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room.h"

G_BEGIN_DECLS

/**
 * UiDraft:
 * @cursor: where one was writing in the draft, in characters; -1 for its end
 * @reply: (nullable): the message that it answers
 * @edit: (nullable): the message that is being corrected instead
 * @edit_text: (nullable): what the correction was when one left the room
 * @edit_cursor: where one was writing in it
 * @is_saving: whether the server has been asked to take the correction
 * @problem: (nullable): a sentence that says why it did not
 *
 * What one is about to say in a room, beside the text of the draft, which the session keeps.
 * It lasts as long as the program runs.
 */
typedef struct
{
  int cursor;
  ClientMessage *reply;

  ClientMessage *edit;
  char *edit_text;
  int edit_cursor;
  gboolean is_saving;
  char *problem;
} UiDraft;

UiDraft *ui_draft_get        (ClientRoom *room);
void     ui_draft_begin_edit (UiDraft *self, ClientMessage *message);
void     ui_draft_end_edit   (UiDraft *self);

G_END_DECLS
