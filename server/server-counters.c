/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-counters.h"

#include "charla.h"

/**
 * server_counters_add_sent:
 * @self: counters
 * @frames: one frame or more, that go out
 */
void
server_counters_add_sent (ServerCounters *self, GBytes *frames)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (frames, &size);

  self->bytes_out += size;
  for (gsize place = 0; place + CHARLA_HEADER_SIZE <= size;)
    {
      gsize length = 0;

      for (guint i = 0; i < CHARLA_HEADER_SIZE && g_ascii_isdigit (data[place + i]); i++)
        length = length * 10 + (gsize) (data[place + i] - '0');
      place += CHARLA_HEADER_SIZE + length;
      self->frames_out++;
    }
}

/**
 * server_counters_add_error:
 * @self: counters
 * @error: what a peer is told, in %CHARLA_CODE_ERROR
 */
void
server_counters_add_error (ServerCounters *self, const GError *error)
{
  if ((guint) error->code < SERVER_N_COUNTED)
    self->errors[error->code]++;
}
