/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-settings.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define FILE_NAME "cli.conf"
#define GROUP "last"

/* Only the person's own business. */
#define DIRECTORY_MODE 0700

/**
 * cli_settings_load:
 * @directory: where the state of the client is kept
 *
 * Reads what was remembered. A file that is not there, or is damaged, has nothing in it:
 * what it says can be said on the command line. This waits for the disk, and is for the
 * start of the program.
 *
 * Returns: (transfer full): what is remembered
 */
CliSettings *
cli_settings_load (const char *directory)
{
  CliSettings *self = g_new0 (CliSettings, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    {
      self->server = g_key_file_get_string (file, GROUP, "server", NULL);
      self->name = g_key_file_get_string (file, GROUP, "name", NULL);
    }

  return self;
}

/**
 * cli_settings_save:
 * @directory: where the state of the client is kept
 * @server: the address of the server
 * @name: the name
 * @error: return location for an error
 *
 * Remembers what worked. This waits for the disk.
 *
 * Returns: whether that is written
 */
gboolean
cli_settings_save (const char *directory, const char *server, const char *name, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);

  g_key_file_set_string (file, GROUP, "server", server);
  g_key_file_set_string (file, GROUP, "name", name);

  /* If that fails, so does what follows, and says why. */
  (void) g_mkdir_with_parents (directory, DIRECTORY_MODE);
  return g_key_file_save_to_file (file, path, error);
}

/**
 * cli_settings_free:
 * @self: (transfer full): settings
 */
void
cli_settings_free (CliSettings *self)
{
  g_free (self->server);
  g_free (self->name);
  g_free (self);
}
