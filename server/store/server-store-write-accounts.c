/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <charla.h>

#include "server-id.h"
#include "server-store-members.h"
#include "server-store-parties.h"
#include "server-token.h"

/* Most devices of one account; the oldest gives way. Whoever knows a password
 * could otherwise fill the disk with tokens. */
#define TOKENS_MAX 100

/* A token leads to one account: the one that comes second gets another. */
static gboolean
is_free (ServerTransaction *self, const char *token)
{
  g_autoptr (GBytes) hash = server_token_hash (token);

  return server_value (self->database, "SELECT count (*) FROM tokens WHERE hash = ?", BYTES (hash))
         == 0;
}

static void
add_token (ServerTransaction *self, gint64 user, const char *wanted)
{
  gboolean is_wanted = wanted != NULL && is_free (self, wanted);
  g_autofree char *token = is_wanted ? g_strdup (wanted) : server_token_new ();
  g_autoptr (GBytes) hash = server_token_hash (token);

  server_execute (self->database, "INSERT INTO tokens (hash, user, created) VALUES (?, ?, ?)",
                  BYTES (hash), INT (user), INT (MAX (self->time, self->clock ())));
  server_execute (self->database,
                  "DELETE FROM tokens WHERE hash IN (SELECT hash FROM tokens WHERE user = ?"
                  " AND hash <> ? ORDER BY created DESC LIMIT -1 OFFSET ?)",
                  INT (user), BYTES (hash), INT (TOKENS_MAX - 1));
  self->result->token = g_steal_pointer (&token);
  self->result->has_changed = TRUE;
}

static gint64
insert_user (ServerTransaction *self, const char *name, const char *folded)
{
  server_execute (self->database,
                  "INSERT INTO users (name, folded, kind, created) VALUES (?, ?, ?, ?)",
                  TEXT (name), TEXT (folded), INT (SERVER_USER_PERSON),
                  INT (MAX (self->time, self->clock ())));

  return sqlite3_last_insert_rowid (server_database_get_handle (self->database));
}

/* Who is banned under a name is so however they come with it. */
static gboolean
check_entry (ServerTransaction *self, gint64 user, GError **error)
{
  g_autoptr (ServerSanction) ban = server_parties_find_sanction (
    self,
    &(ServerSanction){ .kind = SERVER_SANCTION_BAN, .room = SERVER_LOBBY, .user = user });

  return ban == NULL
         || server_refuse (error, CHARLA_CODE_FORBIDDEN, "You are banned from this server");
}

gboolean
server_apply_claim (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autofree char *folded = charla_name_fold (change->name);
  ServerEntry entry = { .role = SERVER_ROLE_MEMBER, .is_online = TRUE };
  gint64 user;

  if (server_value (self->database, "SELECT id FROM users WHERE folded = ?", TEXT (folded)) != 0)
    return server_refuse (error, CHARLA_CODE_NAME_TAKEN, "Somebody else has that name");
  if (*folded == '@' || *folded == '#')
    return server_refuse (error, CHARLA_CODE_NAME_INVALID,
                          "A name does not begin with “@” or “#”, which stand before names");
  if (!check_entry (self, server_user_id_guest (change->name), error))
    return FALSE;

  user = insert_user (self, change->name, folded);
  self->result->user = server_lookup_user (self->database, user);
  if (self->result->user == NULL)
    return server_refuse (error, CHARLA_CODE_INTERNAL, "The server could not make the account");

  entry.user = self->result->user;
  server_members_enter (self, SERVER_LOBBY, &entry);
  add_token (self, user, change->secret);

  return TRUE;
}

static gboolean
check_account (ServerTransaction *self, const ServerChange *change, GError **error)
{
  self->result->user = server_lookup_user (self->database, change->actor);
  if (self->result->user == NULL)
    return server_refuse (error, CHARLA_CODE_UNKNOWN_USER, "You have no account");

  return TRUE;
}

gboolean
server_apply_add_token (ServerTransaction *self, const ServerChange *change, GError **error)
{
  if (!check_account (self, change, error) || !check_entry (self, change->actor, error))
    return FALSE;

  add_token (self, change->actor, NULL);
  return TRUE;
}

gboolean
server_apply_drop_tokens (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autoptr (GBytes) hash = NULL;

  if (change->secret != NULL)
    {
      hash = server_token_hash (change->secret);
      server_execute (self->database, "DELETE FROM tokens WHERE hash = ? AND user = ?",
                      BYTES (hash), INT (change->actor));
    }
  else
    server_execute (self->database, "DELETE FROM tokens WHERE user = ?", INT (change->actor));

  self->result->has_changed = sqlite3_changes (server_database_get_handle (self->database)) > 0;
  return TRUE;
}

gboolean
server_apply_password (ServerTransaction *self, const ServerChange *change, GError **error)
{
  if (!check_account (self, change, error))
    return FALSE;

  if (server_value (self->database, "SELECT password IS ? FROM users WHERE id = ?",
                    TEXT (change->old_secret), INT (change->actor))
      == 0)
    return server_refuse (error, CHARLA_CODE_CONFLICT,
                          "The password has been changed in the meantime");

  server_execute (self->database, "UPDATE users SET password = ? WHERE id = ?",
                  TEXT (change->secret), INT (change->actor));
  self->result->has_changed = TRUE;

  return TRUE;
}

gboolean
server_apply_status (ServerTransaction *self, const ServerChange *change, GError **error)
{
  g_autoptr (ServerUserInfo) before = NULL;
  ServerUserInfo *user = NULL;

  if (!check_account (self, change, error))
    return FALSE;

  user = self->result->user;
  if (change->text != NULL && *change->text != '\0'
      && !server_parties_check_voice (self, user->id, error))
    return FALSE;

  before = server_user_info_copy (user);
  if (change->is_on)
    user->state = change->state;
  if (change->text != NULL)
    {
      g_clear_pointer (&user->status, g_free);
      user->status = *change->text != '\0' ? g_strdup (change->text) : NULL;
    }

  self->result->has_changed
    = user->state != before->state || g_strcmp0 (user->status, before->status) != 0;
  if (self->result->has_changed)
    server_execute (self->database, "UPDATE users SET state = ?, status = ? WHERE id = ?",
                    INT (user->state), TEXT (user->status), INT (user->id));

  return TRUE;
}
