/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-query.h"

#include <string.h>

static ServerQuery *
query_new (ServerQueryKind kind, gint64 user, guint limit)
{
  ServerQuery *self = g_new0 (ServerQuery, 1);

  self->kind = kind;
  self->user = user;
  self->limit = limit > 0 ? MIN (limit, SERVER_PAGE_LIMIT) : SERVER_PAGE_DEFAULT;

  return self;
}

/**
 * server_query_free:
 * @self: (transfer full): a query
 */
void
server_query_free (ServerQuery *self)
{
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->text);
  g_free (self->who);
  g_free (self);
}

/**
 * server_answer_free:
 * @self: (transfer full): an answer
 */
void
server_answer_free (ServerAnswer *self)
{
  g_clear_pointer (&self->json, g_bytes_unref);
  g_clear_pointer (&self->frames, g_bytes_unref);
  g_clear_pointer (&self->user, server_user_info_free);
  g_clear_pointer (&self->rooms, g_ptr_array_unref);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  g_clear_pointer (&self->users, g_ptr_array_unref);
  g_clear_pointer (&self->memberships, g_array_unref);
  g_clear_pointer (&self->rules, g_array_unref);
  g_clear_pointer (&self->sanctions, g_ptr_array_unref);
  g_free (self->password);
  g_free (self);
}

/**
 * server_query_new_history:
 * @user: who asks
 * @room: which room
 * @before: only messages before that seq, the newest of these; 0 for all
 * @after: only messages after that seq, the oldest of these; 0 for none, -1 for all
 *   from the first on
 * @around: messages before and after that one, and itself; 0 for none
 * @limit: most messages; 0 for the usual number
 *
 * Asks for messages of a room, oldest first, as they now stand. Of @before,
 * @after and @around one at most is not 0. Whether there are more is meant in the
 * direction of the question: older ones, or newer ones for @after; in either
 * direction for @around.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_history (gint64 user, gint64 room, gint64 before, gint64 after, gint64 around,
                          guint limit)
{
  ServerQuery *self = query_new (SERVER_QUERY_HISTORY, user, limit);

  self->room = room;
  self->before = before;
  self->after = after;
  self->around = around;

  return self;
}

/**
 * server_query_new_search:
 * @user: who asks
 * @text: words, each of which has to begin a word of the message
 * @room: only messages of that room; 0 for all that @user may read
 * @from: (nullable): only messages of that user, by id or name
 * @before: only messages before that seq; 0 for all
 * @limit: most messages; 0 for the usual number
 *
 * Asks for messages with all of some words, newest first, without regard to case
 * and accents.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_search (gint64 user, const char *text, gint64 room, const char *from,
                         gint64 before, guint limit)
{
  ServerQuery *self = query_new (SERVER_QUERY_SEARCH, user, limit);

  self->text = g_strdup (text);
  self->room = room;
  self->who = g_strdup (from);
  self->before = before;

  return self;
}

/**
 * server_query_new_events:
 * @user: who asks
 * @after: the last event that they have
 * @until: the last event that they want
 * @size: about how many bytes
 *
 * See server_event_log_read_async().
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_events (gint64 user, gint64 after, gint64 until, gsize size)
{
  ServerQuery *self = query_new (SERVER_QUERY_EVENTS, user, 0);

  self->after = after;
  self->until = until;
  self->size = size;

  return self;
}

/**
 * server_query_new_welcome:
 * @user: who comes in
 * @since: the last event that they have, or -1 if they want none replayed
 *
 * Asks for all that somebody is told at the beginning: the rooms that they are
 * in, the most recently used first, and whether they have missed too much.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_welcome (gint64 user, gint64 since)
{
  ServerQuery *self = query_new (SERVER_QUERY_WELCOME, user, 0);

  self->after = since;

  return self;
}

/**
 * server_query_new_rooms:
 * @user: who asks
 * @text: (nullable): only rooms with that in their name, without regard to case
 * @after: only rooms that come after that one, by name; 0 for all
 * @limit: most rooms; 0 for the usual number
 *
 * Asks for the public rooms, which one may join or has joined, by name.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_rooms (gint64 user, const char *text, gint64 after, guint limit)
{
  ServerQuery *self = query_new (SERVER_QUERY_ROOMS, user, limit);

  self->text = g_strdup (text);
  self->after = after;

  return self;
}

/**
 * server_query_new_members:
 * @user: who asks
 * @room: which room
 * @after: only members that come after that one, by id; 0 for all
 * @limit: most members; 0 for the usual number
 *
 * Asks for the members of a room, by id.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_members (gint64 user, gint64 room, gint64 after, guint limit)
{
  ServerQuery *self = query_new (SERVER_QUERY_MEMBERS, user, limit);

  self->room = room;
  self->after = after;

  return self;
}

/**
 * server_query_new_whois:
 * @who: an id or a name
 *
 * Asks for an account.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_whois (const char *who)
{
  ServerQuery *self = query_new (SERVER_QUERY_WHOIS, 0, 0);

  self->who = g_strdup (who);

  return self;
}

/**
 * server_query_new_account:
 * @name: a name
 * @token: (nullable): what may be a token of its account
 *
 * Asks what has to be known to let somebody in, or not. That there is no such
 * account is no error.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_account (const char *name, const char *token)
{
  ServerQuery *self = query_new (SERVER_QUERY_ACCOUNT, 0, 0);

  self->who = g_strdup (name);
  self->secret = g_strdup (token);

  return self;
}

/**
 * server_query_new_directory:
 *
 * Asks for all rooms, all accounts, and who is in which room, for the start of the
 * server.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_directory (void)
{
  return query_new (SERVER_QUERY_DIRECTORY, 0, 0);
}

/**
 * server_query_new_bans:
 * @user: who asks; 0 for an administrator of the machine
 * @room: where; 0 for everywhere, which only an administrator of the machine may ask
 * @before: only what was made before that seq; 0 for all
 * @limit: how many, or 0 for the usual number
 *
 * Returns: (transfer full): the bans and mutes that are in force, the newest first
 */
ServerQuery *
server_query_new_bans (gint64 user, gint64 room, gint64 before, guint limit)
{
  ServerQuery *self = query_new (SERVER_QUERY_BANS, user, limit);

  self->room = room;
  self->before = before;

  return self;
}

/**
 * server_query_new_audit:
 * @user: who asks; 0 for an administrator of the machine
 * @room: where; 0 for the whole server and all rooms, of which only an administrator of
 *   the machine sees the private ones too
 * @before: only what comes before that entry; 0 for all
 * @limit: how many, or 0 for the usual number
 *
 * Returns: (transfer full): who has done what by virtue of their role, the newest first
 */
ServerQuery *
server_query_new_audit (gint64 user, gint64 room, gint64 before, guint limit)
{
  ServerQuery *self = query_new (SERVER_QUERY_AUDIT, user, limit);

  self->room = room;
  self->before = before;

  return self;
}

/**
 * server_query_new_rules:
 *
 * Asks for how long what is said in each room is kept.
 *
 * Returns: (transfer full): a query
 */
ServerQuery *
server_query_new_rules (void)
{
  return query_new (SERVER_QUERY_RULES, 0, 0);
}
