/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-room-list.h"
#include "said.h"
#include "shadow.h"
#include "store/cached.h"
#include "wait.h"

/* Rooms on a cache in memory, and a server that is asked and answers when it is told to. */
typedef struct
{
  ClientCache *cache;
  ClientRoomList *list;
  ClientPager *pager;
  Shadow shadow;
  GQueue asked;
} Listed;

void listed_set_up    (Listed *self, gconstpointer data);
void listed_tear_down (Listed *self, gconstpointer data);

void listed_take      (Listed *self, ClientChanges *changes);
void listed_welcome   (Listed *self, gint64 since, const char *json);
void listed_apply     (Listed *self, const char *json, ...) G_GNUC_NULL_TERMINATED;
void listed_tell      (Listed *self, const char *json);
void listed_load      (Listed *self);

/* What the server is asked, as JSON, and what it answers; NULL for nothing, as the line is lost. */
char *listed_wait_asked (Listed *self);
void  listed_answer     (Listed *self, const char *json);

/* Waits for what a room loads. */
gboolean listed_finish (ClientRoom *room, GAsyncResult **result, GError **error);

void listed_assert (Listed *self, const char *names);
