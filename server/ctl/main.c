/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>

#include "charla-config.h"
#include "ctl-application.h"
#include "ctl-commands.h"
#include "ctl-error.h"

/* Names are in UTF-8, whatever else is said here. */
static void
set_up_locale (void)
{
  /* Where meson devenv has the translations of a build that is not installed. */
  const char *uninstalled = g_getenv ("CHARLA_LOCALEDIR");

  setlocale (LC_ALL, "");
  if (strcmp (nl_langinfo (CODESET), "UTF-8") != 0)
    setlocale (LC_CTYPE, "C.UTF-8");

  bindtextdomain (CHARLA_GETTEXT_DOMAIN, uninstalled != NULL ? uninstalled : CHARLA_LOCALEDIR);
  bind_textdomain_codeset (CHARLA_GETTEXT_DOMAIN, "UTF-8");
  textdomain (CHARLA_GETTEXT_DOMAIN);
}

int
main (int argc, char **argv)
{
  g_autoptr (CtlOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  guint n_commands = 0;
  const CtlCommand *commands = ctl_commands_get (&n_commands);

  set_up_locale ();
  g_set_prgname ("charla-ctl");
  /* Whoever reads the output may go away; that is noticed where it is written. */
  signal (SIGPIPE, SIG_IGN);

  options
    = ctl_options_new_from_arguments ((const char *const *) argv, commands, n_commands, &error);
  if (options == NULL)
    {
      g_printerr ("charla-ctl: %s\n", error->message);
      return (int) ctl_error_get_status (error);
    }

  if (options->line.show_version)
    g_print ("charla-ctl %s\n", CHARLA_VERSION);
  else if (options->line.help != NULL)
    g_print ("%s", options->line.help);
  else
    return ctl_application_run (options);

  return CTL_STATUS_DONE;
}
