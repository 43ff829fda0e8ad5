/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-directory-private.h"

#include "server-banned.h"
#include "server-ephemeral.h"
#include "server-id.h"
#include "server-name.h"

G_DEFINE_FINAL_TYPE (ServerDirectory, server_directory, G_TYPE_OBJECT)

static ServerRoom *
add_room (ServerDirectory *self, gint64 id, ServerRoomKind kind)
{
  ServerRoom *room = server_room_new (id, kind);

  g_hash_table_insert (self->rooms, &room->id, room);

  return room;
}

static void
tell_of_typing (gint64 room_id, gint64 user, gboolean is_on, gpointer user_data)
{
  ServerDirectory *self = user_data;
  ServerRoom *room = find_room (self, room_id);
  g_autoptr (ServerEvent) event = server_ephemeral_typing (room_id, user, is_on);

  if (room != NULL)
    server_room_publish (room, event, find_user (self, user), NULL);
}

static void
server_directory_finalize (GObject *object)
{
  ServerDirectory *self = SERVER_DIRECTORY (object);

  g_clear_pointer (&self->typing, server_typing_free);
  g_clear_pointer (&self->presence, server_presence_free);
  g_clear_object (&self->bans);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->rooms);

  G_OBJECT_CLASS (server_directory_parent_class)->finalize (object);
}

static void
server_directory_class_init (ServerDirectoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = server_directory_finalize;
}

static void
server_directory_init (ServerDirectory *self)
{
  self->users = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                       (GDestroyNotify) server_user_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rooms = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                       (GDestroyNotify) server_room_free);
  self->lobby = add_room (self, SERVER_LOBBY, SERVER_ROOM_PUBLIC);
  self->bans = server_bans_new ();
}

/**
 * server_directory_new:
 * @pace: how often things are told that are not kept
 *
 * Returns: (transfer full): a directory of nobody, with the Lobby
 */
ServerDirectory *
server_directory_new (const ServerPace *pace)
{
  ServerDirectory *self = g_object_new (SERVER_TYPE_DIRECTORY, NULL);

  self->presence = server_presence_new (pace->presence_ms, self->users, self->lobby);
  self->typing = server_typing_new (pace->typing_ms, tell_of_typing, self);

  return self;
}

static void
add_user (ServerDirectory *self, ServerUser *user)
{
  g_hash_table_insert (self->users, &user->id, user);
  g_hash_table_insert (self->names, charla_name_fold (user->info->name), user);
}

static void
remove_user (ServerDirectory *self, ServerUser *user)
{
  g_autofree char *folded = charla_name_fold (user->info->name);

  g_hash_table_remove (self->names, folded);
  g_hash_table_steal (self->users, &user->id);
}

static gboolean
is_free (const char *name, gpointer user_data)
{
  ServerDirectory *self = user_data;
  g_autofree char *folded = charla_name_fold (name);

  return !g_hash_table_contains (self->names, folded)
         && find_user (self, server_user_id_guest (name)) == NULL;
}

static void
name_guest (ServerDirectory *self, ServerUser *guest, const char *name)
{
  g_autofree char *free_name = server_name_find_free (name, is_free, self);

  g_free (guest->info->name);
  guest->info->name = g_steal_pointer (&free_name);
  guest->info->id = guest->id = server_user_id_guest (guest->info->name);
  add_user (self, guest);
}

/* Somebody has made an account of a guest's name: the guest gets another one. */
static void
make_way (ServerDirectory *self, ServerUser *guest, ServerUser *account)
{
  g_autofree char *name = g_strdup (guest->info->name);

  server_presence_changed (self->presence, guest->id, TRUE);
  remove_user (self, guest);
  add_user (self, account);
  name_guest (self, guest, name);
  server_presence_changed (self->presence, guest->id, FALSE);
}

static ServerUser *
get_account (ServerDirectory *self, const ServerUserInfo *info)
{
  ServerUser *user = find_user (self, info->id);
  g_autofree char *folded = NULL;
  ServerUser *guest = NULL;

  if (user != NULL)
    return user;

  folded = charla_name_fold (info->name);
  guest = g_hash_table_lookup (self->names, folded);
  user = server_user_new (server_user_info_copy (info));
  if (guest != NULL)
    make_way (self, guest, user);
  else
    add_user (self, user);

  return user;
}

/**
 * server_directory_load:
 * @self: a directory that nobody is in yet
 * @answer: (transfer none): what the store answers to server_query_new_directory()
 *
 * Fills the directory at the start of the server.
 */
