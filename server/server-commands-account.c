/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-handlers.h"
#include "server-ephemeral.h"
#include "server-user.h"

static void
on_status (ServerCall *call, ServerResult *result)
{
  if (result->has_changed)
    server_directory_update_user (call->services->directory, result->user);
  server_call_build (call);
}

void
server_handle_status (ServerCall *call, const ServerArguments *arguments)
{
  server_call_append (call,
                      server_change_new_status (call->actor,
                                                arguments->has_state ? &arguments->state : NULL,
                                                arguments->text),
                      on_status);
}

/* Whoever has changed it, all devices of the account are told. */
static void
on_password (ServerCall *call, ServerResult *result)
{
  g_autoptr (ServerEvent) event
    = server_ephemeral_notice ("The password of your account was changed on another device.");

  server_user_tell (server_directory_get_user (call->services->directory, call->actor), event,
                    call->member);
  server_call_build (call);
}

static void
on_hashed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerCall *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = server_passwords_hash_finish (call->services->passwords, result, &error);

  if (hash == NULL)
    server_call_refuse (call, error);
  else
    server_call_append (call, server_change_new_password (call->actor, hash, call->secret),
                        on_password);
}

/* Whoever is in is known by their account, wherever they are. */
static char *
get_place (ServerCall *call)
{
  return g_strdup_printf ("u%" G_GINT64_FORMAT, call->actor);
}

static void
hash_new (ServerCall *call)
{
  g_autofree char *place = get_place (call);

  server_passwords_hash_async (call->services->passwords, place,
                               call->request.arguments.new_password,
                               server_member_get_cancellable (call->member), on_hashed, call);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerCall *call = user_data;
  g_autoptr (GError) error = NULL;

  if (server_passwords_check_finish (call->services->passwords, result, &error))
    hash_new (call);
  else if (error != NULL)
    server_call_refuse (call, error);
  else
    server_call_deny (call, CHARLA_CODE_AUTH_FAILED, "That is not the old password");
}

static void
on_account (ServerCall *call, ServerAnswer *answer)
{
  const char *old = call->request.arguments.old_password;
  g_autofree char *place = get_place (call);

  if (answer->password == NULL)
    hash_new (call);
  else if (old == NULL)
    server_call_deny (call, CHARLA_CODE_AUTH_REQUIRED, "The old password is needed");
  else
    {
      call->secret = g_strdup (answer->password);
      server_passwords_check_async (call->services->passwords, "", place, old, call->secret,
                                    server_member_get_cancellable (call->member), on_checked,
                                    call);
    }
}

void
server_handle_password (ServerCall *call, const ServerArguments *arguments)
{
  const char *name = server_member_get_user (call->member)->info->name;

  server_call_query (call, server_query_new_account (name, NULL), on_account);
}

/* A lost device does not stay connected because it is connected already. */
static void
on_logged_out (ServerCall *call, ServerResult *result)
{
  call->services->turns->logouts++;
  server_user_dismiss (server_directory_get_user (call->services->directory, call->actor),
                       call->member, call->request.arguments.all);
  server_call_build (call);
}

void
server_handle_logout (ServerCall *call, const ServerArguments *arguments)
{
  const char *token = server_member_get_token (call->member);

  if (!arguments->all && token == NULL)
    {
      server_call_build (call);
      return;
    }

  server_call_append (call,
                      server_change_new_drop_tokens (call->actor, arguments->all ? NULL : token),
                      on_logged_out);
}

void
server_handle_ping (ServerCall *call, const ServerArguments *arguments)
{
  server_call_build (call);
}
