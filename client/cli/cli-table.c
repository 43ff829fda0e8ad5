/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-table.h"

#include "cli-sanitize.h"

struct _CliTable
{
  guint n_columns;
  GPtrArray *cells;
};

/**
 * cli_table_new:
 * @n_columns: how many columns
 *
 * Returns: (transfer full): a table without rows
 */
CliTable *
cli_table_new (guint n_columns)
{
  CliTable *self = g_new0 (CliTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * cli_table_free:
 * @self: (transfer full): a table
 */
void
cli_table_free (CliTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * cli_table_add:
 * @self: a table
 * @cell: a text, also of a peer
 *
 * Adds the next cell of the last row, or the first one of the next.
 */
void
cli_table_add (CliTable *self, const char *cell)
{
  g_ptr_array_add (self->cells, cli_sanitize_line (cell));
}

/**
 * cli_table_add_int:
 * @self: a table
 * @number: a number
 *
 * Adds a cell with a number.
 */
void
cli_table_add_int (CliTable *self, gint64 number)
{
  g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static guint
measure_column (CliTable *self, guint column)
{
  guint width = 0;

  for (guint i = column; i < self->cells->len; i += self->n_columns)
    width = MAX (width, cli_sanitize_measure (self->cells->pdata[i]));
  return width;
}

/**
 * cli_table_to_string:
 * @self: a table
 *
 * Returns: (transfer full): the rows, each on a line; what is in a column begins below
 *   what is above it, also where characters are wide
 */
char *
cli_table_to_string (CliTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;
      const char *cell = self->cells->pdata[i];

      if (i > 0 && column == 0)
        g_string_append_c (text, '\n');
      g_string_append (text, cell);
      if (column + 1 < self->n_columns)
        g_string_append_printf (text, "%*s",
                                (int) (measure_column (self, column) - cli_sanitize_measure (cell)) + 2,
                                "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
