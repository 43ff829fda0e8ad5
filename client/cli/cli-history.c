/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-history.h"

#include <glib/gstdio.h>
#include <string.h>

/* Only the person's own business. */
#define FILE_MODE 0600
#define DIRECTORY_MODE 0700

/* Larger is no file of this program. */
#define FILE_MAX (64 * 1024 * 1024)

struct _CliHistory
{
  char *path;
  GPtrArray *lines;
};

/* One line of the file is one entry, though people paste several. */
static char *
escape (const char *line)
{
  g_autoptr (GString) escaped = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (escaped, "\\n");
      else if (*p == '\\')
        g_string_append (escaped, "\\\\");
      else
        g_string_append_c (escaped, *p);
    }

  return g_string_free (g_steal_pointer (&escaped), FALSE);
}

static char *
unescape (const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        g_string_append_c (text, *++p == 'n' ? '\n' : *p);
      else
        g_string_append_c (text, *p);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A file that is not there, or is no text, has nothing in it. */
static void
load (CliHistory *self)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) parts = NULL;
  GStatBuf about;
  gsize length = 0;

  if (g_stat (self->path, &about) != 0 || about.st_size > FILE_MAX
      || !g_file_get_contents (self->path, &contents, &length, NULL)
      || !g_utf8_validate (contents, (gssize) length, NULL))
    return;

  parts = g_strsplit (contents, "\n", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_ptr_array_add (self->lines, unescape (parts[i]));
    }
}

/**
 * cli_history_new:
 * @path: the file that keeps it
 *
 * Reads what was written in earlier conversations. This waits for the disk.
 *
 * Returns: (transfer full): the history
 */
CliHistory *
cli_history_new (const char *path)
{
  CliHistory *self = g_new0 (CliHistory, 1);

  self->path = g_strdup (path);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  load (self);
  return self;
}

/**
 * cli_history_free:
 * @self: (transfer full): a history
 */
void
cli_history_free (CliHistory *self)
{
  g_free (self->path);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/**
 * cli_history_add:
 * @self: a history
 * @line: what was written
 *
 * Keeps a line, unless it is empty, the same as the last one, or has a password in it.
 * The oldest gives way to it.
 *
 * Returns: whether it is kept
 */
gboolean
cli_history_add (CliHistory *self, const char *line)
{
  GPtrArray *lines = self->lines;

  if (*line == '\0' || g_str_has_prefix (line, "/password")
      || (lines->len > 0 && strcmp (lines->pdata[lines->len - 1], line) == 0))
    return FALSE;

  if (lines->len >= CLI_HISTORY_MAX)
    g_ptr_array_remove_range (lines, 0, lines->len - CLI_HISTORY_MAX + 1);
  g_ptr_array_add (lines, g_strdup (line));
  return TRUE;
}

/**
 * cli_history_get_lines:
 * @self: a history
 *
 * Returns: (transfer none) (element-type utf8): the lines, the oldest first
 */
GPtrArray *
cli_history_get_lines (CliHistory *self)
{
  return self->lines;
}

/**
 * cli_history_save:
 * @self: a history
 * @error: return location for an error
 *
 * Writes it into its file, which only the person can read. This waits for the disk.
 *
 * Returns: whether that is done
 */
gboolean
cli_history_save (CliHistory *self, GError **error)
{
  g_autoptr (GString) contents = g_string_new (NULL);
  g_autofree char *directory = g_path_get_dirname (self->path);

  for (guint i = 0; i < self->lines->len; i++)
    {
      g_autofree char *line = escape (self->lines->pdata[i]);

      g_string_append_printf (contents, "%s\n", line);
    }

  /* If that fails, so does what follows, and says why. */
  (void) g_mkdir_with_parents (directory, DIRECTORY_MODE);
  return g_file_set_contents_full (self->path, contents->str, (gssize) contents->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT, FILE_MODE, error);
}
