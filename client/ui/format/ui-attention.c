/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-attention.h"

#include <glib/gi18n.h>

#include "ui-text.h"

/**
 * ui_attention_sees:
 * @attention: what the person looks at
 *
 * Returns: whether a message that has just come in has been seen
 */
gboolean
ui_attention_sees (UiAttention attention)
{
  return attention.active && attention.room_shown && attention.at_end;
}

/**
 * ui_attention_may_notify:
 * @attention: what the person looks at
 * @message: a message that has just come in
 *
 * Who has the room before them is not called to it: when they read further up,
 * the button back to the end counts what is new.
 *
 * Returns: whether the message is worth a notification
 */
gboolean
ui_attention_may_notify (UiAttention attention, ClientMessage *message)
{
  return !client_message_get_own (message) && !(attention.active && attention.room_shown);
}

/**
 * ui_attention_body:
 * @message: a message
 * @show_text: whether notifications may show what was said
 *
 * Returns: (transfer full): the text of the notification for the message
 */
char *
ui_attention_body (ClientMessage *message, gboolean show_text)
{
  g_autofree char *tame = NULL;
  char *preview = NULL;

  if (!show_text)
    return g_strdup (_("New message"));

  tame = ui_text_tame (client_message_get_text (message));
  preview = ui_text_preview (tame);
  return preview ? preview : g_steal_pointer (&tame);
}
