/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>

#include "cli-application.h"
#include "cli-colors.h"
#include "cli-error.h"
#include "cli-json.h"
#include "cli-server.h"
#include "cli-settings.h"
#include "client-doctor.h"
#include "terminal-sanitize.h"

typedef struct
{
  CliApplication *application;
  ClientDoctor *doctor;
  guint printed;
} Examination;

static void
examination_free (gpointer data)
{
  Examination *self = data;

  g_signal_handlers_disconnect_by_data (self->doctor, self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->doctor)); i++)
    {
      g_autoptr (ClientCheck) check = g_list_model_get_item (G_LIST_MODEL (self->doctor), i);

      g_signal_handlers_disconnect_by_data (check, self);
    }
  client_doctor_stop (self->doctor);
  g_clear_object (&self->doctor);
  g_free (self);
}

static const char *
get_sign (ClientCheckState state)
{
  switch (state)
    {
    case CLIENT_CHECK_PASSED:
      return "✓";
    case CLIENT_CHECK_WARNING:
      return "!";
    case CLIENT_CHECK_FAILED:
      return "✗";
    case CLIENT_CHECK_WAITING:
    case CLIENT_CHECK_RUNNING:
    case CLIENT_CHECK_SKIPPED:
    default:
      return "–";
    }
}

static CliPaint
get_paint (ClientCheckState state)
{
  switch (state)
    {
    case CLIENT_CHECK_WARNING:
    case CLIENT_CHECK_FAILED:
      return CLI_PAINT_WARNING;
    case CLIENT_CHECK_SKIPPED:
      return CLI_PAINT_DIM;
    default:
      return CLI_PAINT_PLAIN;
    }
}

static char *
write_check (Examination *self, ClientCheck *check)
{
  const CliFormat *format = cli_application_get_format (self->application);
  ClientCheckState state = client_check_get_state (check);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *what = NULL;
  g_autofree char *detail = terminal_sanitize_line (
    client_check_get_detail (check) != NULL ? client_check_get_detail (check) : "");

  what = g_strdup_printf ("%s %s", get_sign (state), client_check_get_title (check));
  cli_colors_append (line, format->colors, get_paint (state), what);
  if (*detail != '\0')
    g_string_append_printf (line, ": %s", detail);
  if (client_check_get_advice (check) != NULL)
    g_string_append_printf (line, "\n  → %s", client_check_get_advice (check));

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
print_check (Examination *self, ClientCheck *check)
{
  g_autofree char *text = cli_application_get_options (self->application)->json
                            ? cli_json_check (check)
                            : write_check (self, check);

  cli_application_print (self->application, text);
}

static gboolean
is_over (ClientCheck *check)
{
  ClientCheckState state = client_check_get_state (check);

  return state != CLIENT_CHECK_WAITING && state != CLIENT_CHECK_RUNNING;
}

/* One after the other, as each is known. */
static void
print_next (Examination *self)
{
  GListModel *model = G_LIST_MODEL (self->doctor);

  while (self->printed < g_list_model_get_n_items (model))
    {
      g_autoptr (ClientCheck) check = g_list_model_get_item (model, self->printed);

      if (!is_over (check))
        return;
      self->printed++;
      print_check (self, check);
    }
}

static void
on_running (ClientDoctor *doctor, GParamSpec *property, Examination *self)
{
  g_autoptr (GError) error = NULL;

  if (client_doctor_get_is_running (doctor))
    return;

  print_next (self);
  if (client_doctor_get_has_failed (doctor))
    error = g_error_new_literal (CLI_ERROR, CLI_ERROR_FAILED,
                                 _ ("Not all is well; the lines with ✗ say what to do."));
  cli_application_end (self->application, error);
}

/* Which server is meant, if any is. */
static char *
choose_server (CliApplication *application)
{
  g_autoptr (CliSettings) settings
    = cli_settings_load (cli_application_get_state_dir (application));
  const char *variable = g_getenv ("CHARLA_SERVER");
  const char *said = cli_application_get_argument (application, 0);

  if (said == NULL)
    said = cli_application_get_options (application)->server;
  if (said == NULL && variable != NULL && *variable != '\0')
    said = variable;

  return g_strdup (said != NULL ? said : settings->server);
}

/**
 * cli_command_doctor:
 * @application: the application
 *
 * Finds out why a chat is not seen, or cannot be reached.
 */
void
cli_command_doctor (CliApplication *application)
{
  g_autofree char *server = choose_server (application);
  g_autoptr (ClientAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  Examination *self = NULL;
  guint n = 0;

  if (server != NULL)
    {
      address
        = cli_server_find (server, cli_application_get_state_dir (application), &error);
      if (address == NULL)
        {
          cli_application_end (application, error);
          return;
        }
    }

  self = g_new0 (Examination, 1);
  self->application = application;
  self->doctor = client_doctor_new (address);
  cli_application_set_data (application, self, examination_free);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->doctor));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientCheck) check = g_list_model_get_item (G_LIST_MODEL (self->doctor), i);

      g_signal_connect_data (check, "notify::state", G_CALLBACK (print_next), self, NULL,
                             G_CONNECT_SWAPPED);
    }
  g_signal_connect (self->doctor, "notify::is-running", G_CALLBACK (on_running), self);
  client_doctor_start (self->doctor);
}
