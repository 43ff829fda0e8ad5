/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-draft.h"

static void
ui_draft_free (gpointer data)
{
  UiDraft *self = data;

  ui_draft_end_edit (self);
  g_clear_object (&self->reply);
  g_free (self);
}

/**
 * ui_draft_get:
 * @room: a room
 *
 * Returns: (transfer none): what one is about to say there; it belongs to @room
 */
UiDraft *
ui_draft_get (ClientRoom *room)
{
  UiDraft *self = g_object_get_data (G_OBJECT (room), "ui-draft");

  if (self == NULL)
    {
      self = g_new0 (UiDraft, 1);
      self->cursor = -1;
      g_object_set_data_full (G_OBJECT (room), "ui-draft", self, ui_draft_free);
    }

  return self;
}

/**
 * ui_draft_begin_edit:
 * @self: a draft
 * @message: one's own message of the room
 *
 * Begins to correct @message, from what it says now.
 */
void
ui_draft_begin_edit (UiDraft *self, ClientMessage *message)
{
  ui_draft_end_edit (self);
  self->edit = g_object_ref (message);
  self->edit_text = g_strdup (client_message_get_text (message));
  self->edit_cursor = -1;
}

/**
 * ui_draft_end_edit:
 * @self: a draft
 *
 * Corrects nothing any more: what one is about to say is the draft again.
 */
void
ui_draft_end_edit (UiDraft *self)
{
  g_clear_object (&self->edit);
  g_clear_pointer (&self->edit_text, g_free);
  g_clear_pointer (&self->problem, g_free);
  self->is_saving = FALSE;
}
