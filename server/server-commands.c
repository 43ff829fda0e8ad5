/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-commands.h"

#include "server-counters.h"
#include "server-handlers.h"
#include "server-query.h"

#define NEEDS(name, type, limit, member)                                                           \
  { name, SERVER_FIELD_##type, TRUE, limit, G_STRUCT_OFFSET (ServerArguments, member) }
#define MAY(name, type, limit, member)                                                             \
  { name, SERVER_FIELD_##type, FALSE, limit, G_STRUCT_OFFSET (ServerArguments, member) }

/* What costs 1 is a row or an event. What reads pages, and answers with up to a
 * megabyte, costs so much that a connection has few of them at a time. */
#define CHEAP 1
#define PAGE 8
#define BIG_PAGE 32

/* By what a client knows its own post again, in characters. */
#define NONCE_MAX 64

/* One emoji can be made of many characters: a family of four has seven. */
#define EMOJI_MAX 32

/* Lines that everyone sees beside a name: somebody's status, a room's topic, why
 * somebody was invited. Nobody gets more than a line's worth of everyone's screen. */
#define STATUS_MAX 100
#define TOPIC_MAX 250
#define REASON_MAX 250

/* An address of IPv6 and the length of its network, in characters. */
#define ADDRESS_MAX 64

/* What is looked for; longer than what anybody remembers of a message. */
#define QUERY_MAX 200

/* Longer ones only keep the threads busy that hash them. */
#define PASSWORD_MAX 1000

static const ServerCommand commands[] = {
  { "post", server_handle_post, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("text", TEXT, CHARLA_TEXT_MAX, text),
      NEEDS ("nonce", WORD, NONCE_MAX, nonce), MAY ("reply", SEQ, 0, reply) } },
  { "edit", server_handle_edit, CHEAP,
    { NEEDS ("seq", SEQ, 0, seq), NEEDS ("text", TEXT, CHARLA_TEXT_MAX, text) } },
  { "delete", server_handle_delete, CHEAP, { NEEDS ("seq", SEQ, 0, seq) } },
  { "react", server_handle_react, CHEAP,
    { NEEDS ("seq", SEQ, 0, seq), NEEDS ("emoji", WORD, EMOJI_MAX, emoji),
      NEEDS ("on", BOOL, 0, on) } },
  { "history", server_handle_history, BIG_PAGE,
    { NEEDS ("room", ROOM, 0, room), MAY ("before", SEQ, 0, before), MAY ("after", SEQ, 0, after),
      MAY ("around", SEQ, 0, around), MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },
  { "search", server_handle_search, BIG_PAGE,
    { NEEDS ("text", WORD, QUERY_MAX, text), MAY ("room", ROOM, 0, room),
      MAY ("from", WHO, 0, user), MAY ("before", SEQ, 0, before),
      MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },
  { "read", server_handle_read, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("seq", SEQ, 0, seq) } },
  { "typing", server_handle_typing, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("on", BOOL, 0, on) } },

  { "rooms", server_handle_rooms, PAGE,
    { MAY ("query", LINE, QUERY_MAX, query), MAY ("after", ROOM, 0, after),
      MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },
  { "create", server_handle_create, CHEAP,
    { NEEDS ("name", NAME, 0, name), NEEDS ("kind", KIND, 0, kind),
      MAY ("topic", LINE, TOPIC_MAX, topic) } },
  { "join", server_handle_join, CHEAP, { NEEDS ("room", ROOM, 0, room) } },
  { "leave", server_handle_leave, CHEAP, { NEEDS ("room", ROOM, 0, room) } },
  { "invite", server_handle_invite, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("user", WHO, 0, user),
      MAY ("reason", LINE, REASON_MAX, reason) } },
  { "kick", server_handle_kick, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("user", WHO, 0, user),
      MAY ("reason", LINE, REASON_MAX, reason) } },
  { "topic", server_handle_topic, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("text", LINE, TOPIC_MAX, topic) } },
  { "rename", server_handle_rename, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("text", NAME, 0, name) } },
  { "role", server_handle_role, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("user", WHO, 0, user), NEEDS ("role", ROLE, 0, role) } },
  { "members", server_handle_members, PAGE,
    { NEEDS ("room", ROOM, 0, room), MAY ("after", USER, 0, after),
      MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },
  { "direct", server_handle_direct, CHEAP, { NEEDS ("user", WHO, 0, user) } },

  { "ban", server_handle_ban, CHEAP,
    { NEEDS ("room", ROOM, 0, room), MAY ("user", WHO, 0, user),
      MAY ("address", WORD, ADDRESS_MAX, address), MAY ("on", BOOL, 0, on),
      MAY ("until", SEQ, 0, until), MAY ("reason", LINE, REASON_MAX, reason) } },
  { "mute", server_handle_mute, CHEAP,
    { NEEDS ("room", ROOM, 0, room), NEEDS ("user", WHO, 0, user), MAY ("on", BOOL, 0, on),
      MAY ("until", SEQ, 0, until), MAY ("reason", LINE, REASON_MAX, reason) } },
  { "bans", server_handle_bans, PAGE,
    { NEEDS ("room", ROOM, 0, room), MAY ("before", SEQ, 0, before),
      MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },
  { "audit", server_handle_audit, PAGE,
    { MAY ("room", ROOM, 0, room), MAY ("before", SEQ, 0, before),
      MAY ("limit", COUNT, SERVER_PAGE_LIMIT, limit) } },

  { "whois", server_handle_whois, CHEAP, { NEEDS ("user", WHO, 0, user) } },
  { "status", server_handle_status, CHEAP,
    { MAY ("state", STATE, 0, state), MAY ("text", LINE, STATUS_MAX, text) } },
  { "password", server_handle_password, PAGE,
    { NEEDS ("new", WORD, PASSWORD_MAX, new_password), MAY ("old", LINE, PASSWORD_MAX, old_password) } },
  { "logout", server_handle_logout, CHEAP, { MAY ("all", BOOL, 0, all) } },
  { "ping", server_handle_ping, CHEAP, { { NULL } } },
};

/* What guests do; it has no name, so that nobody else can ask for it. */
static const ServerCommand say = { NULL, server_handle_say, CHEAP, { { NULL } } };

/**
 * server_commands_find:
 * @name: a name on the wire
 *
 * Returns: (nullable): the command of that name
 */
const ServerCommand *
server_commands_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      if (g_str_equal (commands[i].name, name))
        return &commands[i];
    }

  return NULL;
}

/**
 * server_commands_get:
 * @index: a number, from 0 on
 *
 * Returns: (nullable): one command after the other; %NULL after the last
 */
const ServerCommand *
server_commands_get (guint index)
{
  return index < G_N_ELEMENTS (commands) ? &commands[index] : NULL;
}

/**
 * server_commands_get_say:
 *
 * Returns: what a guest does who says something: the `text` goes to the Lobby, and
 *   nobody is answered
 */
const ServerCommand *
server_commands_get_say (void)
{
  return &say;
}

/**
 * server_commands_get_index:
 * @command: a command, also that of guests
 *
 * Returns: its number for server_commands_get(), and for the one of guests the number
 *   after the last
 */
guint
server_commands_get_index (const ServerCommand *command)
{
  return command == &say ? G_N_ELEMENTS (commands) : (guint) (command - commands);
}

G_STATIC_ASSERT (G_N_ELEMENTS (commands) < SERVER_N_COUNTED);
