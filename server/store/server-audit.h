/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-transaction.h"

G_BEGIN_DECLS

/**
 * ServerAuditEntry:
 * @action: what was done, a word of the wire such as `ban`
 * @actor: by whom; 0 for an administrator of the machine
 * @actor_name: (nullable): their name
 * @room: in which room, or 0 for the whole server
 * @target: (nullable): to whom
 * @network: (nullable): to which network
 * @message: to which message, or 0
 * @until: when that is over, in milliseconds since 1970 UTC; 0 for never
 * @detail: (nullable): what it was made, a role or a name for example
 * @reason: (nullable): why
 *
 * Something that was done to somebody by virtue of a role.
 */
typedef struct
{
  const char *action;
  gint64 actor;
  const char *actor_name;
  gint64 room;
  const ServerUserInfo *target;
  const char *network;
  gint64 message;
  gint64 until;
  const char *detail;
  const char *reason;
} ServerAuditEntry;

void server_audit_write (ServerTransaction *self, const ServerAuditEntry *entry);

G_END_DECLS