void
server_directory_load (ServerDirectory *self, ServerAnswer *answer)
{
  for (guint i = 0; i < answer->rooms->len; i++)
    {
      const ServerRoomInfo *info = answer->rooms->pdata[i];

      if (info->id != SERVER_LOBBY)
        add_room (self, info->id, info->kind);
    }
  for (guint i = 0; i < answer->users->len; i++)
    get_account (self, answer->users->pdata[i]);
  for (guint i = 0; i < answer->memberships->len; i++)
    {
      const ServerMembership *membership
        = &g_array_index (answer->memberships, ServerMembership, i);
      ServerRoom *room = find_room (self, membership->room);
      ServerUser *user = find_user (self, membership->user);

      if (room != NULL && user != NULL)
        server_room_seat (room, user, membership->role);
    }
  server_bans_load (self->bans, answer->sanctions);
}

static void
add_member (ServerDirectory *self, ServerUser *user, ServerMember *member)
{
  if (!server_user_is_online (user))
    server_presence_changed (self->presence, user->id, FALSE);
  server_user_add_member (user, member);
}

/**
 * server_directory_join:
 * @self: a directory
 * @member: (transfer none): the connection of somebody with an account; it leaves with
 *   server_directory_leave() before it goes away
 * @info: who they are
 *
 * Lets somebody in. From now on @member is told what happens in the rooms that
 * they are in.
 *
 * Returns: (transfer none): who @member belongs to, until it leaves
 */
ServerUser *
server_directory_join (ServerDirectory *self, ServerMember *member, const ServerUserInfo *info)
{
  ServerUser *user = get_account (self, info);

  add_member (self, user, member);

  return user;
}

/**
 * server_directory_join_guest:
 * @self: a directory
 * @member: (transfer none): the connection of somebody without an account; it leaves
 *   with server_directory_leave() before it goes away
 * @name: the valid name that they want
 *
 * Lets somebody into the Lobby, where everyone is. When the name is that of an
 * account, or of another guest who is here, it gets a number behind it: *ana 2*,
 * *ana 3*.
 *
 * Returns: (transfer none): who @member belongs to, until it leaves
 */
ServerUser *
server_directory_join_guest (ServerDirectory *self, ServerMember *member, const char *name)
{
  ServerUserInfo *info = g_new0 (ServerUserInfo, 1);
  ServerUser *user = NULL;

  info->kind = SERVER_USER_GUEST;
  user = server_user_new (info);
  name_guest (self, user, name);
  server_room_seat (self->lobby, user, SERVER_ROLE_MEMBER);
  add_member (self, user, member);

  return user;
}

/**
 * server_directory_leave:
 * @self: a directory
 * @member: a connection that goes
 *
 * Takes a connection off; a guest's name is free then.
 */
void
server_directory_leave (ServerDirectory *self, ServerMember *member)
{
  ServerUser *user = server_member_get_user (member);

  if (self->speaker == member)
    self->speaker = NULL;

  server_user_remove_member (user, member);
  if (server_user_is_online (user))
    return;

  server_presence_changed (self->presence, user->id, TRUE);
  if (server_user_is_guest (user))
    {
      remove_user (self, user);
      server_room_unseat (self->lobby, user);
      server_user_free (user);
    }
}

static ServerRoom *
follow_room (ServerDirectory *self, ServerRecord *record)
{
  ServerRoom *room = find_room (self, record->room);
  const gint64 users[] = { record->first, record->second };

  if (room != NULL)
    return room;

  room = add_room (self, record->room, record->room_kind);
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    {
      ServerUser *user = find_user (self, users[i]);

      if (user != NULL)
        server_room_seat (room, user, SERVER_ROLE_MEMBER);
    }

  return room;
}

/* Whoever is banned from the Lobby, which nobody leaves, is so from the server. */
static void
follow_sanction (ServerDirectory *self, ServerRecord *record)
{
  const ServerSanction *sanction = record->sanction;
  g_autoptr (GError) reason = NULL;

  if (!record->is_on || sanction->kind != SERVER_SANCTION_BAN || sanction->room != SERVER_LOBBY)
    return;

  reason = server_banned_error_new (sanction);
  server_directory_dismiss (self, sanction->user, reason);
}

/**
 * server_directory_follow:
 * @self: a directory
 * @record: the next event of the log
 *
 * Applies an event to the directory, and tells everyone who may know of it. Who
 * comes into a room by it is told of it, and so is who is taken out.
 */
