/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-record.h"

G_BEGIN_DECLS

/**
 * ServerResult:
 * @error: (nullable): why the change was not made, in %CHARLA_CODE_ERROR; the
 *   rest is empty then
 * @seq: the event that the change has made, or had made already; of a read mark,
 *   where it stands
 * @time: the time of that event
 * @has_changed: whether anything is other than before
 * @token: (nullable): a token, which is nowhere else
 * @user: (nullable): an account, as it now is
 * @room: (nullable): a room, as it now stands for who asked
 * @count: how many messages have been removed for their age
 * @has_more: whether there are more of them
 * @records: (element-type ServerRecord): the events that the change has made, in their order
 *
 * What has become of a change. When it is told, it is on the disk.
 */
typedef struct
{
  GError *error;
  gint64 seq;
  gint64 time;
  gboolean has_changed;
  gint64 count;
  gboolean has_more;
  char *token;
  ServerUserInfo *user;
  ServerRoomInfo *room;
  GPtrArray *records;
} ServerResult;

ServerResult *server_result_new  (void);
void          server_result_free (ServerResult *self);
void          server_result_fail (ServerResult *self, const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServerResult, server_result_free)

G_END_DECLS
