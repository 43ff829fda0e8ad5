/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "charla-config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "ui-application.h"

int
main (int argc, char **argv)
{
  g_autoptr (UiApplication) application = NULL;
  /* Where meson devenv has the translations of a build that is not installed. */
  const char *uninstalled = g_getenv ("CHARLA_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain (CHARLA_GETTEXT_DOMAIN, uninstalled != NULL ? uninstalled : CHARLA_LOCALEDIR);
  bind_textdomain_codeset (CHARLA_GETTEXT_DOMAIN, "UTF-8");
  textdomain (CHARLA_GETTEXT_DOMAIN);

  application = ui_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
