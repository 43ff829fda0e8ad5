/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "cli-complete.h"

G_BEGIN_DECLS

/**
 * CliCompleter:
 * @line: the line that is being written
 * @point: where the cursor is, in bytes
 * @user_data: what was given with it
 *
 * Completes a word.
 *
 * Returns: (transfer full): what became of it
 */
typedef CliCompletion *(*CliCompleter) (const char *line, gsize point, gpointer user_data);

#define CLI_TYPE_SCREEN (cli_screen_get_type ())
G_DECLARE_FINAL_TYPE (CliScreen, cli_screen, CLI, SCREEN, GObject)

CliScreen *cli_screen_new        (const char *history, CliCompleter complete, gpointer user_data);
void       cli_screen_start      (CliScreen *self, const char *prompt);
void       cli_screen_stop       (CliScreen *self);
void       cli_screen_set_prompt (CliScreen *self, const char *prompt);
void       cli_screen_print      (CliScreen *self, const char *text);
void       cli_screen_ring       (CliScreen *self);

G_END_DECLS
