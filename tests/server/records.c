/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "records.h"

ServerUserInfo *
record_user (gint64 user)
{
  ServerUserInfo *info = g_new0 (ServerUserInfo, 1);

  info->id = user;
  info->name = g_strdup_printf ("u%" G_GINT64_FORMAT, user);

  return info;
}

static ServerRecord *
record_new (ServerRecordKind kind, gint64 seq, gint64 room)
{
  ServerRecord *record = server_record_new (kind);
  g_autofree char *payload = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}", seq);

  record->seq = seq;
  record->time = seq;
  record->room = room;
  record->frame = charla_frame_new (payload, strlen (payload));

  return record;
}

ServerRecord *
record_about (ServerRecordKind kind, gint64 seq, gint64 room, gint64 user, const char *text)
{
  ServerRecord *record = record_new (kind, seq, room);

  record->user = record_user (user);
  record->text = g_strdup (text);

  return record;
}

ServerRecord *
record_post (gint64 seq, gint64 room, gint64 user, const char *text)
{
  return record_about (SERVER_RECORD_MESSAGE, seq, room, user, text);
}

ServerRecord *
record_room (gint64 seq, gint64 room, ServerRoomKind kind, gint64 first, gint64 second)
{
  ServerRecord *record = record_new (SERVER_RECORD_ROOM, seq, room);

  record->room_kind = kind;
  record->first = first;
  record->second = second;

  return record;
}

ServerRecord *
record_member (gint64 seq, gint64 room, gint64 user, ServerRole role)
{
  ServerRecord *record = record_about (SERVER_RECORD_MEMBER, seq, room, user, NULL);

  record->role = role;

  return record;
}
