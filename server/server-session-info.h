/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-session.h"

G_BEGIN_DECLS

/**
 * ServerSessionInfo:
 * @user: (nullable): who it is; %NULL when nobody has said who they are
 * @address: where it comes from
 * @dialect: (nullable): what is spoken in it, `charla` or `classic`; %NULL when nothing
 *   was said yet
 * @is_encrypted: whether it is, with TLS
 * @since: when it began, in milliseconds since 1970 UTC
 * @idle: how long the peer has said nothing, in milliseconds
 * @queued: what waits for the peer to read it, in bytes
 *
 * What an administrator is told of a connection. It is as it was when it was asked for,
 * and of no use after this turn of the loop.
 */
typedef struct
{
  const ServerUser *user;
  const char *address;
  const char *dialect;
  gboolean is_encrypted;
  gint64 since;
  gint64 idle;
  gsize queued;
} ServerSessionInfo;

void server_session_get_info (ServerSession *self, ServerSessionInfo *info);

G_END_DECLS
