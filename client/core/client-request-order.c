/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-request-private.h"

static ClientRequest *
new_verdict (ClientRequestKind kind, const char *room, const ClientVerdict *verdict)
{
  ClientRequest *self = client_request_make (kind);

  client_request_add_string (self, "room", room);
  client_request_add_string (self, "user", verdict->user);
  client_request_add_string (self, "address", verdict->address);
  client_request_add_bool (self, "on", verdict->is_on);
  client_request_add_some (self, "until", verdict->until);
  client_request_add_string (self, "reason", verdict->reason);
  return self;
}

/**
 * client_request_new_ban:
 * @room: id of a room
 * @verdict: for whom, and until when
 *
 * Keeps somebody out of a room, or lets them in again.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_ban (const char *room, const ClientVerdict *verdict)
{
  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail ((verdict->user == NULL) != (verdict->address == NULL), NULL);

  return new_verdict (CLIENT_REQUEST_BAN, room, verdict);
}

/**
 * client_request_new_mute:
 * @room: id of a room
 * @verdict: for whom, and until when
 *
 * Keeps somebody quiet in a room, or lets them speak again.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_mute (const char *room, const ClientVerdict *verdict)
{
  g_return_val_if_fail (room != NULL, NULL);
  g_return_val_if_fail (verdict->user != NULL && verdict->address == NULL, NULL);

  return new_verdict (CLIENT_REQUEST_MUTE, room, verdict);
}

static ClientRequest *
new_page (ClientRequestKind kind, const char *room, gint64 before, guint limit)
{
  ClientRequest *self = client_request_make (kind);

  client_request_add_string (self, "room", room);
  client_request_add_some (self, "before", before);
  client_request_add_some (self, "limit", limit);
  return self;
}

/**
 * client_request_new_bans:
 * @room: id of a room
 * @before: only those before this one, or 0
 * @limit: how many at most, or 0 for as many as the server finds right
 *
 * Asks who is kept out of a room, or quiet in it. The answer has `bans` and `more`.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_bans (const char *room, gint64 before, guint limit)
{
  g_return_val_if_fail (room != NULL, NULL);

  return new_page (CLIENT_REQUEST_BANS, room, before, limit);
}

/**
 * client_request_new_audit:
 * @room: (nullable): id of a room; %NULL for the whole chat
 * @before: only what is before this entry, or 0
 * @limit: how many at most, or 0 for as many as the server finds right
 *
 * Asks who has done what by virtue of their role. The answer has `entries` and `more`.
 *
 * Returns: (transfer full): the request
 */
ClientRequest *
client_request_new_audit (const char *room, gint64 before, guint limit)
{
  return new_page (CLIENT_REQUEST_AUDIT, room, before, limit);
}
