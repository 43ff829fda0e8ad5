/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>

#include "cli-application.h"
#include "cli-json.h"
#include "cli-lookup.h"
#include "terminal-table.h"

/* How many people are asked for at once. */
#define PAGE 200

static void
on_user (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientUserInfo) user
    = client_session_whois_finish (CLIENT_SESSION (source), result, &error);
  g_autofree char *line = NULL;

  if (user != NULL)
    {
      line = cli_application_get_options (application)->json
               ? cli_json_user (user, CLIENT_ROLE_NONE)
               : cli_format_user (cli_application_get_format (application), user);
      cli_application_print (application, line);
    }
  cli_application_end (application, error);
}

/**
 * cli_command_whois:
 * @application: the application
 *
 * Tells who somebody is.
 */
void
cli_command_whois (CliApplication *application)
{
  client_session_whois_async (cli_application_get_session (application),
                              cli_application_get_argument (application, 0), on_user, application);
}

static void
print_member (CliApplication *application, const ClientMemberInfo *member)
{
  g_autofree char *line = NULL;

  if (cli_application_get_options (application)->json)
    line = cli_json_user (member->user, member->role);
  else
    {
      g_autofree char *user
        = cli_format_user (cli_application_get_format (application), member->user);

      line = member->role == CLIENT_ROLE_MEMBER
               ? g_steal_pointer (&user)
               : g_strdup_printf ("%s – %s", user, cli_format_role (member->role));
    }

  cli_application_print (application, line);
}

/* They are printed as they come: a room can be large. */
static void
on_members (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  ClientRoom *room = cli_application_get_data (application);
  gboolean has_more = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members
    = client_session_list_members_finish (CLIENT_SESSION (source), result, &has_more, &error);

  if (members == NULL || room == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  for (guint i = 0; i < members->len; i++)
    print_member (application, members->pdata[i]);

  if (has_more && members->len > 0)
    {
      const ClientMemberInfo *last = members->pdata[members->len - 1];

      cli_application_go_on (application);
      client_session_list_members_async (CLIENT_SESSION (source), room, last->user->id, PAGE,
                                         on_members, application);
      return;
    }

  cli_application_end (application, NULL);
}

static void
on_room (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  g_autoptr (GError) error = NULL;
  ClientRoom *room = cli_lookup_finish (result, &error);

  if (room == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  cli_application_set_data (application, room, g_object_unref);
  client_session_list_members_async (CLIENT_SESSION (source), room, NULL, PAGE, on_members,
                                     application);
}

/**
 * cli_command_members:
 * @application: the application
 *
 * Lists who is in a room.
 */
void
cli_command_members (CliApplication *application)
{
  cli_lookup_room_async (cli_application_get_session (application),
                         cli_application_get_argument (application, 0), on_room, application);
}
