/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "charla-code.h"

static const char *const names[] = {
  [CHARLA_CODE_BAD_REQUEST] = "bad-request",
  [CHARLA_CODE_UNKNOWN_ROOM] = "unknown-room",
  [CHARLA_CODE_UNKNOWN_USER] = "unknown-user",
  [CHARLA_CODE_NOT_FOUND] = "not-found",
  [CHARLA_CODE_NOT_MEMBER] = "not-member",
  [CHARLA_CODE_FORBIDDEN] = "forbidden",
  [CHARLA_CODE_NAME_TAKEN] = "name-taken",
  [CHARLA_CODE_NAME_INVALID] = "name-invalid",
  [CHARLA_CODE_AUTH_REQUIRED] = "auth-required",
  [CHARLA_CODE_AUTH_FAILED] = "auth-failed",
  [CHARLA_CODE_RATE_LIMITED] = "rate-limited",
  [CHARLA_CODE_TOO_LARGE] = "too-large",
  [CHARLA_CODE_CONFLICT] = "conflict",
  [CHARLA_CODE_SERVER_FULL] = "server-full",
  [CHARLA_CODE_SHUTTING_DOWN] = "shutting-down",
  [CHARLA_CODE_INTERNAL] = "internal",
  [CHARLA_CODE_TOO_SLOW] = "too-slow",
};

G_DEFINE_QUARK (charla-code-quark, charla_code)

/**
 * charla_code_to_string:
 * @code: a code
 *
 * Returns: (transfer none): the name of @code on the wire
 */
const char *
charla_code_to_string (CharlaCode code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (names), NULL);

  return names[code];
}

/**
 * charla_code_from_string:
 * @name: what stands on the wire
 * @code: (out): the code of that name; untouched when there is none
 *
 * Returns: whether @name is that of a code; a newer server may have others
 */
gboolean
charla_code_from_string (const char *name, CharlaCode *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (name, names[i]))
        {
          *code = i;
          return TRUE;
        }
    }

  return FALSE;
}
