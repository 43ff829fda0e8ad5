/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-lookup.h"
#include "terminal-table.h"

/* How many rooms are listed: more than anybody reads in a chat. */
#define LIST_MAX 50

static void
add_row (TerminalTable *table, const ClientRoomInfo *room)
{
  g_autofree char *unread
    = room->unread > 0 ? g_strdup_printf ("+%" G_GINT64_FORMAT, room->unread) : g_strdup ("");

  terminal_table_add (table, room->kind == CLIENT_ROOM_DIRECT ? "@" : "");
  terminal_table_add (table, room->name);
  terminal_table_add (table, unread);
  terminal_table_add (table, room->topic);
}

static void
print_table (CliChat *self, TerminalTable *table)
{
  g_autofree char *text = terminal_table_to_string (table);

  cli_chat_print (self, text);
}

static guint
print_own (CliChat *self, gboolean only_unread)
{
  g_autoptr (TerminalTable) table = terminal_table_new (4);
  GListModel *rooms = G_LIST_MODEL (client_session_get_rooms (self->session));
  guint n = g_list_model_get_n_items (rooms);
  guint n_rows = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, i);
      g_autoptr (ClientRoomInfo) info = cli_lookup_describe (room);

      if (only_unread && (info->unread == 0 || room == self->room))
        continue;
      add_row (table, info);
      n_rows++;
    }

  print_table (self, table);
  return n_rows;
}

static void
on_all_rooms (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  gboolean has_more = FALSE;
  g_autoptr (TerminalTable) table = terminal_table_new (4);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rooms = client_session_list_rooms_finish (CLIENT_SESSION (source), result,
                                                                  &has_more, &error);

  if (self == NULL)
    return;
  if (rooms == NULL)
    {
      cli_chat_warn (self, error->message);
      return;
    }

  for (guint i = 0; i < rooms->len; i++)
    add_row (table, rooms->pdata[i]);
  if (rooms->len == 0)
    cli_chat_notice (self, _ ("There is no such room."));
  print_table (self, table);
  if (has_more)
    cli_chat_notice (self, _ ("There are more; /rooms WORD looks for one."));
}

/**
 * cli_chat_do_rooms:
 * @self: the chat
 * @request: which rooms
 */
void
cli_chat_do_rooms (CliChat *self, const CliSlashRequest *request)
{
  const char *query = request->rest;

  if (*query == '\0')
    print_own (self, FALSE);
  else
    client_session_list_rooms_async (self->session, strcmp (query, "*") == 0 ? NULL : query, NULL,
                                     LIST_MAX, on_all_rooms, self->application);
}

/**
 * cli_chat_do_unread:
 * @self: the chat
 * @request: nothing more
 */
void
cli_chat_do_unread (CliChat *self, const CliSlashRequest *request)
{
  if (print_own (self, TRUE) == 0)
    cli_chat_notice (self, _ ("You have read everything."));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (self == NULL)
    return;
  if (room != NULL)
    cli_chat_enter (self, room);
  else
    cli_chat_warn (self, error->message);
}

/**
 * cli_chat_do_room:
 * @self: the chat
 * @request: where to go
 */
void
cli_chat_do_room (CliChat *self, const CliSlashRequest *request)
{
  cli_lookup_room_async (self->session, request->rest, on_found, self->application);
}

/**
 * cli_chat_do_join:
 * @self: the chat
 * @request: which room
 */
void
cli_chat_do_join (CliChat *self, const CliSlashRequest *request)
{
  cli_lookup_join_async (self->session, request->rest, on_found, self->application);
}

/**
 * cli_chat_do_direct:
 * @self: the chat
 * @request: with whom
 */
void
cli_chat_do_direct (CliChat *self, const CliSlashRequest *request)
{
  g_autofree char *name = g_strconcat (*request->rest == '@' ? "" : "@", request->rest, NULL);

  cli_lookup_room_async (self->session, name, on_found, self->application);
}

static void
on_room_to_leave (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (self == NULL)
    return;
  if (room != NULL)
    client_session_leave_async (self->session, room, cli_chat_report, application);
  else
    cli_chat_warn (self, error->message);
}

/**
 * cli_chat_do_leave:
 * @self: the chat
 * @request: which room, or nothing for this one
 */
void
cli_chat_do_leave (CliChat *self, const CliSlashRequest *request)
{
  if (*request->rest != '\0')
    cli_lookup_room_async (self->session, request->rest, on_room_to_leave, self->application);
  else if (cli_chat_has_room (self))
    client_session_leave_async (self->session, self->room, cli_chat_report, self->application);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room
    = client_session_room_finish (CLIENT_SESSION (source), result, &error);

  if (self == NULL)
    return;
  if (room != NULL)
    cli_chat_enter (self, room);
  else
    cli_chat_warn (self, error->message);
}

/**
 * cli_chat_do_create:
 * @self: the chat
 * @request: the name of the room, perhaps with `--private` before it
 */
void
cli_chat_do_create (CliChat *self, const CliSlashRequest *request)
{
  const char *rest = request->rest;
  g_autofree char *word = cli_slash_take_word (&rest);
  gboolean is_private = strcmp (word, "--private") == 0;

  client_session_create_room_async (self->session, is_private ? rest : request->rest,
                                    is_private ? CLIENT_ROOM_PRIVATE : CLIENT_ROOM_PUBLIC, NULL,
                                    on_created, self->application);
}

/**
 * cli_chat_do_topic:
 * @self: the chat
 * @request: the topic
 */
void
cli_chat_do_topic (CliChat *self, const CliSlashRequest *request)
{
  if (cli_chat_has_room (self))
    client_session_set_topic_async (self->session, self->room, request->rest, cli_chat_report,
                                    self->application);
}

/**
 * cli_chat_do_rename:
 * @self: the chat
 * @request: the new name of the room
 */
void
cli_chat_do_rename (CliChat *self, const CliSlashRequest *request)
{
  if (cli_chat_has_room (self))
    client_session_rename_async (self->session, self->room, request->rest, cli_chat_report,
                                 self->application);
}
