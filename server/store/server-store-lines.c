/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct _ServerStoreLines
{
  int descriptor;
  char *buffer;
  gsize size;
  gsize start; /* of what has not been given out */
  gsize end;
  guint64 number;
};

/**
 * server_store_lines_new:
 * @descriptor: a file; it has to stay open longer
 * @limit: most bytes of a line
 *
 * Returns: (transfer full): the lines of that file
 */
ServerStoreLines *
server_store_lines_new (int descriptor, gsize limit)
{
  ServerStoreLines *self = g_new0 (ServerStoreLines, 1);

  self->descriptor = descriptor;
  self->size = limit + 1;
  self->buffer = g_malloc (self->size);

  return self;
}

/**
 * server_store_lines_free:
 * @self: (transfer full): lines
 */
void
server_store_lines_free (ServerStoreLines *self)
{
  g_free (self->buffer);
  g_free (self);
}

static gboolean
fail (GError **error, const char *what)
{
  g_set_error_literal (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_DAMAGED, what);
  return FALSE;
}

/* Returns how much more there is, or -1. */
static gssize
read_more (ServerStoreLines *self, GError **error)
{
  gssize got;

  if (self->start > 0)
    memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;

  do
    got = read (self->descriptor, self->buffer + self->end, self->size - self->end);
  while (got < 0 && errno == EINTR);

  if (got < 0)
    g_set_error (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_ACCESS, "Cannot read it: %s",
                 g_strerror (errno));
  else
    self->end += got;

  return got;
}

/**
 * server_store_lines_next:
 * @self: lines
 * @line: (out) (transfer full) (nullable): the line, without its end; %NULL after the
 *   last one
 * @error: return location for an error
 *
 * Returns: %TRUE, or %FALSE with %SERVER_STORE_ERROR
 */
gboolean
server_store_lines_next (ServerStoreLines *self, GBytes **line, GError **error)
{
  gsize searched = 0;

  *line = NULL;
  for (;;)
    {
      gsize length = self->end - self->start;
      char *from = self->buffer + self->start;
      char *end = memchr (from + searched, '\n', length - searched);
      gssize got;

      if (end != NULL)
        {
          *line = g_bytes_new (from, end - from);
          self->start += end - from + 1;
          self->number++;
          return TRUE;
        }

      searched = length;
      if (length == self->size)
        {
          self->number++;
          return fail (error, "The line is too long");
        }
      got = read_more (self, error);
      if (got < 0)
        return FALSE;
      if (got == 0 && length > 0)
        {
          self->number++;
          return fail (error, "The line has no end: the file has been cut off");
        }
      if (got == 0)
        return TRUE;
    }
}

/**
 * server_store_lines_get_number:
 * @self: lines
 *
 * Returns: how many lines have been read
 */
guint64
server_store_lines_get_number (ServerStoreLines *self)
{
  return self->number;
}
