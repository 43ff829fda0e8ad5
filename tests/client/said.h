/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-message.h"

#define ME "u1"

/* A message of the log. */
static inline ClientMessageInfo *
said (gint64 seq, const char *user, const char *text)
{
  ClientMessageInfo *info = client_message_info_new ();

  info->seq = seq;
  info->time = seq * 1000;
  info->room = g_strdup ("r1");
  info->user = g_strdup (user);
  info->name = g_strdup (user);
  info->text = g_strdup (text);

  return info;
}

/* A message that Ana has written. */
static inline ClientMessage *
written (const char *nonce, const char *text)
{
  g_autoptr (ClientUserInfo) me = client_user_info_new (ME, "Ana");
  g_autoptr (ClientOutgoing) outgoing = client_outgoing_new (nonce, "r1", text, 0, 5);

  return client_message_new_outgoing (outgoing, me);
}

/*
 * A list of messages in one line: those of the log by their place, | before one that comes
 * after a hole, and what is on its way by its nonce.
 */
static inline char *
describe (gpointer model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (model, i);
      static const char *const states[] = { "?", "", "!" };

      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (client_message_get_after_hole (message))
        g_string_append (text, "| ");
      if (client_message_get_nonce (message) != NULL)
        g_string_append (text, client_message_get_nonce (message));
      if (client_message_get_seq (message) > 0)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, client_message_get_seq (message));
      g_string_append (text, states[client_message_get_state (message)]);
    }

  return g_string_free (text, FALSE);
}

static inline void
assert_list (gpointer model, const char *expected)
{
  g_autofree char *text = describe (model);

  g_assert_cmpstr (text, ==, expected);
}
