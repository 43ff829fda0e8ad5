/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "ctl-commands.h"
#include "ctl-format.h"
#include "ctl-metrics.h"
#include "terminal-table.h"

static gint64
get_int (CharlaMessage *message, const char *name)
{
  gint64 value = 0;

  charla_message_get_int (message, name, &value);
  return value;
}

static void
add_text (TerminalTable *table, const char *label, const char *value)
{
  if (value == NULL)
    return;

  terminal_table_add (table, label);
  terminal_table_add (table, value);
}

static void
add_number (TerminalTable *table, const char *label, gint64 value)
{
  terminal_table_add (table, label);
  terminal_table_add_int (table, value);
}

static void
add_addresses (TerminalTable *table, CharlaMessage *status)
{
  gsize n = 0;

  charla_message_get_length (status, "addresses", &n);
  for (gsize i = 0; i < n; i++)
    add_text (table, i == 0 ? _ ("Addresses") : "",
              charla_message_get_string_at (status, "addresses", i));
}

static void
add_size (TerminalTable *table, const char *label, gint64 bytes)
{
  g_autofree char *size = ctl_format_size (bytes);

  add_text (table, label, size);
}

static char *
describe_people (CharlaMessage *status)
{
  int n = (int) get_int (status, "accounts");

  /* Translators: how many people with an account are here, and how many accounts there are */
  return g_strdup_printf (ngettext ("%d of %d account", "%d of %d accounts", (gulong) n),
                          (int) get_int (status, "online"), n);
}

static void
print_status (CtlApplication *application, CharlaMessage *status)
{
  g_autoptr (TerminalTable) table = terminal_table_new (2);
  gint64 now = g_get_real_time () / 1000;
  g_autofree char *uptime = ctl_format_duration (now - get_int (status, "started"));
  g_autofree char *people = describe_people (status);
  gboolean is_announced = FALSE;
  g_autofree char *text = NULL;

  add_text (table, _ ("Name"), charla_message_get_string (status, "name"));
  add_text (table, _ ("Version"), charla_message_get_string (status, "version"));
  add_text (table, _ ("Running for"), uptime);
  add_addresses (table, status);
  add_text (table, _ ("Fingerprint"), charla_message_get_string (status, "fingerprint"));
  add_number (table, _ ("Connections"), get_int (status, "connections"));
  add_text (table, _ ("Here"), people);
  add_number (table, _ ("Rooms"), get_int (status, "rooms"));
  add_number (table, _ ("Newest event"), get_int (status, "seq"));
  add_text (table, _ ("Data"), charla_message_get_string (status, "data"));
  add_size (table, _ ("Database"), get_int (status, "database_bytes"));
  add_size (table, _ ("Its log"), get_int (status, "wal_bytes"));
  charla_message_get_bool (status, "announced", &is_announced);
  add_text (table, _ ("Announced"), is_announced ? _ ("yes") : _ ("no"));
  add_text (table, _ ("Configuration"), charla_message_get_string (status, "config"));

  text = terminal_table_to_string (table);
  ctl_application_print (application, text);
}

/**
 * ctl_command_status:
 * @application: the application
 * @error: return location for an error
 *
 * Tells how the server is.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_status (CtlApplication *application, GError **error)
{
  g_autoptr (CharlaMessage) status = ctl_application_ask (application, "status", error);

  if (status == NULL)
    return FALSE;

  if (ctl_application_get_options (application)->json)
    ctl_application_print_json (application, status);
  else
    print_status (application, status);
  return TRUE;
}

/**
 * ctl_command_stats:
 * @application: the application
 * @error: return location for an error
 *
 * Tells the numbers of the server.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_stats (CtlApplication *application, GError **error)
{
  const CtlOptions *options = ctl_application_get_options (application);
  g_autoptr (CharlaMessage) stats = ctl_application_ask (application, "stats", error);
  g_autofree char *text = NULL;

  if (stats == NULL)
    return FALSE;

  if (options->json)
    {
      ctl_application_print_json (application, stats);
      return TRUE;
    }

  text = options->prometheus ? ctl_metrics_to_prometheus (stats) : ctl_metrics_to_table (stats);
  ctl_application_print (application, g_strchomp (text));
  return TRUE;
}

/**
 * ctl_command_reload:
 * @application: the application
 * @error: return location for an error
 *
 * Has the server read its configuration again.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_reload (CtlApplication *application, GError **error)
{
  g_autoptr (CharlaMessage) ok = ctl_application_ask (application, "reload", error);

  return ok != NULL;
}

/**
 * ctl_command_stop:
 * @application: the application
 * @error: return location for an error
 *
 * Ends the server, and waits for that.
 *
 * Returns: whether it could be done
 */
gboolean
ctl_command_stop (CtlApplication *application, GError **error)
{
  g_autoptr (CharlaMessage) ok = ctl_application_ask (application, "stop", error);

  if (ok == NULL)
    return FALSE;

  ctl_link_wait_for_end (ctl_application_get_link (application));
  return TRUE;
}
