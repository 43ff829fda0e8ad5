/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-banned.h"

typedef struct
{
  gint64 until;
  char *reason;
} ServerBannedErrorPrivate;

static void
server_banned_error_private_init (ServerBannedErrorPrivate *priv)
{
  *priv = (ServerBannedErrorPrivate){ 0 };
}

static void
server_banned_error_private_copy (const ServerBannedErrorPrivate *source,
                                  ServerBannedErrorPrivate *copy)
{
  copy->until = source->until;
  copy->reason = g_strdup (source->reason);
}

static void
server_banned_error_private_clear (ServerBannedErrorPrivate *priv)
{
  g_free (priv->reason);
}

G_DEFINE_EXTENDED_ERROR (ServerBannedError, server_banned_error)

/**
 * server_banned_error_new:
 * @ban: a ban
 *
 * Returns: (transfer full): what somebody is told who is banned
 */
GError *
server_banned_error_new (const ServerSanction *ban)
{
  GError *error = g_error_new_literal (SERVER_BANNED_ERROR, CHARLA_CODE_FORBIDDEN,
                                       "You are banned from this server");
  ServerBannedErrorPrivate *priv = server_banned_error_get_private (error);

  priv->until = ban->until;
  priv->reason = g_strdup (ban->reason);

  return error;
}

/**
 * server_banned_error_write:
 * @error: an error of any domain
 * @builder: what is being written, in an object
 *
 * Writes until when a ban holds and why, if @error is one.
 */
void
server_banned_error_write (const GError *error, CharlaBuilder *builder)
{
  const ServerBannedErrorPrivate *priv = NULL;

  if (error->domain != SERVER_BANNED_ERROR)
    return;

  priv = server_banned_error_get_private (error);
  charla_builder_begin_object (builder, "banned");
  if (priv->until != 0)
    charla_builder_add_int (builder, "until", priv->until);
  charla_builder_add_string (builder, "reason", priv->reason);
  charla_builder_end (builder);
}
