/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client-store-search.h"

#include "client-store-messages.h"
#include "client-store-spans.h"

/* Most words that are looked for: what is beyond does not narrow anything down. */
#define WORDS_MAX 16

static gboolean
is_in_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* The text as the index wants it: each word begins one that is in the message. */
static char *
make_match (const char *text)
{
  GString *match = g_string_new (NULL);
  guint n_words = 0;
  gboolean is_inside = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_in_word (c) != is_inside && (is_inside || n_words++ < WORDS_MAX))
        {
          g_string_append (match, is_inside ? "\"* " : "\"");
          is_inside = !is_inside;
        }
      if (is_inside)
        g_string_append_unichar (match, c);
    }
  if (is_inside)
    g_string_append (match, "\"*");

  return g_string_free (match, FALSE);
}

/**
 * client_store_search:
 * @database: a database
 * @text: words, or the beginnings of words
 * @room: (nullable): id of the room to look in; %NULL for all
 * @before: a message; only older ones are found; 0 for no such limit
 * @limit: most messages
 *
 * Looks for messages that have all the words in them, without regard to case or
 * accents.
 *
 * Returns: (transfer full): what was found, the newest first
 */
ClientPage *
client_store_search (ClientDatabase *database,
                     const char *text,
                     const char *room,
                     gint64 before,
                     guint limit)
{
  ClientPage *page = client_page_new ();
  g_autofree char *match = make_match (text);
  g_auto (ClientQuery) query = { 0 };

  if (*match == '\0')
    return page;

  query = client_query (database,
                        "SELECT" CLIENT_MESSAGE_COLUMNS "FROM words CROSS JOIN"
                        CLIENT_MESSAGE_TABLES
                        "WHERE words MATCH ?1 AND messages.seq = words.rowid"
                        " AND (?2 IS NULL OR rooms.id = ?2)"
                        " AND words.rowid < ?3 ORDER BY words.rowid DESC LIMIT ?4 + 1",
                        TEXT (match), TEXT (room), NUMBER (before > 0 ? before : CLIENT_SPAN_OPEN),
                        NUMBER (limit));
  while (client_query_next (&query))
    {
      if (page->messages->len == limit)
        {
          page->has_older = TRUE;
          break;
        }
      g_ptr_array_add (page->messages, client_store_take_message (&query));
    }

  return page;
}
