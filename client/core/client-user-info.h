/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "charla-message.h"

G_BEGIN_DECLS

/**
 * ClientUserKind:
 * @CLIENT_USER_PERSON: `user`: somebody with an account
 * @CLIENT_USER_GUEST: `guest`: somebody in the classic dialect
 * @CLIENT_USER_BOT: `bot`: a program with an account
 * @CLIENT_USER_ADMIN: `admin`: somebody who looks after the server
 *
 * The numbers are stored: new ones go to the end.
 */
typedef enum
{
  CLIENT_USER_PERSON,
  CLIENT_USER_GUEST,
  CLIENT_USER_BOT,
  CLIENT_USER_ADMIN,
} ClientUserKind;

/**
 * ClientUserState:
 * @CLIENT_USER_ACTIVE: `active`
 * @CLIENT_USER_AWAY: `away`
 * @CLIENT_USER_BUSY: `busy`
 *
 * The numbers are stored: new ones go to the end.
 */
typedef enum
{
  CLIENT_USER_ACTIVE,
  CLIENT_USER_AWAY,
  CLIENT_USER_BUSY,
} ClientUserState;

/**
 * ClientUserInfo:
 * @id: the user's id, opaque
 * @name: their name
 * @kind: what kind of user
 * @is_online: whether they are connected
 * @state: what they say about themselves
 * @status: (nullable): the same in words
 *
 * Somebody, as a server has told of them. It is made once and does not change, so
 * that every thread may read it.
 */
typedef struct
{
  char *id;
  char *name;
  ClientUserKind kind;
  gboolean is_online;
  ClientUserState state;
  char *status;
} ClientUserInfo;

GType client_user_info_get_type (void);
#define CLIENT_TYPE_USER_INFO (client_user_info_get_type ())

ClientUserInfo *client_user_info_new   (const char *id, const char *name);
ClientUserInfo *client_user_info_parse (CharlaMessage *user, GError **error);
ClientUserInfo *client_user_info_copy  (ClientUserInfo *self);
ClientUserInfo *client_user_info_ref   (ClientUserInfo *self);
void            client_user_info_unref (ClientUserInfo *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClientUserInfo, client_user_info_unref)

G_END_DECLS
