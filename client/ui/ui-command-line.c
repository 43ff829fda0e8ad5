/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-command-line.h"

#include <glib/gi18n.h>

/**
 * ui_command_line_add_options:
 * @application: the application
 *
 * Lets the application have its options.
 */
void
ui_command_line_add_options (GApplication *application)
{
  const GOptionEntry options[] = {
    { .long_name = "server",
      .arg = G_OPTION_ARG_STRING,
      .description = N_("Address of the chat"),
      /* Translators: what stands for an address in the help on the command line */
      .arg_description = N_("HOST[:PORT]") },
    { .long_name = "name",
      .arg = G_OPTION_ARG_STRING,
      .description = N_("Name to join with"),
      /* Translators: what stands for a name in the help on the command line */
      .arg_description = N_("NAME") },
    { .long_name = "version",
      .arg = G_OPTION_ARG_NONE,
      .description = N_("Show the version and exit") },
    { NULL },
  };

  g_application_add_main_option_entries (application, options);
  /* Translators: what stands for a link in the help on the command line */
  g_application_set_option_context_parameter_string (application, _("[charla://…]"));
  g_application_set_option_context_summary (application,
                                            _("Chat with everyone on your network"));
}

/**
 * ui_command_line_read:
 * @command_line: a command line
 * @name: (out) (nullable): the name that it gives
 * @server: (out) (nullable): the server that it gives
 * @address: (out) (transfer full) (nullable): the address of @server
 * @link: (out) (transfer full) (nullable): the link that it gives
 *
 * Reads what somebody has started the application with, and says to them if it makes no
 * sense.
 *
 * Returns: whether it makes sense
 */
gboolean
ui_command_line_read (GApplicationCommandLine *command_line,
                      const char **name,
                      const char **server,
                      ClientAddress **address,
                      UiRoomLink **link)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  g_autoptr (GError) error = NULL;

  if (g_strv_length (arguments) > 1)
    *link = ui_room_link_parse (arguments[1], &error);
  if (error != NULL || g_strv_length (arguments) > 2)
    {
      g_application_command_line_printerr (command_line,
                                           _("charla: “%s” is neither an option nor a link to a "
                                             "chat.\n"),
                                           arguments[error != NULL ? 1 : 2]);
      return FALSE;
    }

  g_variant_dict_lookup (options, "name", "&s", name);
  g_variant_dict_lookup (options, "server", "&s", server);
  if (*server == NULL)
    return TRUE;

  *address = client_address_parse (*server, &error);
  if (*address == NULL)
    g_application_command_line_printerr (command_line, "charla: %s\n", error->message);

  return *address != NULL;
}
