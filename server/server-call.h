/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-commands.h"
#include "server-member.h"
#include "server-request.h"
#include "server-services.h"

G_BEGIN_DECLS

/**
 * ServerAppendedFunc:
 * @call: (transfer full): who asked; still to be answered
 * @result: what has come of it
 */
typedef void (*ServerAppendedFunc) (ServerCall *call, ServerResult *result);

/**
 * ServerQueriedFunc:
 * @call: (transfer full): who asked; still to be answered
 * @answer: what was read
 */
typedef void (*ServerQueriedFunc) (ServerCall *call, ServerAnswer *answer);

/**
 * ServerCall:
 * @services: what it is done with
 * @member: the connection that asks; it may be gone by the time of the answer
 * @actor: who asks
 * @request: what for
 * @secret: (nullable): what its handler wants to remember
 *
 * A request on its way: from the frame that asks to the one answer.
 */
struct _ServerCall
{
  const ServerServices *services;
  ServerMember *member;
  gint64 actor;
  ServerRequest request;
  char *secret;

  /*< private >*/
  ServerAppendedFunc appended;
  ServerQueriedFunc queried;
};

void server_call_start   (const ServerServices *services, ServerMember *member,
                          ServerRequest *request);
void server_call_answer  (ServerCall *self, GBytes *ok);
void server_call_refuse  (ServerCall *self, const GError *error);
void server_call_deny    (ServerCall *self, CharlaCode code, const char *sentence);
void server_call_append  (ServerCall *self, ServerChange *change, ServerAppendedFunc appended);
void server_call_query   (ServerCall *self, ServerQuery *query, ServerQueriedFunc queried);
void server_call_build   (ServerCall *self);

CharlaBuilder *server_call_get_builder (ServerCall *self);

G_END_DECLS
