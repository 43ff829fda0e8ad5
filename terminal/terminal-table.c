/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "terminal-table.h"

#include "terminal-sanitize.h"

struct _TerminalTable
{
  guint n_columns;
  GPtrArray *cells;
};

/**
 * terminal_table_new:
 * @n_columns: how many columns
 *
 * Returns: (transfer full): a table without rows
 */
TerminalTable *
terminal_table_new (guint n_columns)
{
  TerminalTable *self = g_new0 (TerminalTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * terminal_table_free:
 * @self: (transfer full): a table
 */
void
terminal_table_free (TerminalTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * terminal_table_add:
 * @self: a table
 * @cell: a text, also of a peer
 *
 * Adds the next cell of the last row, or the first one of the next.
 */
void
terminal_table_add (TerminalTable *self, const char *cell)
{
  g_ptr_array_add (self->cells, terminal_sanitize_line (cell));
}

/**
 * terminal_table_add_int:
 * @self: a table
 * @number: a number
 *
 * Adds a cell with a number.
 */
void
terminal_table_add_int (TerminalTable *self, gint64 number)
{
  g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static guint *
measure_columns (TerminalTable *self)
{
  guint *widths = g_new0 (guint, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint *width = &widths[i % self->n_columns];

      *width = MAX (*width, terminal_sanitize_measure (self->cells->pdata[i]));
    }

  return widths;
}

/**
 * terminal_table_to_string:
 * @self: a table
 *
 * Returns: (transfer full): the rows, each on a line; what is in a column begins below
 *   what is above it, also where characters are wide
 */
char *
terminal_table_to_string (TerminalTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree guint *widths = measure_columns (self);

  for (guint i = 0; i < self->cells->len; i++)
    {
      guint column = i % self->n_columns;
      const char *cell = self->cells->pdata[i];

      if (i > 0 && column == 0)
        g_string_append_c (text, '\n');
      g_string_append (text, cell);
      if (column + 1 < self->n_columns)
        g_string_append_printf (text, "%*s",
                                (int) (widths[column] - terminal_sanitize_measure (cell)) + 2, "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
