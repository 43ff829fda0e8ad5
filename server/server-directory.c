/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-directory.h"

#include "server-ephemeral.h"
#include "server-id.h"
#include "server-name.h"
#include "server-permissions.h"
#include "server-presence.h"
#include "server-typing.h"

struct _ServerDirectory
{
  GObject parent_instance;

  GHashTable *users; /* by id: all accounts, and the guests who are here */
  GHashTable *names; /* the same, by name, folded */
  GHashTable *rooms;
  ServerRoom *lobby;
  ServerPresence *presence;
  ServerTyping *typing;

  /* Who is not told of the next event, which is their own */
  ServerMember *speaker;
  gint64 speaker_seq;
};

G_DEFINE_FINAL_TYPE (ServerDirectory, server_directory, G_TYPE_OBJECT)

static ServerUser *
find_user (ServerDirectory *self, gint64 user)
{
  return g_hash_table_lookup (self->users, &user);
}

static ServerRoom *
find_room (ServerDirectory *self, gint64 room)
{
  return g_hash_table_lookup (self->rooms, &room);
}

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
  if (room == NULL)
    return;

  if (is_member && record->role != SERVER_ROLE_NONE)
    server_room_seat (room, user, record->role);
  if (record->kind == SERVER_RECORD_MESSAGE)
    server_typing_posted (self->typing, room->id, record->user->id);

  server_room_publish (room, event, NULL, speaker);

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
 * server_directory_update_user:
 * @self: a directory
 * @info: how an account now is
 *
 * Takes note of somebody's new status, and tells of it.
 */
void
server_directory_update_user (ServerDirectory *self, const ServerUserInfo *info)
{
  ServerUser *user = find_user (self, info->id);

  if (user == NULL)
    return;

  server_user_info_free (user->info);
  user->info = server_user_info_copy (info);
  server_presence_updated (self->presence, user);
}

/**
 * server_directory_type:
 * @self: a directory
 * @user: who types, or does no longer
 * @room: where
 * @is_on: whether they do
 * @error: return location for an error
 *
 * Tells the others in a room that somebody types, at most so often.
 *
 * Returns: %TRUE, or %FALSE with %CHARLA_CODE_ERROR when they may not post there
 */
gboolean
server_directory_type (ServerDirectory *self, gint64 user, gint64 room, gboolean is_on,
                       GError **error)
{
  ServerUser *who = find_user (self, user);
  ServerRoom *where = find_room (self, room);
  ServerSeat *seat = who != NULL && where != NULL ? server_user_find_seat (who, where) : NULL;
  const ServerStanding standing = {
    .room = room,
    .kind = where != NULL ? where->kind : SERVER_ROOM_PRIVATE,
    .role = seat != NULL ? seat->role : SERVER_ROLE_NONE,
    .user_kind = who != NULL ? who->info->kind : SERVER_USER_GUEST,
  };

  if (!server_permissions_check (&standing, SERVER_ACTION_POST, error))
    return FALSE;

  server_typing_set (self->typing, room, user, is_on);
  return TRUE;
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
 * server_directory_tell_of_read:
 * @self: a directory
 * @event: that somebody has read
 * @room: where
 * @user: who
 * @except: (nullable): the connection that has said so
 *
 * Tells the user's own connections, and in a conversation of two the other's too.
 */
void
server_directory_tell_of_read (ServerDirectory *self, ServerEvent *event, gint64 room,
                               gint64 user, ServerMember *except)
{
  ServerRoom *found = find_room (self, room);

  if (found != NULL && found->kind == SERVER_ROOM_DIRECT)
    server_room_publish (found, event, NULL, except);
  else
    server_user_tell (find_user (self, user), event, except);
}
