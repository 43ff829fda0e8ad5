/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-attention.h"

#include <glib/gi18n.h>

#include "ui-markdown.h"
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
 * @about: what they want to be told of
 * @room: a room
 * @message: a message that has just come in there
 *
 * Who has the room before them is not called to it: when they read further up,
 * the button back to the end counts what is new.
 *
 * Returns: whether the message is worth a notification
 */
gboolean
ui_attention_may_notify (UiAttention attention, UiNotifyAbout about, ClientRoom *room,
                         ClientMessage *message)
{
  if (about == UI_NOTIFY_NONE || client_message_get_own (message)
      || (attention.active && attention.room_shown))
    return FALSE;
  if (client_message_get_mentions_me (message))
    return TRUE;
  if (client_room_get_is_muted (room))
    return FALSE;

  return about == UI_NOTIFY_ALL || client_room_get_kind (room) == CLIENT_ROOM_DIRECT;
}

/**
 * ui_attention_title:
 * @room: a room
 * @message: a message there
 * @chat: (nullable): what the chat of the room is called, if there are others
 *
 * Returns: (transfer full): the title of the notification for the message
 */
char *
ui_attention_title (ClientRoom *room, ClientMessage *message, const char *chat)
{
  g_autofree char *sender = ui_text_tame (client_message_get_sender (message));
  g_autofree char *place = ui_text_tame (client_room_get_name (room));
  g_autofree char *server = chat != NULL ? ui_text_tame (chat) : NULL;

  if (client_room_get_kind (room) != CLIENT_ROOM_DIRECT)
    return server != NULL
             /* Translators: who has said something, in which room, in which chat */
             ? g_strdup_printf (_("%s in %s (%s)"), sender, place, server)
             /* Translators: who has said something, in which room */
             : g_strdup_printf (_("%s in %s"), sender, place);
  if (server != NULL)
    /* Translators: who has said something to the person alone, in which chat */
    return g_strdup_printf (_("%s (%s)"), sender, server);

  return g_steal_pointer (&sender);
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
  g_autofree char *plain = NULL;
  g_autofree char *tame = NULL;
  char *preview = NULL;

  if (!show_text)
    return g_strdup (_("New message"));

  plain = ui_markdown_to_plain (client_message_get_text (message));
  tame = ui_text_tame (plain);
  preview = ui_text_preview (tame);
  return preview ? preview : g_steal_pointer (&tame);
}
