/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control-path.h"

/**
 * server_control_path_new:
 *
 * Returns: (transfer full): where the control socket is when nobody says where: in the
 *   folder that systemd has made for the service, or else in the user's own
 */
char *
server_control_path_new (void)
{
  const char *runtime = g_getenv ("RUNTIME_DIRECTORY");
  g_auto (GStrv) folders = NULL;

  if (runtime == NULL || *runtime == '\0')
    return g_build_filename (g_get_user_runtime_dir (), "charla-server", "control", NULL);

  folders = g_strsplit (runtime, ":", 2);
  return g_build_filename (folders[0], "control", NULL);
}
