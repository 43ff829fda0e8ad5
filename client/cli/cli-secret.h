/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CLI_SECRET_MAX:
 *
 * Longest password, in bytes. A file that is given by mistake, or never ends, is not read.
 */
#define CLI_SECRET_MAX 1000

char    *cli_secret_read (const char *path, GError **error);
char    *cli_secret_ask  (const char *prompt, GError **error);
char    *cli_secret_ask_openly (const char *prompt);
void     cli_secret_free (char *secret);

G_END_DECLS
