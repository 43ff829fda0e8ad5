/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-page.h"

#include <string.h>

#include "server-mentions.h"
#include "server-store-lookup.h"

/* Messages that are looked at for one that is not deleted. */
#define NEWEST_MAX 1000

static ServerMessageInfo *
take_message (ServerStatement *statement)
{
  ServerMessageInfo *message = g_new0 (ServerMessageInfo, 1);

  message->seq = server_statement_int (statement, 0);
  message->time = server_statement_int (statement, 1);
  message->room = server_statement_int (statement, 2);
  message->user = server_statement_int (statement, 3);
  message->name = server_statement_string (statement, 4);
  message->text = server_statement_string (statement, 5);
  message->reply = server_statement_int (statement, 6);
  message->is_deleted = server_statement_has (statement, 8);
  if (!message->is_deleted)
    {
      message->mentions = server_mentions_parse (server_statement_text (statement, 7));
      message->edited = server_statement_int (statement, 9);
    }
  if (server_statement_has (statement, 11))
    {
      g_autofree char *answered = server_statement_string (statement, 11);

      message->reply_name = server_statement_string (statement, 10);
      message->reply_excerpt = server_message_info_excerpt (answered);
    }

  return message;
}

static GPtrArray *
read_reactions (ServerDatabase *database, gint64 user, gint64 message)
{
  g_autoptr (GPtrArray) reactions = NULL;
  g_auto (ServerStatement) statement
    = server_statement (database,
                        "SELECT emoji, count (*), max (user = ?1) FROM reactions"
                        " WHERE message = ?2 GROUP BY emoji ORDER BY min (seq)",
                        INT (user), INT (message));

  while (server_statement_next (&statement))
    {
      ServerReactionInfo *reaction = g_new0 (ServerReactionInfo, 1);

      if (reactions == NULL)
        reactions = g_ptr_array_new_with_free_func ((GDestroyNotify) server_reaction_info_free);
      reaction->emoji = server_statement_string (&statement, 0);
      reaction->count = server_statement_int (&statement, 1);
      reaction->is_mine = server_statement_int (&statement, 2);
      g_ptr_array_add (reactions, reaction);
    }

  return g_steal_pointer (&reactions);
}

static GBytes *
write_message (CharlaBuilder *builder, ServerDatabase *database, gint64 user,
               ServerMessageInfo *message)
{
  message->reactions = read_reactions (database, user, message->seq);
  server_objects_put_message (builder, message);

  return charla_builder_to_bytes (builder);
}

/**
 * server_page_init:
 * @self: a page
 * @database: the connection that is read
 * @user: who asks
 *
 * Begins an empty page.
 */
void
server_page_init (ServerPage *self, ServerDatabase *database, gint64 user)
{
  *self = (ServerPage) { .database = database, .user = user };
  self->builder = charla_builder_new ();
  self->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

/**
 * server_page_clear:
 * @self: a page
 *
 * Frees what @self holds.
 */
void
server_page_clear (ServerPage *self)
{
  g_clear_pointer (&self->builder, charla_builder_unref);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
}

/**
 * server_page_collect:
 * @self: a page
 * @statement: a statement with %SERVER_MESSAGE_COLUMNS
 * @limit: most messages that the page shall have
 * @size: most bytes that it shall have; the first message always finds room
 *
 * Adds messages to a page, in the order in which the statement gives them.
 *
 * Returns: whether it gives more than there is room for
 */
gboolean
server_page_collect (ServerPage *self, ServerStatement *statement, guint limit, gsize size)
{
  while (server_statement_next (statement))
    {
      g_autoptr (ServerMessageInfo) message = NULL;
      g_autoptr (GBytes) json = NULL;

      if (self->messages->len >= limit)
        return TRUE;

      message = take_message (statement);
      json = write_message (self->builder, self->database, self->user, message);
      if (self->size + g_bytes_get_size (json) > size && self->messages->len > 0)
        return TRUE;

      self->size += g_bytes_get_size (json) + 1;
      g_ptr_array_add (self->messages, g_steal_pointer (&json));
    }

  return FALSE;
}

/**
 * server_page_reverse:
 * @self: a page
 *
 * Turns the order of the messages around.
 */
void
server_page_reverse (ServerPage *self)
{
  GPtrArray *messages = self->messages;

  for (guint i = 0; i < messages->len / 2; i++)
    {
      gpointer other = messages->pdata[messages->len - 1 - i];

      messages->pdata[messages->len - 1 - i] = messages->pdata[i];
      messages->pdata[i] = other;
    }
}

/**
 * server_page_write:
 * @self: a page
 * @has_more: whether there are more messages
 *
 * Says with them of which event the answer is: of what follows it, whoever asks
 * is still to be told.
 *
 * Returns: (transfer full): JSON, what `ok` is in the answer to `history` and `search`
 */
GBytes *
server_page_write (ServerPage *self, gboolean has_more)
{
  charla_builder_begin_array (self->builder, "messages");
  for (guint i = 0; i < self->messages->len; i++)
    charla_builder_add_json (self->builder, NULL, self->messages->pdata[i]);
  charla_builder_end (self->builder);
  charla_builder_add_bool (self->builder, "more", has_more);
  charla_builder_add_int (self->builder, "seq",
                          server_lookup_head (self->database));

  return charla_builder_to_bytes (self->builder);
}

/* Looks at the newest only: somebody may have deleted all that they ever posted. */
static gint64
find_last (ServerDatabase *database, gint64 room)
{
  gint64 last = 0;
  g_auto (ServerStatement) statement
    = server_statement (database,
                        "SELECT seq, author FROM events WHERE room = ? AND author IS NOT NULL"
                        " ORDER BY seq DESC LIMIT ?",
                        INT (room), INT (NEWEST_MAX));

  while (last == 0 && server_statement_next (&statement))
    {
      if (server_statement_int (&statement, 1) != 0)
        last = server_statement_int (&statement, 0);
    }

  return last;
}

/**
 * server_page_read_last:
 * @database: a connection
 * @user: who asks
 * @room: a room that @user may read
 *
 * Reads the newest message of a room that is not deleted, to be shown beside its
 * name.
 *
 * Returns: (transfer full) (nullable): JSON, a Message; %NULL if there is none among
 *   the newest, or its text is longer than %SERVER_LAST_MAX
 */
GBytes *
server_page_read_last (ServerDatabase *database, gint64 user, gint64 room)
{
  g_autoptr (CharlaBuilder) builder = NULL;
  g_autoptr (ServerMessageInfo) message = NULL;
  g_auto (ServerStatement) statement
    = server_statement (database,
                        "SELECT" SERVER_MESSAGE_COLUMNS "FROM" SERVER_MESSAGE_TABLES
                        "WHERE messages.seq = ?",
                        INT (find_last (database, room)));

  if (!server_statement_next (&statement))
    return NULL;

  message = take_message (&statement);
  if (strlen (message->text) > SERVER_LAST_MAX)
    return NULL;

  builder = charla_builder_new ();

  return write_message (builder, database, user, message);
}
