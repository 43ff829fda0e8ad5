/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliOutput:
 *
 * The standard output, which may be a pipe whose reader goes away.
 */
typedef struct _CliOutput CliOutput;

CliOutput *cli_output_new   (void (*closed) (gpointer user_data, const GError *error),
                             gpointer user_data);
void       cli_output_free  (CliOutput *self);
void       cli_output_print (CliOutput *self, const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliOutput, cli_output_free)

G_END_DECLS
