/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-audit.h"

/**
 * server_audit_write:
 * @self: a transaction
 * @entry: what is being done in it
 *
 * Writes down who does what, together with what they do: there is not the one
 * without the other.
 */
void
server_audit_write (ServerTransaction *self, const ServerAuditEntry *entry)
{
  const ServerUserInfo *target = entry->target;
  const ServerValue nothing = TEXT (NULL);
  const ServerValue room = INT (entry->room);
  const ServerValue user = INT (target != NULL ? target->id : 0);
  const ServerValue message = INT (entry->message);
  const ServerValue until = INT (entry->until);

  server_execute (self->database,
                  "INSERT INTO audit (time, seq, actor, actor_name, action, room, target,"
                  " target_name, network, message, until, detail, reason)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                  INT (MAX (self->time, self->clock ())), INT (self->head), INT (entry->actor),
                  TEXT (entry->actor_name), TEXT (entry->action), entry->room != 0 ? room : nothing,
                  target != NULL ? user : nothing, TEXT (target != NULL ? target->name : NULL),
                  TEXT (entry->network), entry->message != 0 ? message : nothing,
                  entry->until != 0 ? until : nothing, TEXT (entry->detail), TEXT (entry->reason));
  self->result->has_changed = TRUE;
}
