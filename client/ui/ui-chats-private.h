/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui-chats.h"

G_BEGIN_DECLS

struct _UiChats
{
  GObject parent_instance;

  GSettings *settings;
  GPtrArray *chats; /* of Chat */
  ClientSession *joining;
  GPtrArray *leaving; /* of ClientSession: what is not closed yet */
  guint later;
};

/* A session, and the room that was looked at last; where @chats has one. */
typedef struct
{
  ClientSession *session;
  char *room;
} Chat;

/* ui-chats.c */
Chat *ui_chats_get_chat     (UiChats *self, guint position);
char *ui_chats_dup_address  (ClientSession *session);
void  ui_chats_put          (UiChats *self, guint position, ClientSession *session,
                             const char *room);
void  ui_chats_save         (UiChats *self);
void  ui_chats_set_joining  (UiChats *self, ClientSession *session);
void  ui_chats_tell_joined  (UiChats *self, ClientSession *session);

/* ui-chats-join.c */
void  ui_chats_let_go       (UiChats *self, ClientSession *session);

G_END_DECLS
