/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliSettings:
 * @server: (nullable): the address of the server that was last used
 * @name: (nullable): the name that was last used
 *
 * What the program remembers from one time to the next.
 */
typedef struct
{
  char *server;
  char *name;
} CliSettings;

CliSettings *cli_settings_load (const char *directory);
gboolean     cli_settings_save (const char *directory, const char *server, const char *name,
                                GError **error);
void         cli_settings_free (CliSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliSettings, cli_settings_free)

G_END_DECLS
