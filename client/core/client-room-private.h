/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-members.h"
#include "client-pager.h"
#include "client-room.h"
#include "client-timeline.h"
#include "client-typing.h"

G_BEGIN_DECLS

/**
 * ClientRoom:
 * @info: the room as it stands
 * @with: (nullable): the other one in a direct room, as they are now
 * @name: its name for the person
 * @unread: messages of others that the person has not read
 * @timeline: what is at hand of what was said
 * @has_older: what was last told of @timeline
 * @has_newer: likewise
 * @typing: who writes
 * @names: (array zero-terminated=1): what was last told of @typing
 * @flags: what the person wants of the room on this device
 * @draft: (nullable): what they have begun to write
 * @people: (nullable): who is in it, while somebody holds that; not held here
 * @pager: (nullable): where messages come from
 * @is_open: whether somebody looks at the messages
 * @is_stale: whether they may have changed without anybody telling
 * @is_refreshing: whether that is being found out
 * @n_loads: how many pages somebody waits for
 * @epoch: what was asked for in an earlier one is of no use any more
 *
 * A room of the person's: what it is, who is in it, what is new, and what was said in it,
 * as a [iface@Gio.ListModel] of [class@Message], the oldest first, as much of it as was
 * loaded.
 *
 * Nothing is loaded until somebody looks: a client of hundreds of rooms holds the messages
 * of a few.
 */
struct _ClientRoom
{
  GObject parent_instance;

  ClientRoomInfo *info;
  ClientUserInfo *with;
  char *name;
  guint unread;

  ClientTimeline *timeline;
  gboolean has_older;
  gboolean has_newer;

  ClientTyping *typing;
  char **names;

  ClientRoomFlags flags;
  char *draft;

  ClientMembers *people;

  ClientPager *pager;
  gboolean is_open;
  gboolean is_stale;
  gboolean is_refreshing;
  guint n_loads;
  guint epoch;
};

/* For the list of rooms. */
ClientRoom *client_room_new_with    (ClientRoomInfo *info);
void        client_room_set_me      (ClientRoom *self, const char *me);
void        client_room_set_pager   (ClientRoom *self, ClientPager *pager);
void        client_room_set_info    (ClientRoom *self, ClientRoomInfo *info);
void        client_room_set_with    (ClientRoom *self, ClientUserInfo *with);
void        client_room_set_typing  (ClientRoom *self, const char *user, const char *name,
                                     gboolean is_on);
void        client_room_stop_typing (ClientRoom *self);
void        client_room_set_flags   (ClientRoom *self, ClientRoomFlags flags);
void        client_room_set_draft   (ClientRoom *self, const char *draft);
gint64      client_room_get_order   (ClientRoom *self);
void        client_room_apply       (ClientRoom *self, GPtrArray *messages);
void        client_room_pass        (ClientRoom *self, gint64 cursor);
void        client_room_reset       (ClientRoom *self);
void        client_room_refresh     (ClientRoom *self);
void        client_room_add_outgoing (ClientRoom *self, ClientMessage *message);

/* Within the room. */
void        client_room_tell_typing (gpointer self);
void        client_room_tell_ends   (ClientRoom *self);
void        client_room_notify      (ClientRoom *self, const char *property,
                                     gboolean has_changed);

G_END_DECLS
