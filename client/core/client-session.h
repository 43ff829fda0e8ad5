/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client-address.h"
#include "client-error.h"
#include "client-event.h"
#include "client-identity.h"
#include "client-member-info.h"
#include "client-message.h"
#include "client-room-list.h"
#include "client-room.h"
#include "client-security.h"
#include "client-session-state.h"
#include "client-note-info.h"
#include "client-verdict.h"

G_BEGIN_DECLS

#define CLIENT_TYPE_SESSION (client_session_get_type ())
G_DECLARE_FINAL_TYPE (ClientSession, client_session, CLIENT, SESSION, GObject)

/* Coming and going */
ClientSession *client_session_new         (ClientAddress *address, const char *name,
                                           const char *directory);
void           client_session_set_secrets (ClientSession *self, const char *password,
                                           const char *join_word);
void           client_session_open        (ClientSession *self);
void           client_session_return      (ClientSession *self);
void           client_session_close       (ClientSession *self);
void           client_session_retry       (ClientSession *self);

void     client_session_shut_down_async  (ClientSession *self, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean client_session_shut_down_finish (ClientSession *self, GAsyncResult *result,
                                          GError **error);

/* How it stands */
ClientAddress     *client_session_get_address      (ClientSession *self);
const char        *client_session_get_name         (ClientSession *self);
ClientSessionState client_session_get_state        (ClientSession *self);
const GError      *client_session_get_error        (ClientSession *self);
gint64             client_session_get_retry_at     (ClientSession *self);
gboolean           client_session_get_is_loaded    (ClientSession *self);
gboolean           client_session_get_is_classic   (ClientSession *self);
gboolean           client_session_get_is_caught_up (ClientSession *self);
ClientRoomList    *client_session_get_rooms        (ClientSession *self);
ClientRoom        *client_session_get_lobby        (ClientSession *self);
ClientUserInfo    *client_session_get_me           (ClientSession *self);
const char        *client_session_get_server_id    (ClientSession *self);
const char        *client_session_get_server_name  (ClientSession *self);
const char        *client_session_get_motd         (ClientSession *self);
const char        *client_session_get_trouble      (ClientSession *self);
guint              client_session_get_n_queued     (ClientSession *self);

/* Whom one speaks to, and who can listen */
ClientSecurity  client_session_get_security      (ClientSession *self);
ClientIdentity *client_session_get_identity      (ClientSession *self);
const char     *client_session_get_secrets_place (ClientSession *self);
void            client_session_trust             (ClientSession *self);

/* What the person says and reads */
ClientMessage *client_session_post          (ClientSession *self, ClientRoom *room,
                                             const char *text, gint64 reply, GError **error);
void           client_session_retry_message (ClientSession *self, ClientMessage *message);
void           client_session_drop_message  (ClientSession *self, ClientMessage *message);
void           client_session_set_draft     (ClientSession *self, ClientRoom *room,
                                             const char *text);
const char    *client_session_get_draft     (ClientSession *self, ClientRoom *room);
void           client_session_set_muted     (ClientSession *self, ClientRoom *room,
                                             gboolean is_muted);
void           client_session_set_pinned    (ClientSession *self, ClientRoom *room,
                                             gboolean is_pinned);
void           client_session_mark_read     (ClientSession *self, ClientRoom *room, gint64 seq);
void           client_session_set_typing    (ClientSession *self, ClientRoom *room,
                                             gboolean is_typing);

/* These end with client_session_request_finish(). */
void client_session_edit_async         (ClientSession *self, gint64 seq, const char *text,
                                        GAsyncReadyCallback callback, gpointer user_data);
void client_session_delete_async       (ClientSession *self, gint64 seq,
                                        GAsyncReadyCallback callback, gpointer user_data);
void client_session_react_async        (ClientSession *self, gint64 seq, const char *emoji,
                                        gboolean is_on, GAsyncReadyCallback callback,
                                        gpointer user_data);
void client_session_leave_async        (ClientSession *self, ClientRoom *room,
                                        GAsyncReadyCallback callback, gpointer user_data);
void client_session_invite_async       (ClientSession *self, ClientRoom *room, const char *user,
                                        const char *reason, GAsyncReadyCallback callback,
                                        gpointer user_data);
void client_session_kick_async         (ClientSession *self, ClientRoom *room, const char *user,
                                        const char *reason, GAsyncReadyCallback callback,
                                        gpointer user_data);
void client_session_set_topic_async    (ClientSession *self, ClientRoom *room, const char *topic,
                                        GAsyncReadyCallback callback, gpointer user_data);
void client_session_rename_async       (ClientSession *self, ClientRoom *room, const char *name,
                                        GAsyncReadyCallback callback, gpointer user_data);
void client_session_set_role_async     (ClientSession *self, ClientRoom *room, const char *user,
                                        ClientRole role, GAsyncReadyCallback callback,
                                        gpointer user_data);
void client_session_set_status_async   (ClientSession *self, ClientUserState state,
                                        const char *text, GAsyncReadyCallback callback,
                                        gpointer user_data);
void client_session_set_password_async (ClientSession *self, const char *password, const char *old,
                                        GAsyncReadyCallback callback, gpointer user_data);
void client_session_log_out_async      (ClientSession *self, gboolean everywhere,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean client_session_request_finish (ClientSession *self, GAsyncResult *result,
                                        GError **error);

/* These end with client_session_room_finish(). */
void client_session_create_room_async (ClientSession *self, const char *name, ClientRoomKind kind,
                                       const char *topic, GAsyncReadyCallback callback,
                                       gpointer user_data);
void client_session_join_async        (ClientSession *self, const char *room,
                                       GAsyncReadyCallback callback, gpointer user_data);
void client_session_open_direct_async (ClientSession *self, const char *user,
                                       GAsyncReadyCallback callback, gpointer user_data);
ClientRoom *client_session_room_finish (ClientSession *self, GAsyncResult *result,
                                        GError **error);

/* What is asked for */
void            client_session_list_rooms_async    (ClientSession *self, const char *query,
                                                    const char *after, guint limit,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
GPtrArray      *client_session_list_rooms_finish   (ClientSession *self, GAsyncResult *result,
                                                    gboolean *has_more, GError **error);
void            client_session_list_members_async  (ClientSession *self, ClientRoom *room,
                                                    const char *after, guint limit,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
GPtrArray      *client_session_list_members_finish (ClientSession *self, GAsyncResult *result,
                                                    gboolean *has_more, GError **error);
void            client_session_whois_async         (ClientSession *self, const char *user,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
ClientUserInfo *client_session_whois_finish        (ClientSession *self, GAsyncResult *result,
                                                    GError **error);
void            client_session_search_async        (ClientSession *self, const char *text,
                                                    const char *room, const char *from,
                                                    gint64 before, guint limit,
                                                    GAsyncReadyCallback callback,
                                                    gpointer user_data);
GPtrArray      *client_session_search_finish       (ClientSession *self, GAsyncResult *result,
                                                    gboolean *has_more, gboolean *is_partial,
                                                    GError **error);

/* Order */
void       client_session_ban_async         (ClientSession *self, ClientRoom *room,
                                             const ClientVerdict *verdict,
                                             GAsyncReadyCallback callback, gpointer user_data);
void       client_session_mute_async        (ClientSession *self, ClientRoom *room,
                                             const ClientVerdict *verdict,
                                             GAsyncReadyCallback callback, gpointer user_data);
void       client_session_list_bans_async   (ClientSession *self, ClientRoom *room, gint64 before,
                                             guint limit, GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *client_session_list_bans_finish  (ClientSession *self, GAsyncResult *result,
                                             gboolean *has_more, GError **error);
void       client_session_list_audit_async  (ClientSession *self, ClientRoom *room, gint64 before,
                                             guint limit, GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *client_session_list_audit_finish (ClientSession *self, GAsyncResult *result,
                                             gboolean *has_more, GError **error);

G_END_DECLS
