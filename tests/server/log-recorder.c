/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "log-recorder.h"

#include <string.h>

static GPtrArray *lines;
static char *address;

static GLogWriterOutput
record (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    {
      if (g_str_equal (fields[i].key, "MESSAGE"))
        g_ptr_array_add (lines, g_strdup (fields[i].value));
      else if (g_str_equal (fields[i].key, "CHARLA_ADDRESS"))
        {
          g_free (address);
          address = g_strdup (fields[i].value);
        }
    }

  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
log_recorder_start (void)
{
  lines = g_ptr_array_new_with_free_func (g_free);
  g_log_set_writer_func (record, NULL, NULL);
}

guint
log_recorder_count (const char *words)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += strstr (g_ptr_array_index (lines, i), words) != NULL;

  return n;
}

void
log_recorder_clear (void)
{
  g_ptr_array_set_size (lines, 0);
}

const char *
log_recorder_get_address (void)
{
  return address;
}
