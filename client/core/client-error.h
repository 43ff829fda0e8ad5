/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-address.h"

G_BEGIN_DECLS

/**
 * ClientError:
 * @CLIENT_ERROR_NAME: the user's name cannot be used
 * @CLIENT_ERROR_ADDRESS: what was written is no address
 * @CLIENT_ERROR_NOT_FOUND: no host has that name
 * @CLIENT_ERROR_UNREACHABLE: the network has no way to the host
 * @CLIENT_ERROR_REFUSED: the host answers, but there is no chat at that port
 * @CLIENT_ERROR_TIMED_OUT: the host does not answer
 * @CLIENT_ERROR_LOST: the line broke, or the server closed it
 * @CLIENT_ERROR_NOT_CHAT: what answers there is no chat
 * @CLIENT_ERROR_TEXT: the text cannot be a message
 * @CLIENT_ERROR_FULL: too much waits to be sent already
 * @CLIENT_ERROR_AUTH_REQUIRED: somebody has the name: it takes their password
 * @CLIENT_ERROR_AUTH_FAILED: the name and the secret do not go together
 * @CLIENT_ERROR_JOIN_WORD: the server takes new names only with a word, which was not
 *   given, or is another one
 * @CLIENT_ERROR_BUSY: the server takes nobody now, and may later
 * @CLIENT_ERROR_CLASSIC: a server of the classic dialect cannot do that
 * @CLIENT_ERROR_CLASSIC_ONLY: the server does not speak Charla's own dialect
 * @CLIENT_ERROR_UNKNOWN_SERVER: the server is encrypted, and nobody knows it: the person has
 *   to say whether it is the right one
 * @CLIENT_ERROR_CHANGED_SERVER: it has another key than before: it is another server, or
 *   somebody listens
 * @CLIENT_ERROR_NOT_ENCRYPTED: it is not encrypted, and has to be
 * @CLIENT_ERROR_BANNED: the server does not let the person in, maybe until a certain time
 *
 * Why one is not connected, or a message not posted, in the terms of the person
 * who asked for it. The messages are sentences for that person, translated.
 */
typedef enum
{
  CLIENT_ERROR_NAME,
  CLIENT_ERROR_ADDRESS,
  CLIENT_ERROR_NOT_FOUND,
  CLIENT_ERROR_UNREACHABLE,
  CLIENT_ERROR_REFUSED,
  CLIENT_ERROR_TIMED_OUT,
  CLIENT_ERROR_LOST,
  CLIENT_ERROR_NOT_CHAT,
  CLIENT_ERROR_TEXT,
  CLIENT_ERROR_FULL,
  CLIENT_ERROR_AUTH_REQUIRED,
  CLIENT_ERROR_AUTH_FAILED,
  CLIENT_ERROR_JOIN_WORD,
  CLIENT_ERROR_BUSY,
  CLIENT_ERROR_CLASSIC,
  CLIENT_ERROR_CLASSIC_ONLY,
  CLIENT_ERROR_UNKNOWN_SERVER,
  CLIENT_ERROR_CHANGED_SERVER,
  CLIENT_ERROR_NOT_ENCRYPTED,
  CLIENT_ERROR_BANNED,
} ClientError;

#define CLIENT_ERROR (client_error_quark ())
GQuark client_error_quark (void);

GError *client_error_new_for_loss    (const GError *reason, ClientAddress *address);
GError *client_error_new_for_refusal (const GError *refusal, const char *needs,
                                      ClientAddress *address);

G_END_DECLS
