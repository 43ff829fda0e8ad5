/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-control-command.h"
#include "server-control-surroundings.h"

G_BEGIN_DECLS

typedef struct _ServerControlPeer ServerControlPeer;

/**
 * ServerControlAppendedFunc:
 * @call: (transfer full): who asked; still to be answered
 * @result: what has come of it
 */
typedef void (*ServerControlAppendedFunc) (ServerControlCall *call, ServerResult *result);

/**
 * ServerControlQueriedFunc:
 * @call: (transfer full): who asked; still to be answered
 * @answer: what was read
 */
typedef void (*ServerControlQueriedFunc) (ServerControlCall *call, ServerAnswer *answer);

/**
 * ServerControlRoomFunc:
 * @call: (transfer full): who asked; still to be answered. The room is in its arguments
 */
typedef void (*ServerControlRoomFunc) (ServerControlCall *call);

/**
 * ServerControlCall:
 * @surroundings: what it is done with
 * @services: the same, of the server
 * @command: what is asked for
 * @arguments: with what, as the command wants it
 * @actor: the name of the person who asks, as this machine knows them
 * @data: (nullable): what its handler wants to remember
 *
 * A command of an administrator on its way: from the frame that asks to the one
 * answer. Whoever asks may be gone by then; that changes nothing, unless the handler
 * looks at server_control_call_get_cancellable().
 */
struct _ServerControlCall
{
  const ServerControlSurroundings *surroundings;
  const ServerServices *services;
  const ServerControlCommand *command;
  ServerArguments arguments;
  char *actor;
  gpointer data;

  /*< private >*/
  GDestroyNotify destroy_data;
  ServerControlPeer *peer;
  gint64 id;
  CharlaMessage *message;
  int file;
  ServerControlAppendedFunc appended;
  ServerControlQueriedFunc queried;
  ServerControlRoomFunc found;
};

void server_control_call_start  (ServerControlPeer *peer, CharlaMessage *message, int file);

void server_control_call_answer (ServerControlCall *self, GBytes *ok);
void server_control_call_build  (ServerControlCall *self);
void server_control_call_refuse (ServerControlCall *self, const GError *error);
void server_control_call_deny   (ServerControlCall *self, CharlaCode code, const char *sentence);
void server_control_call_append (ServerControlCall *self, ServerChange *change,
                                 ServerControlAppendedFunc appended);
void server_control_call_query  (ServerControlCall *self, ServerQuery *query,
                                 ServerControlQueriedFunc queried);

CharlaBuilder *server_control_call_get_builder     (ServerControlCall *self);
GCancellable  *server_control_call_get_cancellable (ServerControlCall *self);
int            server_control_call_steal_file      (ServerControlCall *self);
gboolean       server_control_call_tell            (ServerControlCall *self, GBytes *frame);
void           server_control_call_set_data        (ServerControlCall *self, gpointer data,
                                                    GDestroyNotify destroy);

G_END_DECLS
