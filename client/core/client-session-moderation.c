/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-session-private.h"

#define REQUEST_TAG ((gpointer) (guintptr) client_session_request_finish)
#define LIST_BANS_TAG ((gpointer) (guintptr) client_session_list_bans_async)
#define LIST_AUDIT_TAG ((gpointer) (guintptr) client_session_list_audit_async)

/**
 * client_session_ban_async:
 * @self: a session
 * @room: a room; the Lobby is the whole chat
 * @verdict: who is kept out, or let in again
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Keeps somebody out of a room.
 */
void
client_session_ban_async (ClientSession *self,
                          ClientRoom *room,
                          const ClientVerdict *verdict,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_ask (self, client_request_new_ban (client_room_get_id (room), verdict),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_mute_async:
 * @self: a session
 * @room: a room; the Lobby is the whole chat
 * @verdict: who is kept quiet, or may speak again
 * @callback: called when the server has answered; ends with client_session_request_finish()
 * @user_data: for @callback
 *
 * Keeps somebody quiet in a room.
 */
void
client_session_mute_async (ClientSession *self,
                           ClientRoom *room,
                           const ClientVerdict *verdict,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_ask (self, client_request_new_mute (client_room_get_id (room), verdict),
                      REQUEST_TAG, callback, user_data);
}

/**
 * client_session_list_bans_async:
 * @self: a session
 * @room: a room
 * @before: the place of the last one that was seen, or 0 for the newest ones
 * @limit: most of them; 0 for as many as the server likes
 * @callback: called when the server has answered
 * @user_data: for @callback
 *
 * Asks who is kept out of a room, or quiet in it.
 */
void
client_session_list_bans_async (ClientSession *self,
                                ClientRoom *room,
                                gint64 before,
                                guint limit,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (CLIENT_IS_ROOM (room));

  client_session_ask (self, client_request_new_bans (client_room_get_id (room), before, limit),
                      LIST_BANS_TAG, callback, user_data);
}

static GPtrArray *
finish_list (ClientSession *self,
             GAsyncResult *result,
             gpointer tag,
             GPtrArray *(*parse) (CharlaMessage *, gboolean *),
             gboolean *has_more,
             GError **error)
{
  g_autoptr (CharlaMessage) ok = client_session_ask_finish (self, result, tag, error);
  GPtrArray *notes = ok != NULL ? parse (ok, has_more) : NULL;

  if (ok != NULL && notes == NULL)
    g_propagate_error (error, client_session_new_lost_error ());

  return notes;
}

/**
 * client_session_list_bans_finish:
 * @self: a session
 * @result: what the callback was given
 * @has_more: (out) (optional): whether there are more
 * @error: return location for an error
 *
 * Ends client_session_list_bans_async(). The errors are those of
 * client_session_room_finish().
 *
 * Returns: (transfer full) (element-type ClientNoteInfo): who is kept out or quiet, or %NULL
 *   with @error set
 */
GPtrArray *
client_session_list_bans_finish (ClientSession *self,
                                 GAsyncResult *result,
                                 gboolean *has_more,
                                 GError **error)
{
  return finish_list (self, result, LIST_BANS_TAG, client_note_info_parse_bans, has_more, error);
}

/**
 * client_session_list_audit_async:
 * @self: a session
 * @room: (nullable): a room; %NULL for the whole chat
 * @before: the place of the last entry that was seen, or 0 for the newest ones
 * @limit: most of them; 0 for as many as the server likes
 * @callback: called when the server has answered
 * @user_data: for @callback
 *
 * Asks who has done what by virtue of their role.
 */
void
client_session_list_audit_async (ClientSession *self,
                                 ClientRoom *room,
                                 gint64 before,
                                 guint limit,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (CLIENT_IS_SESSION (self));
  g_return_if_fail (room == NULL || CLIENT_IS_ROOM (room));

  client_session_ask (self,
                      client_request_new_audit (room != NULL ? client_room_get_id (room) : NULL,
                                                before, limit),
                      LIST_AUDIT_TAG, callback, user_data);
}

/**
 * client_session_list_audit_finish:
 * @self: a session
 * @result: what the callback was given
 * @has_more: (out) (optional): whether there are more
 * @error: return location for an error
 *
 * Ends client_session_list_audit_async(). The errors are those of
 * client_session_room_finish().
 *
 * Returns: (transfer full) (element-type ClientNoteInfo): who has done what, or %NULL with
 *   @error set
 */
GPtrArray *
client_session_list_audit_finish (ClientSession *self,
                                  GAsyncResult *result,
                                  gboolean *has_more,
                                  GError **error)
{
  return finish_list (self, result, LIST_AUDIT_TAG, client_note_info_parse_entries, has_more,
                      error);
}
