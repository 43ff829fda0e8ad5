/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <string.h>

#include "server-control-handlers.h"

/* A password that can be said on the telephone: no letters that look or sound alike, and
 * four groups of five: 99 bits. */
#define LETTERS "abcdefghjkmnpqrstuvwxyz23456789"
#define N_GROUPS 4
#define GROUP_SIZE 5

static char *
make_password (void)
{
  g_autoptr (GString) password = g_string_new (NULL);

  for (guint i = 0; i < N_GROUPS * GROUP_SIZE; i++)
    {
      if (i > 0 && i % GROUP_SIZE == 0)
        g_string_append_c (password, '-');
      g_string_append_c (password, LETTERS[randombytes_uniform (sizeof LETTERS - 1)]);
    }

  return g_string_free (g_steal_pointer (&password), FALSE);
}

static void
free_password (gpointer password)
{
  explicit_bzero (password, strlen (password));
  g_free (password);
}

/* All their devices have to come in anew. */
static void
on_reset (ServerControlCall *call, ServerResult *result)
{
  g_autoptr (GError) reason
    = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_AUTH_REQUIRED,
                           "The administrator has given you a new password");
  CharlaBuilder *builder = NULL;

  call->services->turns->logouts++;
  server_directory_dismiss (call->services->directory, result->user->id, reason);

  builder = server_control_call_get_builder (call);
  charla_builder_add_string (builder, "name", result->user->name);
  charla_builder_add_string (builder, "password", call->data);
  server_control_call_build (call);
}

static void
on_hashed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerControlCall *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = server_passwords_hash_finish (call->services->passwords, result, &error);
  ServerChange *change = NULL;

  if (hash == NULL)
    {
      server_control_call_refuse (call, error);
      return;
    }

  change = server_change_new_reset (0, call->arguments.user, hash);
  server_change_set_administrator (change, call->actor);
  server_control_call_append (call, change, on_reset);
}

/* Whoever has lost all their devices and their password has nothing to show that they
 * are who they are: the administrator, who knows them, gives them a new password. An
 * account without any could be entered by nobody ever again. */
void
server_control_handle_reset (ServerControlCall *call)
{
  server_control_call_set_data (call, make_password (), free_password);
  server_passwords_hash_async (call->services->passwords, "control", call->data, NULL, on_hashed,
                               call);
}
