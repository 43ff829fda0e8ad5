/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-wait-error.h"

/* What somebody waits for who is told to wait and not how long, in milliseconds: the
 * server is through with what it has to do long before. */
#define RETRY_MS 1000

typedef struct
{
  gint64 milliseconds;
} ServerWaitErrorPrivate;

static void
server_wait_error_private_init (ServerWaitErrorPrivate *priv)
{
  priv->milliseconds = 0;
}

static void
server_wait_error_private_copy (const ServerWaitErrorPrivate *source, ServerWaitErrorPrivate *copy)
{
  *copy = *source;
}

static void
server_wait_error_private_clear (ServerWaitErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (ServerWaitError, server_wait_error)

/**
 * server_wait_error_new:
 * @microseconds: how long they have to wait
 * @sentence: why
 *
 * Returns: (transfer full): what somebody is told who does too much
 */
GError *
server_wait_error_new (gint64 microseconds, const char *sentence)
{
  GError *error = g_error_new_literal (SERVER_WAIT_ERROR, CHARLA_CODE_RATE_LIMITED, sentence);
  ServerWaitErrorPrivate *priv = server_wait_error_get_private (error);

  priv->milliseconds = microseconds / 1000 + 1;

  return error;
}

/**
 * server_wait_error_write:
 * @error: an error of any domain
 * @builder: what is being written, in an object
 *
 * Writes how long to wait, if @error is one of those.
 */
void
server_wait_error_write (const GError *error, CharlaBuilder *builder)
{
  gint64 milliseconds = RETRY_MS;

  if (error->domain == SERVER_WAIT_ERROR)
    milliseconds = ((ServerWaitErrorPrivate *) server_wait_error_get_private (error))->milliseconds;
  if (error->code == CHARLA_CODE_RATE_LIMITED)
    charla_builder_add_int (builder, "retry_ms", milliseconds);
}
