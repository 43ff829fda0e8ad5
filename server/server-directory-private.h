/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-directory.h"
#include "server-presence.h"
#include "server-typing.h"

G_BEGIN_DECLS

struct _ServerDirectory
{
  GObject parent_instance;

  GHashTable *users; /* by id: all accounts, and the guests who are here */
  GHashTable *names; /* the same, by name, folded */
  GHashTable *rooms;
  ServerRoom *lobby;
  ServerPresence *presence;
  ServerTyping *typing;
  ServerBans *bans;

  /* Who is not told of the next event, which is their own */
  ServerMember *speaker;
  gint64 speaker_seq;
};

/* What the two halves of the class share: who there is (server-directory.c) and what
 * they are told that is not in the log (server-directory-tell.c). */
static inline ServerUser *
find_user (ServerDirectory *self, gint64 user)
{
  return g_hash_table_lookup (self->users, &user);
}

static inline ServerRoom *
find_room (ServerDirectory *self, gint64 room)
{
  return g_hash_table_lookup (self->rooms, &room);
}

G_END_DECLS
