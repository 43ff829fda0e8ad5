/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CharlaError:
 * @CHARLA_ERROR_BAD_HEADER: a frame's header is not a padded decimal number
 * @CHARLA_ERROR_TOO_LARGE: a frame, or a text in it, is over its limit
 * @CHARLA_ERROR_TRUNCATED: the stream ended in the middle of a frame
 * @CHARLA_ERROR_NOT_UTF8: a name or a text is not UTF-8
 * @CHARLA_ERROR_BAD_NAME: a name is empty, too long, or has a control character in it
 * @CHARLA_ERROR_TIMED_OUT: the peer did not do in time what it had to do
 * @CHARLA_ERROR_TOO_SLOW: the peer does not read what is sent to it
 * @CHARLA_ERROR_NOT_CHARLA: the first bytes are those of no protocol that is spoken here
 * @CHARLA_ERROR_CLOSED: the connection is closed
 * @CHARLA_ERROR_BAD_MESSAGE: a payload is no JSON object
 * @CHARLA_ERROR_TOO_DEEP: a JSON object nests deeper than its limit
 *
 * What can be wrong with a peer or with what it says.
 */
typedef enum
{
  CHARLA_ERROR_BAD_HEADER,
  CHARLA_ERROR_TOO_LARGE,
  CHARLA_ERROR_TRUNCATED,
  CHARLA_ERROR_NOT_UTF8,
  CHARLA_ERROR_BAD_NAME,
  CHARLA_ERROR_TIMED_OUT,
  CHARLA_ERROR_TOO_SLOW,
  CHARLA_ERROR_NOT_CHARLA,
  CHARLA_ERROR_CLOSED,
  CHARLA_ERROR_BAD_MESSAGE,
  CHARLA_ERROR_TOO_DEEP,
} CharlaError;

#define CHARLA_ERROR (charla_error_quark ())
GQuark charla_error_quark (void);

G_END_DECLS
