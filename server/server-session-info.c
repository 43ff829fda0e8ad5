/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-session-info.h"

#include "server-session-private.h"

/**
 * server_session_get_info:
 * @self: a session that has been started
 * @info: (out caller-allocates): how it stands
 */
void
server_session_get_info (ServerSession *self, ServerSessionInfo *info)
{
  gint64 now = g_get_monotonic_time ();
  gint64 age = now / G_USEC_PER_SEC - self->began;
  gint64 silence = now / G_USEC_PER_SEC - self->heard;

  *info = (ServerSessionInfo) {
    .user = self->user,
    .address = self->address,
    .is_encrypted = self->tls != NULL && self->handshake == NULL,
    .since = g_get_real_time () / 1000 - age * 1000,
    .idle = silence * 1000,
    .queued = self->connection != NULL ? charla_connection_get_queued (self->connection) : 0,
  };
  if (self->dialect != NULL)
    info->dialect = server_dialect_has_pings (self->dialect) ? "charla" : "classic";
}
