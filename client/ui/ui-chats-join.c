/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-chats-private.h"

/* An attempt that begins when the sessions before it are closed. */
typedef struct
{
  UiChats *chats;
  ClientAddress *address;
  char *name;
  guint n_open;
} Rejoining;

/* The chat of the same server: by its address, or by what it has said that it is. */
static guint
find_same (UiChats *self, ClientSession *session)
{
  g_autofree char *address = ui_chats_dup_address (session);
  const char *id = client_session_get_server_id (session);
  guint position = 0;

  for (position = 0; position < self->chats->len; position++)
    {
      ClientSession *other = ui_chats_get_chat (self, position)->session;
      g_autofree char *there = ui_chats_dup_address (other);

      if (g_str_equal (address, there)
          || (id != NULL && g_strcmp0 (id, client_session_get_server_id (other)) == 0))
        break;
    }

  return position;
}

static void
on_shut_down (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (UiChats) self = user_data;

  client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
  g_ptr_array_remove (self->leaving, source);
}

/* What it still has to write down is written before it is gone. */
void
ui_chats_let_go (UiChats *self, ClientSession *session)
{
  g_signal_handlers_disconnect_by_data (session, self);
  g_ptr_array_add (self->leaving, g_object_ref (session));
  client_session_shut_down_async (session, on_shut_down, g_object_ref (self));
}

static void
on_closed_first (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Rejoining *rejoining = user_data;

  client_session_shut_down_finish (CLIENT_SESSION (source), result, NULL);
  g_ptr_array_remove (rejoining->chats->leaving, source);
  if (--rejoining->n_open > 0)
    return;

  ui_chats_join (rejoining->chats, rejoining->address, rejoining->name);
  g_clear_object (&rejoining->chats);
  g_clear_pointer (&rejoining->address, client_address_unref);
  g_clear_pointer (&rejoining->name, g_free);
  g_free (rejoining);
}

/* Two sessions cannot have the same cache: the one at the new address begins when the one at
 * the old one has closed it. */
static void
move_to_address (UiChats *self, guint position)
{
  g_autoptr (ClientSession) here = g_object_ref (self->joining);
  g_autoptr (ClientSession) there = g_object_ref (ui_chats_get_chat (self, position)->session);
  Rejoining *rejoining = g_new0 (Rejoining, 1);
  ClientSession *both[] = { here, there };

  rejoining->chats = g_object_ref (self);
  rejoining->address = client_address_ref (client_session_get_address (here));
  rejoining->name = g_strdup (client_session_get_name (here));
  rejoining->n_open = G_N_ELEMENTS (both);

  ui_chats_set_joining (self, NULL);
  g_ptr_array_remove_index (self->chats, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_signal_handlers_disconnect_by_data (both[i], self);
      g_ptr_array_add (self->leaving, g_object_ref (both[i]));
      client_session_shut_down_async (both[i], on_closed_first, rejoining);
    }
}

/* The person is in: from now on it is one of their chats. */
static void
keep (UiChats *self, guint position)
{
  g_autoptr (ClientSession) session = g_object_ref (self->joining);
  guint n_removed = 0;

  g_signal_handlers_disconnect_by_data (session, self);
  if (position < self->chats->len)
    {
      ui_chats_let_go (self, ui_chats_get_chat (self, position)->session);
      g_ptr_array_remove_index (self->chats, position);
      n_removed = 1;
    }
  ui_chats_put (self, position, session, NULL);
  ui_chats_save (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, 1);
  ui_chats_set_joining (self, NULL);
  ui_chats_tell_joined (self, session);
}

static gboolean
is_same_person (ClientSession *one, ClientSession *other)
{
  return g_str_equal (client_session_get_name (one), client_session_get_name (other));
}

static void
on_state_changed (UiChats *self)
{
  guint position = 0;
  g_autoptr (ClientSession) same = NULL;

  if (client_session_get_state (self->joining) != CLIENT_SESSION_ONLINE)
    return;

  position = find_same (self, self->joining);
  if (position == self->chats->len)
    {
      keep (self, position);
      return;
    }

  same = g_object_ref (ui_chats_get_chat (self, position)->session);
  if (!is_same_person (same, self->joining))
    keep (self, position);
  else if (client_session_get_state (same) != CLIENT_SESSION_ONLINE)
    move_to_address (self, position);
  else
    {
      ui_chats_cancel (self);
      ui_chats_tell_joined (self, same);
    }
}

/**
 * ui_chats_join:
 * @self: chats
 * @address: where a chat is
 * @name: the name to join with
 *
 * Begins to join a chat; it is one of the chats once the person was let in. An attempt that is
 * under way is given up. Who is in the chat under this name already gets that one, which
 * tries again if it is not connected.
 *
 * Returns: (transfer none): the session
 */
ClientSession *
ui_chats_join (UiChats *self, ClientAddress *address, const char *name)
{
  g_autofree char *text = NULL;
  g_autoptr (ClientSession) session = NULL;
  ClientSession *same = NULL;

  g_return_val_if_fail (UI_IS_CHATS (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  ui_chats_cancel (self);
  g_settings_set_string (self->settings, "name", name);
  text = client_address_to_string (address);
  same = ui_chats_find (self, text);
  if (same != NULL && g_str_equal (client_session_get_name (same), name))
    {
      client_session_return (same);
      ui_chats_tell_joined (self, same);
      return same;
    }

  session = client_session_new (address, name, NULL);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  ui_chats_set_joining (self, session);
  client_session_open (session);
  return session;
}

/**
 * ui_chats_cancel:
 * @self: chats
 *
 * Gives up the attempt to join a chat, if one is under way.
 */
void
ui_chats_cancel (UiChats *self)
{
  g_autoptr (ClientSession) session = NULL;

  g_return_if_fail (UI_IS_CHATS (self));

  if (self->joining == NULL)
    return;

  session = g_object_ref (self->joining);
  ui_chats_let_go (self, session);
  ui_chats_set_joining (self, NULL);
}

