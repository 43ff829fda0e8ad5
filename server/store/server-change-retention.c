/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-change.h"

/**
 * server_change_new_keep:
 * @room: a room
 * @days: for how many days messages are kept there; %SERVER_KEEP_FOREVER, or 0 for as
 *   long as the server says
 * @administrator: the name of the administrator of the machine who wants it
 *
 * Returns: (transfer full): a rule of how long messages are kept
 */
ServerChange *
server_change_new_keep (gint64 room, gint64 days, const char *administrator)
{
  ServerChange *self = g_new0 (ServerChange, 1);

  self->kind = SERVER_CHANGE_KEEP;
  self->room = room;
  self->days = days;
  server_change_set_administrator (self, administrator);

  return self;
}

/**
 * server_change_new_trim:
 * @room: a room
 * @before: what was said before goes, in milliseconds since 1970 UTC
 * @count: how many messages of it have gone already on that account
 *
 * Returns: (transfer full): the removal of some of the messages that are too old
 */
ServerChange *
server_change_new_trim (gint64 room, gint64 before, gint64 count)
{
  ServerChange *self = g_new0 (ServerChange, 1);

  self->kind = SERVER_CHANGE_TRIM;
  self->room = room;
  self->time = before;
  self->seq = count;

  return self;
}

/**
 * server_change_new_trimmed:
 * @room: a room
 * @before: what was said before goes, in milliseconds since 1970 UTC
 * @count: how many messages of it have gone
 *
 * Returns: (transfer full): a note of what has gone, when the rest goes another time
 */
ServerChange *
server_change_new_trimmed (gint64 room, gint64 before, gint64 count)
{
  ServerChange *self = server_change_new_trim (room, before, count);

  self->is_on = TRUE;

  return self;
}

/**
 * server_change_new_clock:
 * @time: a time at which the clock was right, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): a note to look at when the server is started again
 */
ServerChange *
server_change_new_clock (gint64 time)
{
  ServerChange *self = g_new0 (ServerChange, 1);

  self->kind = SERVER_CHANGE_CLOCK;
  self->time = time;

  return self;
}
