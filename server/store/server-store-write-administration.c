/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-audit.h"
#include "server-store-lookup.h"

/* These are not for the wire: only who has the machine does them. */
static gboolean
check_administrator (const ServerChange *change, GError **error)
{
  if (change->administrator != NULL)
    return TRUE;

  return server_refuse (error, CHARLA_CODE_FORBIDDEN, "You may not do that");
}

static gboolean
find_account (ServerTransaction *self, const ServerChange *change, GError **error)
{
  if (!check_administrator (change, error))
    return FALSE;

  self->result->user = server_lookup_who (self->database, change->who, error);
  return self->result->user != NULL;
}

gboolean
server_apply_set_kind (ServerTransaction *self, const ServerChange *change, GError **error)
{
  ServerUserInfo *user = NULL;

  if (!find_account (self, change, error))
    return FALSE;
  if (change->user_kind == SERVER_USER_GUEST)
    return server_refuse (error, CHARLA_CODE_BAD_REQUEST, "Who has an account is no guest");

  user = self->result->user;
  if (user->kind == change->user_kind)
    return TRUE;

  user->kind = change->user_kind;
  server_execute (self->database, "UPDATE users SET kind = ? WHERE id = ?", INT (user->kind),
                  INT (user->id));
  server_audit_write (self,
                      &(ServerAuditEntry){ .action = "kind",
                                           .actor_name = change->administrator,
                                           .target = user,
                                           .detail = server_user_kind_to_string (user->kind) });
  return TRUE;
}

gboolean
server_apply_reset (ServerTransaction *self, const ServerChange *change, GError **error)
{
  if (!find_account (self, change, error))
    return FALSE;

  server_execute (self->database, "DELETE FROM tokens WHERE user = ?",
                  INT (self->result->user->id));
  server_execute (self->database, "UPDATE users SET password = ? WHERE id = ?",
                  TEXT (change->secret), INT (self->result->user->id));
  server_audit_write (self, &(ServerAuditEntry){ .action = "reset",
                                                 .actor_name = change->administrator,
                                                 .target = self->result->user });
  return TRUE;
}

gboolean
server_apply_announce (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autofree char *excerpt = server_message_info_excerpt (change->text);

  if (!check_administrator (change, error))
    return FALSE;

  server_audit_write (self, &(ServerAuditEntry){ .action = "announce",
                                                 .actor_name = change->administrator,
                                                 .detail = excerpt });
  return TRUE;
}
