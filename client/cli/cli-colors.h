/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CliPaint:
 * @CLI_PAINT_PLAIN: as the terminal writes by itself
 * @CLI_PAINT_DIM: for what is beside the point
 * @CLI_PAINT_BOLD: for what is to be noticed
 * @CLI_PAINT_WARNING: for what went wrong
 *
 * How a piece of a line looks.
 */
typedef enum
{
  CLI_PAINT_PLAIN,
  CLI_PAINT_DIM,
  CLI_PAINT_BOLD,
  CLI_PAINT_WARNING,
} CliPaint;

gboolean cli_colors_are_wanted (int descriptor);
void     cli_colors_append     (GString *line, gboolean colors, CliPaint paint, const char *text);
void     cli_colors_append_name (GString *line, gboolean colors, const char *name);

G_END_DECLS
