/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <string.h>

/* How many of the last messages are looked at for who is talking. */
#define TALKERS_MAX 100

static void
add_once (GPtrArray *names, GHashTable *known, const char *name)
{
  if (name != NULL && *name != '\0' && g_hash_table_add (known, g_strdup (name)))
    g_ptr_array_add (names, g_strdup (name));
}

/* Who has spoken last is most likely meant, then who is here, then who is known. */
static GPtrArray *
list_people (CliChat *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *messages = self->room ? G_LIST_MODEL (self->room) : NULL;
  guint n = messages ? g_list_model_get_n_items (messages) : 0;
  g_autoptr (GPtrArray) people = client_people_list (
    client_room_list_get_people (client_session_get_rooms (self->session)));

  for (guint i = 0; i < n && i < TALKERS_MAX; i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (messages, n - 1 - i);

      if (!client_message_get_own (message))
        add_once (names, known, client_message_get_sender (message));
    }
  for (guint i = 0; i < self->members->len; i++)
    add_once (names, known, self->members->pdata[i]);
  for (guint i = 0; i < people->len; i++)
    add_once (names, known, ((ClientUserInfo *) people->pdata[i])->name);

  return names;
}

static GPtrArray *
list_rooms (CliChat *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GListModel *rooms = G_LIST_MODEL (client_session_get_rooms (self->session));
  guint n = g_list_model_get_n_items (rooms);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, i);

      g_ptr_array_add (names, g_strdup (client_room_get_name (room)));
    }

  return names;
}

static GPtrArray *
list_commands (void)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;
  const CliSlashCommand *commands = cli_chat_commands_get (&n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_strdup (commands[i].name));

  return names;
}

/**
 * cli_chat_complete:
 * @line: the line that is being written
 * @point: where the cursor is, in bytes
 * @user_data: the chat
 *
 * Completes commands, rooms and people.
 *
 * Returns: (transfer full): what became of the word
 */
CliCompletion *
cli_chat_complete (const char *line, gsize point, gpointer user_data)
{
  CliChat *self = user_data;
  g_autoptr (GPtrArray) commands = list_commands ();
  g_autoptr (GPtrArray) rooms = list_rooms (self);
  g_autoptr (GPtrArray) people = list_people (self);
  const CliCandidates candidates = { commands, rooms, people };

  return cli_complete (&candidates, line, point);
}
