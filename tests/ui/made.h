/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-message.h"

/* A message of one's own, or of somebody else. */
static inline ClientMessage *
made (const char *sender, const char *text, gint64 time, gboolean own, ClientMessageState state)
{
  g_autoptr (ClientUserInfo) me = client_user_info_new ("me", sender);
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new ("n1", "r1", text, 0, time);
  g_autoptr (ClientMessageInfo) info = NULL;

  outgoing->state = state;
  if (own)
    return client_message_new_outgoing (outgoing, me);

  info = client_message_info_new ();
  info->seq = 1;
  info->time = time;
  info->room = g_strdup ("r1");
  info->user = g_strdup ("other");
  info->name = g_strdup (sender);
  info->text = g_strdup (text);
  return client_message_new_received (info, me->id);
}