void
server_directory_follow (ServerDirectory *self, ServerRecord *record)
{
  g_autoptr (ServerEvent) event = server_event_new_durable (record);
  ServerMember *speaker = record->seq == self->speaker_seq ? self->speaker : NULL;
  gboolean is_member = record->kind == SERVER_RECORD_MEMBER;
  ServerUser *user = is_member ? get_account (self, record->user) : NULL;
  ServerRoom *room = record->kind == SERVER_RECORD_ROOM ? follow_room (self, record)
                                                        : find_room (self, record->room);

  self->speaker = NULL;
  if (record->kind == SERVER_RECORD_SANCTION)
    server_bans_follow (self->bans, record);
  if (room == NULL)
    return;

  if (is_member && record->role != SERVER_ROLE_NONE)
    server_room_seat (room, user, record->role);
  if (record->kind == SERVER_RECORD_MESSAGE)
    server_typing_posted (self->typing, room->id, record->user->id);

  server_room_publish (room, event, NULL, speaker);

  if (record->kind == SERVER_RECORD_SANCTION)
    follow_sanction (self, record);
  if (is_member && record->role == SERVER_ROLE_NONE)
    server_room_unseat (room, user);
  if (room->kind == SERVER_ROOM_PRIVATE && room->n_members == 0)
    g_hash_table_remove (self->rooms, &room->id);
}

/**
 * server_directory_set_speaker:
 * @self: a directory
 * @member: a connection
 * @seq: an event that it has made and is not to be told of
 *
 * Keeps an event from one connection. It holds for the next event only.
 */
void
server_directory_set_speaker (ServerDirectory *self, ServerMember *member, gint64 seq)
{
  self->speaker = server_member_get_user (member) != NULL ? member : NULL;
  self->speaker_seq = seq;
}

/**
 * server_directory_get_user:
 * @self: a directory
 * @user: the number of an account
 *
 * Returns: (transfer none): the account, which is here for as long as @self is
 */
ServerUser *
server_directory_get_user (ServerDirectory *self, gint64 user)
{
  return find_user (self, user);
}

/**
 * server_directory_find_user:
 * @self: a directory
 * @who: an id or a name; what is both is an id
 *
 * Returns: (transfer none) (nullable): an account, or a guest who is here
 */
ServerUser *
server_directory_find_user (ServerDirectory *self, const char *who)
{
  g_autofree char *folded = charla_name_fold (who);
  ServerUser *user = NULL;
  gint64 id;

  if (server_user_id_parse (who, &id))
    user = find_user (self, id);

  return user != NULL ? user : g_hash_table_lookup (self->names, folded);
}

/**
 * server_directory_get_bans:
 * @self: a directory
 *
 * Returns: (transfer none): who may not come in, and who may not say anything
 */
ServerBans *
server_directory_get_bans (ServerDirectory *self)
{
  return self->bans;
}

/**
 * server_directory_check_name:
 * @self: a directory
 * @name: with which name somebody comes, however it is written
 * @is_guest: whether they come without an account
 * @error: return location for an error
 *
 * A guest has nothing but a name. So with the name of an account that is banned or
 * muted none comes in: they would be heard under one that is much like it.
 *
 * Returns: whether they may come in, or %FALSE with %SERVER_BANNED_ERROR or
 *   %CHARLA_CODE_FORBIDDEN
 */
gboolean
server_directory_check_name (ServerDirectory *self, const char *name, gboolean is_guest,
                             GError **error)
{
  g_autofree char *folded = charla_name_fold (name);
  ServerUser *user = g_hash_table_lookup (self->names, folded);
  gint64 now = server_bans_get_time ();
  const ServerSanction *ban = server_bans_find_name (self->bans, name, now);
  gboolean is_muted = FALSE;

  if (ban == NULL && user != NULL)
    ban = server_bans_find_user (self->bans, user->id, now);
  if (is_guest && user != NULL && !server_user_is_guest (user))
    is_muted = server_bans_is_muted (self->bans, user->id, SERVER_LOBBY, now);
  if (ban == NULL && !is_muted)
    return TRUE;

  if (ban != NULL)
    g_propagate_error (error, server_banned_error_new (ban));
  else
    g_set_error_literal (error, CHARLA_CODE_ERROR, CHARLA_CODE_FORBIDDEN,
                         "Who has that name is muted");
  return FALSE;
}

/**
 * server_directory_is_online:
 * @self: a directory
 * @user: a user
 *
 * Returns: whether they are here
 */
gboolean
server_directory_is_online (ServerDirectory *self, gint64 user)
{
  ServerUser *found = find_user (self, user);

  return found != NULL && server_user_is_online (found);
}

/**
 * server_directory_count_online:
 * @self: a directory
 *
 * Returns: how many people are here, each counted once
 */
guint
server_directory_count_online (ServerDirectory *self)
{
  GHashTableIter iter;
  gpointer user = NULL;
  guint count = 0;

  g_hash_table_iter_init (&iter, self->users);
  while (g_hash_table_iter_next (&iter, NULL, &user))
    count += server_user_is_online (user);

  return count;
}
