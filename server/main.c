/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "charla-config.h"
#include "server-application.h"
#include "server-certificate.h"
#include "server-config.h"
#include "server-log.h"

/* A mistake in a file is named as compilers do it, so that editors find the line. */
static int
fail (const GError *error)
{
  if (error->domain == SERVER_CONFIG_ERROR)
    g_printerr ("%s\n", error->message);
  else
    g_printerr ("charla-server: %s\n", error->message);

  return EXIT_FAILURE;
}

/* What the configuration names has to be there as well; the server's own certificate
 * is made when it starts. */
static int
check (const ServerOptions *options)
{
  g_autoptr (ServerCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  if (options->certificate != NULL || options->key != NULL)
    certificate
      = server_certificate_new (options->certificate, options->key, options->data_dir, &error);
  if (error != NULL)
    return fail (error);

  g_print ("OK\n");
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_autoptr (ServerOptions) options = NULL;
  g_autoptr (ServerApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (CHARLA_GETTEXT_DOMAIN, CHARLA_LOCALEDIR);
  bind_textdomain_codeset (CHARLA_GETTEXT_DOMAIN, "UTF-8");
  textdomain (CHARLA_GETTEXT_DOMAIN);

  options = server_options_new_from_arguments ((const char *const *) argv, &error);
  if (options == NULL)
    return fail (error);

  if (options->show_version)
    {
      g_print ("charla-server %s\n", CHARLA_VERSION);
      return EXIT_SUCCESS;
    }

  if (options->check_config)
    return check (options);

  /* Whoever reads the log or the output may go away; the server stays. */
  signal (SIGPIPE, SIG_IGN);
  server_log_start (options->log_level);

  application = server_application_new ();
  if (!server_application_run (application, options, &error))
    return fail (error);

  return EXIT_SUCCESS;
}
