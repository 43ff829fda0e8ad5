/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charla-message.h"

G_BEGIN_DECLS

/**
 * CLIENT_ID_MAX:
 *
 * Longest id of a user or a room, in characters.
 */
#define CLIENT_ID_MAX 32

/**
 * CLIENT_TOKEN_MAX:
 *
 * Longest id of a server and longest token, in characters.
 */
#define CLIENT_TOKEN_MAX 128

/**
 * CLIENT_LABEL_MAX:
 *
 * Longest name of a room or a server, in characters. A title cannot push what it
 * stands above out of sight.
 */
#define CLIENT_LABEL_MAX 200

/**
 * CLIENT_LIST_MAX:
 *
 * Most mentions, and most different reactions, that a message has. One message
 * cannot make a client draw for minutes.
 */
#define CLIENT_LIST_MAX 1000

/**
 * CLIENT_EMOJI_MAX:
 *
 * Longest emoji of a reaction, in characters: some families have a dozen.
 */
#define CLIENT_EMOJI_MAX 32

/**
 * CLIENT_TIME_MAX:
 *
 * Latest time, in milliseconds since 1970 UTC: the end of the year 9999. What is
 * later is no date for a calendar.
 */
#define CLIENT_TIME_MAX G_GINT64_CONSTANT (253402300799999)

/**
 * ClientParser:
 *
 * Takes an object of a server apart, member by member, and says of each what it
 * has to be. The first that is not so makes all of it bad: what comes after gives
 * nothing, and who began asks at the end with client_parser_end().
 */
typedef struct
{
  /*< private >*/
  CharlaMessage *message;
  const char *mistake;
} ClientParser;

void     client_parser_init (ClientParser *self, CharlaMessage *message);
gboolean client_parser_end  (ClientParser *self, GError **error);
void     client_parser_fail (ClientParser *self, const char *name);

gboolean       client_parser_has        (ClientParser *self, const char *name);
const char    *client_parser_get_id     (ClientParser *self, const char *name);
const char    *client_parser_get_token  (ClientParser *self, const char *name);
const char    *client_parser_get_name   (ClientParser *self, const char *name);
const char    *client_parser_get_label  (ClientParser *self, const char *name);
const char    *client_parser_get_emoji  (ClientParser *self, const char *name);
const char    *client_parser_get_text   (ClientParser *self, const char *name);
gint64         client_parser_get_seq    (ClientParser *self, const char *name);
gint64         client_parser_get_time   (ClientParser *self, const char *name);
gint64         client_parser_get_count  (ClientParser *self, const char *name);
gboolean       client_parser_get_bool   (ClientParser *self, const char *name);
int            client_parser_get_word   (ClientParser *self, const char *name,
                                         const char *const *words);
CharlaMessage *client_parser_get_object (ClientParser *self, const char *name);
gsize          client_parser_get_length (ClientParser *self, const char *name);
char         **client_parser_get_ids    (ClientParser *self, const char *name);

G_END_DECLS
