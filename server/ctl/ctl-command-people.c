/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ctl-commands.h"
#include "ctl-format.h"
#include "ctl-pages.h"
#include "terminal-table.h"

typedef struct
{
  CtlApplication *application;
  TerminalTable *table;
  gint64 now;
} Listing;

static void
add (TerminalTable *table, const char *cell)
{
  terminal_table_add (table, cell != NULL ? cell : "");
}

static void
print_table (CtlApplication *application, TerminalTable *table)
{
  g_autofree char *text = terminal_table_to_string (table);

  ctl_application_print (application, text);
}

static void
print_item (CharlaMessage *item, gpointer user_data)
{
  ctl_application_print_json (user_data, item);
}

static void
add_duration (TerminalTable *table, CharlaMessage *item, const char *member)
{
  gint64 milliseconds = 0;
  g_autofree char *duration = NULL;

  charla_message_get_int (item, member, &milliseconds);
  duration = ctl_format_duration (milliseconds);
  add (table, duration);
}

static void
add_time (Listing *listing, CharlaMessage *item, const char *member)
{
  gint64 time = 0;
  g_autofree char *text = NULL;

  charla_message_get_int (item, member, &time);
  text = ctl_format_time (time, listing->now);
  add (listing->table, text);
}

static void
add_connection (CharlaMessage *item, gpointer user_data)
{
  Listing *listing = user_data;
  g_autoptr (CharlaMessage) user = charla_message_get_object (item, "user");
  gboolean is_encrypted = FALSE;

  charla_message_get_bool (item, "tls", &is_encrypted);
  add (listing->table, user != NULL ? charla_message_get_string (user, "name") : NULL);
  add_time (listing, item, "since");
  add_duration (listing->table, item, "idle_ms");
  add (listing->table, charla_message_get_string (item, "address"));
  add (listing->table, charla_message_get_string (item, "dialect"));
  add (listing->table, is_encrypted ? _ ("yes") : _ ("no"));
}

static void
add_account (CharlaMessage *item, gpointer user_data)
{
  Listing *listing = user_data;
  gboolean is_online = FALSE;

  charla_message_get_bool (item, "online", &is_online);
  add (listing->table, charla_message_get_string (item, "id"));
  add (listing->table, charla_message_get_string (item, "name"));
  add (listing->table, charla_message_get_string (item, "kind"));
  add (listing->table, is_online ? _ ("yes") : _ ("no"));
  add (listing->table, charla_message_get_string (item, "status"));
}

static gboolean
list (CtlApplication *application, const char *command, const char *member,
      const char *const *columns, CtlItemFunc func, GError **error)
{
  guint n_columns = g_strv_length ((char **) columns);
  g_autoptr (TerminalTable) table = terminal_table_new (n_columns);
  Listing listing = { application, table, g_get_real_time () / 1000 };

  if (ctl_application_get_options (application)->json)
    return ctl_pages_read (application, command, member, print_item, application, error);

  for (guint i = 0; i < n_columns; i++)
    add (table, columns[i]);
  if (!ctl_pages_read (application, command, member, func, &listing, error))
    return FALSE;

  print_table (application, table);
  return TRUE;
}

/**
 * ctl_command_users:
 * @application: the application
 * @error: return location for an error
 *
 * Lists who is here, connection by connection, or who has an account.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_users (CtlApplication *application, GError **error)
{
  const char *const here[] = { _ ("Name"), _ ("Since"), _ ("Silent For"), _ ("Address"),
                               _ ("Dialect"), _ ("Encrypted"), NULL };
  const char *const all[] = { _ ("Id"), _ ("Name"), _ ("Kind"), _ ("Here"), _ ("Status"), NULL };

  return ctl_application_get_options (application)->all
           ? list (application, "users", "users", all, add_account, error)
           : list (application, "users", "connections", here, add_connection, error);
}

static void
add_room (CharlaMessage *item, gpointer user_data)
{
  Listing *listing = user_data;
  gint64 members = 0;

  charla_message_get_int (item, "members", &members);
  add (listing->table, charla_message_get_string (item, "id"));
  add (listing->table, charla_message_get_string (item, "name"));
  add (listing->table, charla_message_get_string (item, "kind"));
  terminal_table_add_int (listing->table, members);
  add (listing->table, charla_message_get_string (item, "topic"));
}

/**
 * ctl_command_rooms:
 * @application: the application
 * @error: return location for an error
 *
 * Lists the rooms, but not the conversations of two.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_rooms (CtlApplication *application, GError **error)
{
  const char *const columns[] = { _ ("Id"), _ ("Name"), _ ("Kind"), _ ("Members"), _ ("Topic"),
                                  NULL };

  return list (application, "rooms", "rooms", columns, add_room, error);
}
