/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client-members.h"

G_BEGIN_DECLS

/**
 * ClientMembers:
 * @session: (nullable): whose room it is, while it lives
 * @room: a room
 * @known: (element-type utf8 ClientMember): the members, by their ids
 * @shown: (element-type ClientMember): those that were told of, in order
 * @n_online: how many of them are there
 * @seen: (element-type utf8): the ids of those of whom was told since all were asked for last
 * @last: (nullable): the last member that the server has told of
 * @has_more: whether it has more
 * @loading: whether they are being asked for
 * @error: (nullable): why they could not be had
 * @turn: what was asked for in an earlier one is of no use any more
 *
 * Who is in a room, as a [iface@Gio.ListModel] of [class@Member]: those first who are
 * there, then by name. It is kept up with what happens and with who comes and goes, and
 * asked for anew whenever the session comes back, as nobody tells what happened meanwhile.
 *
 * Of the room that everyone is in there is something before the network is: those of whom
 * this device has heard.
 */
struct _ClientMembers
{
  GObject parent_instance;

  ClientSession *session;
  ClientRoom *room;

  GHashTable *known;
  GPtrArray *shown;
  guint n_online;

  GHashTable *seen;
  char *last;
  gboolean has_more;
  gboolean loading;
  GError *error;
  guint turn;
};

void client_members_settle      (ClientMembers *self);
void client_members_set_loading (ClientMembers *self, gboolean loading);
void client_members_set_more    (ClientMembers *self, gboolean has_more);
void client_members_take_error  (ClientMembers *self, GError *error);

void client_members_watch       (ClientMembers *self);

G_END_DECLS
