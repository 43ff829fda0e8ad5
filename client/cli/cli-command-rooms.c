/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>

#include "cli-application.h"
#include "cli-json.h"
#include "cli-lookup.h"
#include "terminal-table.h"

/* How many rooms are asked for at once, and how many in all. */
#define PAGE 100
#define ROOMS_MAX 10000

static void
add_row (TerminalTable *table, const ClientRoomInfo *room)
{
  terminal_table_add (table, room->kind == CLIENT_ROOM_DIRECT ? "@" : "");
  terminal_table_add (table, room->name);
  terminal_table_add (table, cli_format_role (room->role));
  terminal_table_add_int (table, room->members);
  terminal_table_add_int (table, room->unread);
  terminal_table_add (table, room->topic);
}

static void
print_rooms (CliApplication *application, GPtrArray *rooms)
{
  g_autoptr (TerminalTable) table = terminal_table_new (6);
  g_autofree char *text = NULL;

  if (cli_application_get_options (application)->json)
    {
      for (guint i = 0; i < rooms->len; i++)
        {
          g_autofree char *line = cli_json_room (rooms->pdata[i]);

          cli_application_print (application, line);
        }
      return;
    }

  terminal_table_add (table, "");
  terminal_table_add (table, _ ("Room"));
  terminal_table_add (table, _ ("You"));
  terminal_table_add (table, _ ("Members"));
  terminal_table_add (table, _ ("Unread"));
  terminal_table_add (table, _ ("Topic"));
  for (guint i = 0; i < rooms->len; i++)
    add_row (table, rooms->pdata[i]);

  text = terminal_table_to_string (table);
  cli_application_print (application, text);
}

static GPtrArray *
list_own (ClientSession *session)
{
  GListModel *model = G_LIST_MODEL (client_session_get_rooms (session));
  GPtrArray *rooms = g_ptr_array_new_with_free_func ((GDestroyNotify) client_room_info_unref);
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (model, i);

      g_ptr_array_add (rooms, cli_lookup_describe (room));
    }

  return rooms;
}

static void
on_rooms (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  ClientSession *session = CLIENT_SESSION (source);
  GPtrArray *rooms = cli_application_get_data (application);
  gboolean has_more = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page
    = client_session_list_rooms_finish (session, result, &has_more, &error);

  if (page == NULL || rooms == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  cli_application_go_on (application);
  for (guint i = 0; i < page->len; i++)
    {
      ClientRoomInfo *room = page->pdata[i];

      if (client_room_list_find (client_session_get_rooms (session), room->id) == NULL)
        g_ptr_array_add (rooms, client_room_info_ref (room));
    }

  if (has_more && page->len > 0 && rooms->len < ROOMS_MAX)
    {
      const ClientRoomInfo *last = page->pdata[page->len - 1];

      client_session_list_rooms_async (session, NULL, last->id, PAGE, on_rooms, application);
      return;
    }

  print_rooms (application, rooms);
  cli_application_end (application, NULL);
}

/**
 * cli_command_rooms:
 * @application: the application
 *
 * Lists the person's rooms and, if that is wanted, those that they may join.
 */
void
cli_command_rooms (CliApplication *application)
{
  ClientSession *session = cli_application_get_session (application);
  GPtrArray *rooms = list_own (session);

  cli_application_set_data (application, rooms, (GDestroyNotify) g_ptr_array_unref);
  if (cli_application_get_options (application)->all)
    {
      client_session_list_rooms_async (session, NULL, NULL, PAGE, on_rooms, application);
      return;
    }

  print_rooms (application, rooms);
  cli_application_end (application, NULL);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  client_session_request_finish (CLIENT_SESSION (source), result, &error);
  cli_application_end (user_data, error);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room
    = client_session_room_finish (CLIENT_SESSION (source), result, &error);

  cli_application_end (user_data, error);
}

/**
 * cli_command_create:
 * @application: the application
 *
 * Makes a room.
 */
void
cli_command_create (CliApplication *application)
{
  const CliOptions *options = cli_application_get_options (application);

  client_session_create_room_async (cli_application_get_session (application),
                                    cli_application_get_argument (application, 0),
                                    options->private ? CLIENT_ROOM_PRIVATE : CLIENT_ROOM_PUBLIC,
                                    options->topic, on_created, application);
}

static void
on_joined (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  cli_application_end (user_data, error);
}

/**
 * cli_command_join:
 * @application: the application
 *
 * Goes into a public room. To be in it already is as good.
 */
void
cli_command_join (CliApplication *application)
{
  cli_lookup_join_async (cli_application_get_session (application),
                         cli_application_get_argument (application, 0), on_joined, application);
}

static void
on_room_to_leave (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);

  if (room == NULL)
    cli_application_end (user_data, error);
  else
    client_session_leave_async (CLIENT_SESSION (source), room, on_done, user_data);
}

/**
 * cli_command_leave:
 * @application: the application
 *
 * Leaves a room.
 */
void
cli_command_leave (CliApplication *application)
{
  cli_lookup_room_async (cli_application_get_session (application),
                         cli_application_get_argument (application, 0), on_room_to_leave,
                         application);
}
