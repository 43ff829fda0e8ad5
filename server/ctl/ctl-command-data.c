/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "ctl-commands.h"
#include "ctl-error.h"
#include "ctl-file.h"
#include "ctl-format.h"
#include "server-store-import.h"
#include "server-store-restore.h"
#include "terminal-table.h"

/* Where the service has its data. */
#define SYSTEM_FOLDER "/var/lib/charla-server"

#define STANDARD_OUTPUT "-"

static gint64
get_int (CharlaMessage *message, const char *name)
{
  gint64 value = 0;

  charla_message_get_int (message, name, &value);
  return value;
}

static char *
describe_days (gint64 days)
{
  if (days == 0)
    return g_strdup (_ ("for ever"));

  /* Translators: for how long messages are kept */
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong) days), (int) days);
}

static void
add_rule (TerminalTable *table, const char *room, gint64 days)
{
  g_autofree char *text = describe_days (days);

  terminal_table_add (table, room);
  terminal_table_add (table, text);
}

static void
print_rules (CtlApplication *application, CharlaMessage *answer)
{
  g_autoptr (TerminalTable) table = terminal_table_new (2);
  gint64 hold = get_int (answer, "hold_ms");
  g_autofree char *text = NULL;
  gsize n_rooms = 0;

  add_rule (table, _ ("All other rooms"), get_int (answer, "days"));
  charla_message_get_length (answer, "rooms", &n_rooms);
  for (gsize i = 0; i < n_rooms; i++)
    {
      g_autoptr (CharlaMessage) room = charla_message_get_object_at (answer, "rooms", i);

      if (room != NULL)
        add_rule (table, charla_message_get_string (room, "name"), get_int (room, "keep"));
    }
  text = terminal_table_to_string (table);
  ctl_application_print (application, text);

  if (hold > 0)
    {
      g_autofree char *duration = ctl_format_duration (hold);
      /* Translators: %s is a duration, such as “3 h 20 min” */
      g_autofree char *sentence = g_strdup_printf (
        _ ("The clock of this machine has jumped ahead. If it stays like that, old messages are "
           "removed in %s."), duration);

      ctl_application_print (application, sentence);
    }
}

/**
 * ctl_command_retention:
 * @application: the application
 * @error: return location for an error
 *
 * Tells how long messages are kept, or sets it for a room.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_retention (CtlApplication *application, GError **error)
{
  CtlLink *link = ctl_application_get_link (application);
  const char *room = ctl_application_get_argument (application, 0);
  CharlaBuilder *builder = ctl_link_begin (link, "retention");
  g_autoptr (CharlaMessage) answer = NULL;

  charla_builder_add_string (builder, "room", room);
  charla_builder_add_string (builder, "keep", ctl_application_get_argument (application, 1));
  answer = ctl_link_ask (link, -1, error);
  if (answer == NULL)
    return FALSE;

  if (ctl_application_get_options (application)->json)
    ctl_application_print_json (application, answer);
  else if (room == NULL)
    print_rules (application, answer);
  return TRUE;
}

/**
 * ctl_command_backup:
 * @application: the application
 * @error: return location for an error
 *
 * Makes a backup of a server that runs.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_backup (CtlApplication *application, GError **error)
{
  CtlLink *link = ctl_application_get_link (application);
  g_autoptr (CtlFile) file = ctl_file_new (ctl_application_get_argument (application, 0), error);
  g_autoptr (CharlaMessage) answer = NULL;

  if (file == NULL)
    return FALSE;

  ctl_link_begin (link, "backup");
  answer = ctl_link_ask (link, ctl_file_get_descriptor (file), error);

  return answer != NULL && ctl_file_complete (file, error);
}

static gboolean
export_into (CtlApplication *application, int descriptor, GError **error)
{
  CtlLink *link = ctl_application_get_link (application);
  CharlaBuilder *builder = ctl_link_begin (link, "export");
  g_autoptr (CharlaMessage) answer = NULL;

  charla_builder_add_bool (builder, "secrets",
                           ctl_application_get_options (application)->has_secrets);
  answer = ctl_link_ask (link, descriptor, error);

  return answer != NULL;
}

/**
 * ctl_command_export:
 * @application: the application
 * @error: return location for an error
 *
 * Writes all that a server has as lines of JSON.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_export (CtlApplication *application, GError **error)
{
  const char *path = ctl_application_get_argument (application, 0);
  g_autoptr (CtlFile) file = NULL;

  if (path == NULL || g_str_equal (path, STANDARD_OUTPUT))
    return export_into (application, STDOUT_FILENO, error);

  file = ctl_file_new (path, error);

  return file != NULL && export_into (application, ctl_file_get_descriptor (file), error)
         && ctl_file_complete (file, error);
}

static char *
get_folder (CtlApplication *application)
{
  const char *folder = ctl_application_get_options (application)->data_dir;

  if (folder != NULL)
    return g_strdup (folder);
  if (geteuid () == 0)
    return g_strdup (SYSTEM_FOLDER);

  return g_build_filename (g_get_user_state_dir (), "charla-server", NULL);
}

/* What the store says is for who runs a server, in English like its log. */
static gboolean
fail (GError **error, const char *folder, const GError *reason)
{
  if (g_error_matches (reason, SERVER_STORE_ERROR, SERVER_STORE_ERROR_IN_USE))
    /* Translators: %s is a folder */
    g_set_error (error, CTL_ERROR, CTL_ERROR_REFUSED,
                 _ ("A server is using %s. End it first."), folder);
  else
    g_set_error (error, CTL_ERROR, CTL_ERROR_REFUSED, "%s: %s", folder, reason->message);

  return FALSE;
}

/**
 * ctl_command_restore:
 * @application: the application
 * @error: return location for an error
 *
 * Puts a backup into the place of what is in the data folder of a server.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_restore (CtlApplication *application, GError **error)
{
  const char *path = ctl_application_get_argument (application, 0);
  int file = ctl_file_open (path, error);
  g_autofree char *folder = get_folder (application);
  g_autofree char *kept = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean is_done;

  if (file < 0)
    return FALSE;

  is_done = server_store_restore (folder, file, &kept, &reason);
  g_close (file, NULL);
  /* What can be damaged, or too new, is the backup: what is in the folder is not read. */
  if (!is_done)
    return fail (error,
                 g_error_matches (reason, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED)
                     || g_error_matches (reason, SERVER_STORE_ERROR, SERVER_STORE_ERROR_NEWER)
                   ? path
                   : folder,
                 reason);

  /* Translators: the first %s is a folder, the second the end of the names of files */
  sentence = g_strdup_printf (_ ("The backup is in %s. What was there before ends with %s."), folder,
                              kept);
  ctl_application_print (application, sentence);
  return TRUE;
}

/**
 * ctl_command_import:
 * @application: the application
 * @error: return location for an error
 *
 * Makes a chat of an export, where there is none.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_import (CtlApplication *application, GError **error)
{
  const char *path = ctl_application_get_argument (application, 0);
  int file = ctl_file_open (path, error);
  g_autofree char *folder = get_folder (application);
  g_autoptr (GError) reason = NULL;
  gboolean is_done;

  if (file < 0)
    return FALSE;

  is_done = server_store_import (folder, file, path, &reason);
  g_close (file, NULL);

  return is_done || fail (error, folder, reason);
}
