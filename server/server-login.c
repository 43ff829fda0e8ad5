/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-login.h"

#include <string.h>

#include "server-token.h"

#define SOURCE_TAG ((gpointer) (guintptr) server_login_async)

/* Somebody at the door. */
typedef struct
{
  const ServerServices *services;
  const ServerHello *hello;
  const char *needs;
  ServerUserInfo *user;
  guint64 logouts; /* when it was looked up */
  gboolean is_second_look;
} Login;

static void look_up (GTask *task);

static void
login_free (Login *login)
{
  g_clear_pointer (&login->user, server_user_info_free);
  g_free (login);
}

/**
 * server_admission_free:
 * @self: (transfer full): an admission
 */
void
server_admission_free (ServerAdmission *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  g_clear_pointer (&self->user, server_user_info_free);
  g_free (self);
}

static void
admit (GTask *task, const ServerUserInfo *user, const char *token, gboolean is_new)
{
  ServerAdmission *admission = g_new0 (ServerAdmission, 1);

  admission->user = server_user_info_copy (user);
  admission->token = g_strdup (token);
  admission->is_new = is_new;
  g_task_return_pointer (task, admission, (GDestroyNotify) server_admission_free);
}

static void
refuse (GTask *task, CharlaCode code, const char *needs, const char *sentence)
{
  Login *login = g_task_get_task_data (task);

  login->needs = needs;
  g_task_return_new_error (task, CHARLA_CODE_ERROR, code, "%s", sentence);
}

static void
refuse_secret (GTask *task)
{
  refuse (task, CHARLA_CODE_AUTH_FAILED, NULL, "The name and the secret do not go together");
}

static void
on_token (ServerResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (result->error != NULL)
    g_task_return_error (task, g_error_copy (result->error));
  else
    admit (task, result->user, result->token, TRUE);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Login *login = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!server_passwords_check_finish (login->services->passwords, result, &error))
    {
      if (error != NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else
        refuse_secret (task);
      return;
    }

  server_event_log_append (login->services->log,
                           server_change_new_add_token (login->user->id), on_token,
                           g_steal_pointer (&task));
}

static const char *
get_place (const ServerHello *hello)
{
  return hello->place != NULL ? hello->place : "";
}

static void
check_password (GTask *task, const char *hash)
{
  const Login *login = g_task_get_task_data (task);
  const ServerHello *hello = login->hello;
  g_autofree char *who = charla_name_fold (hello->name);

  server_passwords_check_async (login->services->passwords, who, get_place (hello),
                                hello->password, hash, g_task_get_cancellable (task), on_checked,
                                g_object_ref (task));
}

static void
check_account (GTask *task, ServerAnswer *account)
{
  Login *login = g_task_get_task_data (task);
  const ServerHello *hello = login->hello;

  /* Whoever logs out ends those who are in; who is on their way in is looked at again. */
  if (account->has_token && login->logouts != login->services->turns->logouts)
    {
      look_up (task);
      return;
    }
  if (account->has_token)
    {
      admit (task, account->user, hello->token, FALSE);
      return;
    }

  login->user = g_steal_pointer (&account->user);
  if (hello->password != NULL)
    check_password (task, account->password);
  else if (hello->token != NULL)
    refuse_secret (task);
  else
    refuse (task, CHARLA_CODE_AUTH_REQUIRED, "password",
            "Somebody has that name: it takes a token or a password");
}

static void
on_claimed (ServerResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Login *login = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;

  /* Somebody else was faster: then it is their name now. */
  if (g_error_matches (result->error, CHARLA_CODE_ERROR, CHARLA_CODE_NAME_TAKEN)
      && !login->is_second_look)
    {
      login->is_second_look = TRUE;
      look_up (task);
    }
  else if (result->error != NULL)
    g_task_return_error (task, g_error_copy (result->error));
  else
    admit (task, result->user, result->token, TRUE);
}

/* A device that has made its token itself has it also when the answer does not arrive:
 * it says the same again then, and is let in. */
static void
make_account (GTask *task)
{
  Login *login = g_task_get_task_data (task);
  const ServerHello *hello = login->hello;
  gboolean has_own = hello->token != NULL && server_token_check (hello->token);

  server_event_log_append (login->services->log,
                           server_change_new_claim (hello->name, has_own ? hello->token : NULL),
                           on_claimed, g_object_ref (task));
}

/* Nobody has the name. Whoever has no word for new names, and a secret for what
 * would be an old one, learns no more than with a wrong secret. */
static void
claim (GTask *task)
{
  Login *login = g_task_get_task_data (task);
  const ServerHello *hello = login->hello;
  const char *word = login->services->join_word;
  g_autoptr (GError) error = NULL;

  if (word == NULL
      || (hello->join != NULL
          && server_passwords_check_word (login->services->passwords, get_place (hello),
                                          hello->join, word, &error)))
    make_account (task);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (hello->join != NULL)
    refuse (task, CHARLA_CODE_AUTH_FAILED, "join", "That is not the word for new names");
  else if (hello->password != NULL)
    check_password (task, NULL);
  else if (hello->token != NULL)
    refuse_secret (task);
  else
    refuse (task, CHARLA_CODE_AUTH_REQUIRED, "join", "A new name takes the word for new names");
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) account
    = server_store_query_finish (SERVER_STORE (source), result, &error);

  if (account == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (account->user != NULL)
    check_account (task, account);
  else
    claim (task);
}

static void
look_up (GTask *task)
{
  Login *login = g_task_get_task_data (task);

  login->logouts = login->services->turns->logouts;
  server_store_query_async (login->services->store,
                            server_query_new_account (login->hello->name, login->hello->token),
                            g_task_get_cancellable (task), on_looked_up, g_object_ref (task));
}

/**
 * server_login_async: (skip)
 * @services: what it works with
 * @hello: who somebody says to be, and how they prove it; it stays the caller's, and
 *   as it is until @callback is called, or @cancellable cancelled
 * @cancellable: a #GCancellable
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Lets somebody in, or not. A name that nobody has becomes an account; for one
 * that somebody has it takes a token of that account, or its password, which is
 * worth a token for this device.
 */
void
server_login_async (const ServerServices *services, const ServerHello *hello,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Login *login = g_new0 (Login, 1);

  g_task_set_source_tag (task, SOURCE_TAG);
  login->services = services;
  login->hello = hello;
  g_task_set_task_data (task, login, (GDestroyNotify) login_free);
  look_up (task);
}

/**
 * server_login_finish: (skip)
 * @result: what the callback was given
 * @needs: (out) (nullable): what would have been needed
 * @error: return location for an error
 *
 * Returns: (transfer full): an admission, or %NULL with %CHARLA_CODE_ERROR
 */
ServerAdmission *
server_login_finish (GAsyncResult *result, const char **needs, GError **error)
{
  const Login *login = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, SOURCE_TAG), NULL);

  login = g_task_get_task_data (G_TASK (result));
  *needs = login->needs;

  return g_task_propagate_pointer (G_TASK (result), error);
}
