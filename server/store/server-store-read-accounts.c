/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <charla.h>

#include "server-store-lookup.h"
#include "server-store-read.h"
#include "server-token.h"

gboolean
server_read_whois (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                   GError **error)
{
  answer->user = server_lookup_who (self->database, query->who, error);

  return answer->user != NULL;
}

static gboolean
has_token (ServerReader *self, gint64 user, const char *token)
{
  g_autoptr (GBytes) hash = server_token_hash (token);

  return server_value (self->database, "SELECT count (*) FROM tokens WHERE hash = ? AND user = ?",
                       BYTES (hash), INT (user))
         > 0;
}

gboolean
server_read_account (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                     GError **error)
{
  g_autofree char *folded = charla_name_fold (query->who);
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT" SERVER_USER_COLUMNS ", password FROM users WHERE folded = ?",
                        TEXT (folded));

  if (!server_statement_next (&statement))
    return TRUE;

  answer->user = server_lookup_take_user (&statement, 0);
  answer->password = g_strdup (server_statement_text (&statement, SERVER_N_USER_COLUMNS));
  if (query->secret != NULL)
    answer->has_token = has_token (self, answer->user->id, query->secret);

  return TRUE;
}
