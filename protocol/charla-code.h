/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CharlaCode:
 * @CHARLA_CODE_BAD_REQUEST: `bad-request`: the request is not understood
 * @CHARLA_CODE_UNKNOWN_ROOM: `unknown-room`: there is no such room for who asks
 * @CHARLA_CODE_UNKNOWN_USER: `unknown-user`: nobody has that id or name
 * @CHARLA_CODE_NOT_FOUND: `not-found`: there is no such message for who asks
 * @CHARLA_CODE_NOT_MEMBER: `not-member`: only members of the room may
 * @CHARLA_CODE_FORBIDDEN: `forbidden`: who asks may not
 * @CHARLA_CODE_NAME_TAKEN: `name-taken`: somebody or something else has that name
 * @CHARLA_CODE_NAME_INVALID: `name-invalid`: that cannot be a name
 * @CHARLA_CODE_AUTH_REQUIRED: `auth-required`: the name, or the server, wants a secret
 * @CHARLA_CODE_AUTH_FAILED: `auth-failed`: the secret is a wrong one
 * @CHARLA_CODE_RATE_LIMITED: `rate-limited`: too much at once
 * @CHARLA_CODE_TOO_LARGE: `too-large`: something is over its limit
 * @CHARLA_CODE_CONFLICT: `conflict`: it cannot be done as things stand now
 * @CHARLA_CODE_SERVER_FULL: `server-full`: the server takes no more connections
 * @CHARLA_CODE_SHUTTING_DOWN: `shutting-down`: the server stops
 * @CHARLA_CODE_INTERNAL: `internal`: the server could not do it; it is not the client's mistake
 * @CHARLA_CODE_TOO_SLOW: `too-slow`: only in `bye`: the client does not read what it is sent
 *
 * Why a request is refused, or a connection ended. As the code of a #GError in
 * the domain %CHARLA_CODE_ERROR it goes with a sentence for the person who asked.
 */
typedef enum
{
  CHARLA_CODE_BAD_REQUEST,
  CHARLA_CODE_UNKNOWN_ROOM,
  CHARLA_CODE_UNKNOWN_USER,
  CHARLA_CODE_NOT_FOUND,
  CHARLA_CODE_NOT_MEMBER,
  CHARLA_CODE_FORBIDDEN,
  CHARLA_CODE_NAME_TAKEN,
  CHARLA_CODE_NAME_INVALID,
  CHARLA_CODE_AUTH_REQUIRED,
  CHARLA_CODE_AUTH_FAILED,
  CHARLA_CODE_RATE_LIMITED,
  CHARLA_CODE_TOO_LARGE,
  CHARLA_CODE_CONFLICT,
  CHARLA_CODE_SERVER_FULL,
  CHARLA_CODE_SHUTTING_DOWN,
  CHARLA_CODE_INTERNAL,
  CHARLA_CODE_TOO_SLOW,
} CharlaCode;

#define CHARLA_CODE_ERROR (charla_code_quark ())
GQuark charla_code_quark (void);

const char *charla_code_to_string   (CharlaCode code);
gboolean    charla_code_from_string (const char *name, CharlaCode *code);

G_END_DECLS
