/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla.h"
#include "server-arguments.h"

G_BEGIN_DECLS

typedef struct _ServerCommand ServerCommand;

/**
 * SERVER_NO_ID:
 *
 * The id of a request that has none; no number of a message is so small.
 */
#define SERVER_NO_ID G_MININT64

/**
 * ServerHello:
 * @is_guest: whether it is somebody without an account
 * @is_look: whether they only want to know which server this is, and say nothing else
 * @id: by what who asks knows the answer, or %SERVER_NO_ID
 * @name: the name that they want
 * @token: (nullable): what may be a token of the account of that name
 * @password: (nullable): what may be its password
 * @join: (nullable): what may be the word that new names need
 * @place: (nullable): from where it is said, so that it can be told from elsewhere
 * @since: the last event that they have, or -1 if they want none replayed
 *
 * Who somebody says to be.
 */
typedef struct
{
  gboolean is_guest;
  gboolean is_look;
  gint64 id;
  char *name;
  char *token;
  char *password;
  char *join;
  char *place;
  gint64 since;
} ServerHello;

/**
 * ServerRequest:
 * @id: by what who asks knows the answer, or %SERVER_NO_ID
 * @command: (nullable): what is asked for; %NULL for nothing
 * @arguments: with what; checked as the command wants it
 * @message: (nullable): what the texts of @arguments are in
 * @text: (nullable): the same
 *
 * What one frame of a peer asks for, when its dialect has read and checked it.
 */
typedef struct
{
  gint64 id;
  const ServerCommand *command;
  ServerArguments arguments;

  /*< private >*/
  CharlaMessage *message;
  char *text;
} ServerRequest;

ServerHello *server_hello_new  (void);
void         server_hello_free (ServerHello *self);

void server_request_clear (ServerRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerHello, server_hello_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ServerRequest, server_request_clear)

G_END_DECLS
