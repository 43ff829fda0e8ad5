/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-store-transfer.h"

/* Bytes of a text that has so many characters at most. */
#define CHARACTERS(number) ((number) * 4)

#define SENTENCE_MAX CHARACTERS (250)
#define STATUS_MAX CHARACTERS (100)
#define USER_NAME_MAX CHARACTERS (CHARLA_NAME_MAX)
#define HASH_MAX 256
#define SHORT_MAX 64
#define TOKEN_SIZE 32

static const char *const user_kinds[] = { "user", "guest", "bot", "admin" };
static const char *const user_states[] = { "active", "away", "busy" };
static const char *const room_kinds[] = { "public", "private", "direct" };
static const char *const roles[] = { "none", "member", "moderator", "owner" };
static const char *const sanction_kinds[] = { "ban", "mute" };

#define NUMBER(name) { name, SERVER_TRANSFER_NUMBER, FALSE, 0, CHARLA_INTEGER_MAX, NULL, NULL }
#define MAYBE_NUMBER(name) { name, SERVER_TRANSFER_NUMBER, TRUE, 0, CHARLA_INTEGER_MAX, NULL, NULL }
#define ID(name) { name, SERVER_TRANSFER_NUMBER, FALSE, 1, CHARLA_INTEGER_MAX, NULL, NULL }
#define ANYONE(name)                                                                               \
  { name, SERVER_TRANSFER_NUMBER, FALSE, -CHARLA_INTEGER_MAX, CHARLA_INTEGER_MAX, NULL, NULL }
#define MAYBE_ANYONE(name)                                                                         \
  { name, SERVER_TRANSFER_NUMBER, TRUE, -CHARLA_INTEGER_MAX, CHARLA_INTEGER_MAX, NULL, NULL }
#define OF(name, table) { name, SERVER_TRANSFER_NUMBER, FALSE, 1, CHARLA_INTEGER_MAX, NULL, table }
#define MAYBE_OF(name, table)                                                                      \
  { name, SERVER_TRANSFER_NUMBER, TRUE, 1, CHARLA_INTEGER_MAX, NULL, table }
#define A_TEXT(name, size) { name, SERVER_TRANSFER_TEXT, FALSE, 0, size, NULL, NULL }
#define MAYBE_TEXT(name, size) { name, SERVER_TRANSFER_TEXT, TRUE, 0, size, NULL, NULL }
#define WORD(name, words)                                                                          \
  { name, SERVER_TRANSFER_WORD, FALSE, 0, G_N_ELEMENTS (words), words, NULL }

static const ServerTransferTable tables[] = {
  { "user", "users", "id", FALSE,
    { ID ("id"), A_TEXT ("name", USER_NAME_MAX), WORD ("kind", user_kinds), NUMBER ("created"),
      WORD ("state", user_states), MAYBE_TEXT ("status", STATUS_MAX),
      { "password", SERVER_TRANSFER_SECRET, TRUE, 0, HASH_MAX, NULL, NULL } } },
  { "token", "tokens", "hash", TRUE,
    { { "hash", SERVER_TRANSFER_HASH, FALSE, 0, TOKEN_SIZE, NULL, NULL }, OF ("user", "users"),
      NUMBER ("created") } },
  { "room", "rooms", "id", FALSE,
    { ID ("id"), WORD ("kind", room_kinds), A_TEXT ("name", USER_NAME_MAX), A_TEXT ("topic", SENTENCE_MAX),
      NUMBER ("created"), NUMBER ("members"), MAYBE_OF ("first", "users"),
      MAYBE_OF ("second", "users"), MAYBE_NUMBER ("keep"), NUMBER ("trimmed") } },
  { "member", "members", "room, user", FALSE,
    { OF ("room", "rooms"), OF ("user", "users"), WORD ("role", roles), NUMBER ("since"),
      NUMBER ("seen") } },
  { "span", "spans", "user, room, first", FALSE,
    { OF ("user", "users"), OF ("room", "rooms"), ID ("first"), MAYBE_NUMBER ("last") } },
  { "sanction", "sanctions", "user, room, kind, network", FALSE,
    { ANYONE ("user"), OF ("room", "rooms"), WORD ("kind", sanction_kinds),
      A_TEXT ("network", SHORT_MAX), MAYBE_TEXT ("name", USER_NAME_MAX), ID ("seq"), NUMBER ("time"),
      MAYBE_NUMBER ("until"), NUMBER ("by"), MAYBE_TEXT ("by_name", USER_NAME_MAX),
      MAYBE_TEXT ("reason", SENTENCE_MAX) } },
  { "audit", "audit", "id", FALSE,
    { ID ("id"), NUMBER ("time"), NUMBER ("seq"), NUMBER ("actor"),
      MAYBE_TEXT ("actor_name", SENTENCE_MAX), A_TEXT ("action", SHORT_MAX), MAYBE_NUMBER ("room"),
      MAYBE_ANYONE ("target"), MAYBE_TEXT ("target_name", SENTENCE_MAX),
      MAYBE_TEXT ("network", SHORT_MAX), MAYBE_NUMBER ("message"), MAYBE_NUMBER ("until"),
      MAYBE_TEXT ("detail", SENTENCE_MAX), MAYBE_TEXT ("reason", SENTENCE_MAX) } },
};

/**
 * server_store_transfer_get_table:
 * @index: a number, from 0 on
 *
 * Returns: (nullable): one table after the other; %NULL after the last
 */
const ServerTransferTable *
server_store_transfer_get_table (guint index)
{
  return index < G_N_ELEMENTS (tables) ? &tables[index] : NULL;
}
