/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server-bans.h"
#include "server-query.h"
#include "server-room.h"

G_BEGIN_DECLS

/**
 * ServerDirectory:
 *
 * Who has an account, who is here, and who is in which room: all that has to be
 * known to say who is told of what. It is read from the store once, at the start,
 * and then follows the log, as everyone's client does.
 */
#define SERVER_TYPE_DIRECTORY (server_directory_get_type ())
G_DECLARE_FINAL_TYPE (ServerDirectory, server_directory, SERVER, DIRECTORY, GObject)

/**
 * ServerPace:
 * @presence_ms: how long comings and goings are gathered, in milliseconds
 * @typing_ms: the least time between two times that somebody is said to type somewhere
 *
 * How often things are told that are not kept.
 */
typedef struct
{
  guint presence_ms;
  guint typing_ms;
} ServerPace;

ServerDirectory *server_directory_new  (const ServerPace *pace);
void             server_directory_load (ServerDirectory *self, ServerAnswer *answer);

/* Coming and going */
ServerUser *server_directory_join       (ServerDirectory *self, ServerMember *member,
                                         const ServerUserInfo *info);
ServerUser *server_directory_join_guest (ServerDirectory *self, ServerMember *member,
                                         const char *name);
void        server_directory_leave      (ServerDirectory *self, ServerMember *member);

/* What happens */
void     server_directory_follow       (ServerDirectory *self, ServerRecord *record);
void     server_directory_set_speaker  (ServerDirectory *self, ServerMember *member, gint64 seq);
void     server_directory_tell_of_read (ServerDirectory *self, ServerEvent *event, gint64 room,
                                        gint64 user, ServerMember *except);
void     server_directory_update_user  (ServerDirectory *self, const ServerUserInfo *info);
gboolean server_directory_type         (ServerDirectory *self, gint64 user, gint64 room,
                                        gboolean is_on, GError **error);
void     server_directory_tell_all     (ServerDirectory *self, ServerEvent *event);
void     server_directory_dismiss      (ServerDirectory *self, gint64 user, const GError *reason);

/* Who there is */
ServerUser *server_directory_get_user  (ServerDirectory *self, gint64 user);
ServerUser *server_directory_find_user (ServerDirectory *self, const char *who);
gboolean    server_directory_is_online (ServerDirectory *self, gint64 user);
guint       server_directory_count_online (ServerDirectory *self);
gboolean    server_directory_check_name (ServerDirectory *self, const char *name,
                                         gboolean is_guest, GError **error);
ServerBans *server_directory_get_bans  (ServerDirectory *self);

G_END_DECLS
