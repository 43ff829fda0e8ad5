/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-result.h"

#include <string.h>

#include "server-store-error.h"

/**
 * server_result_new:
 *
 * Returns: (transfer full): a result without anything
 */
ServerResult *
server_result_new (void)
{
  return g_new0 (ServerResult, 1);
}

static void
clear (ServerResult *self)
{
  if (self->token != NULL)
    explicit_bzero (self->token, strlen (self->token));

  g_clear_error (&self->error);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->user, server_user_info_free);
  g_clear_pointer (&self->room, server_room_info_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

/**
 * server_result_free:
 * @self: (transfer full): a result
 */
void
server_result_free (ServerResult *self)
{
  clear (self);
  g_free (self);
}

static const char *
get_sentence (const GError *error)
{
  if (g_error_matches (error, SERVER_STORE_ERROR, SERVER_STORE_ERROR_FULL))
    return "The server could not store it: its disk is full";

  return "The server could not store it";
}

/**
 * server_result_fail:
 * @self: a result
 * @error: what has happened: of %CHARLA_CODE_ERROR a refusal, of any other domain
 *   a failure, of which who asked is told no more than that
 *
 * Makes @self a result of nothing done.
 */
void
server_result_fail (ServerResult *self, const GError *error)
{
  g_autoptr (GError) copy = g_error_copy (error);

  clear (self);
  *self = (ServerResult) { NULL };
  if (copy->domain == CHARLA_CODE_ERROR)
    self->error = g_steal_pointer (&copy);
  else
    self->error = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_INTERNAL, get_sentence (copy));
}
