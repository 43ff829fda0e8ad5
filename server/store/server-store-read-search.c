/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-id.h"
#include "server-page.h"
#include "server-store-index.h"
#include "server-store-lookup.h"
#include "server-store-read.h"

/* Most words that are looked for together: each is one more list to go through. */
#define WORDS_MAX 16

/* Most rooms that are named in the query: with more, it is less work to leave out
 * afterwards what is not for the eyes of who asks. */
#define ROOMS_MAX 64

/* Most messages with the words that are looked at whoever may read them, before
 * the index is asked for those of the right rooms: it goes through all that was
 * said in them, which costs more than looking when few messages have the words. */
#define CANDIDATES_MAX 500

/* What is looked for. */
typedef struct
{
  ServerReader *reader;
  const ServerQuery *query;
  GPtrArray *words;
  gint64 author;  /* or 0 */
  gint64 indexed; /* the last seq that is in the index */
  char *anywhere; /* the query of the index */
  char *in_rooms; /* the same for the rooms that may be read */
} Search;

static void
search_clear (Search *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->anywhere, g_free);
  g_clear_pointer (&self->in_rooms, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* The rooms that somebody may read: the last word, wherever a message was found. */
#define VISIBLE                                                                                    \
  " messages.room IN (SELECT id FROM rooms WHERE kind = 0 UNION ALL"                               \
  " SELECT room FROM members WHERE user = ?1) AND messages.deleted IS NULL "

G_STATIC_ASSERT (SERVER_ROOM_PUBLIC == 0);

static GArray *
read_rooms (Search *self)
{
  GArray *rooms = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ServerStatement) statement
    = server_statement (self->reader->database,
                        "SELECT id FROM rooms WHERE kind = ? UNION SELECT room FROM members"
                        " WHERE user = ? LIMIT ?",
                        INT (SERVER_ROOM_PUBLIC), INT (self->query->user), INT (ROOMS_MAX + 1));

  if (self->query->room != 0)
    {
      g_array_append_val (rooms, self->query->room);
      return rooms;
    }

  while (server_statement_next (&statement))
    {
      gint64 room = server_statement_int (&statement, 0);

      g_array_append_val (rooms, room);
    }

  return rooms;
}

static char *
make_condition (Search *self)
{
  GString *condition = g_string_new ("text : (");
  char id[SERVER_ID_SIZE];

  for (guint i = 0; i < self->words->len; i++)
    g_string_append_printf (condition, "%s\"%s\" *", i > 0 ? " AND " : "",
                            (const char *) self->words->pdata[i]);
  g_string_append_c (condition, ')');

  if (self->author != 0)
    {
      server_user_id_write (self->author, id);
      g_string_append_printf (condition, " AND author : \"%s\"", id);
    }

  return g_string_free (condition, FALSE);
}

static char *
add_rooms (Search *self, const char *condition)
{
  GString *whole = g_string_new (condition);
  g_autoptr (GArray) rooms = read_rooms (self);
  char id[SERVER_ID_SIZE];

  for (guint i = 0; i < rooms->len && rooms->len <= ROOMS_MAX; i++)
    {
      server_room_id_write (g_array_index (rooms, gint64, i), id);
      g_string_append_printf (whole, "%s\"%s\"", i > 0 ? " OR " : " AND room : (", id);
    }
  if (rooms->len > 0 && rooms->len <= ROOMS_MAX)
    g_string_append_c (whole, ')');

  return g_string_free (whole, FALSE);
}

/* What has been posted so recently that it is not in the index yet. */
static gboolean
search_recent (Search *self, GArray *seqs, gint64 before, guint limit)
{
  g_auto (ServerStatement) statement
    = server_statement (self->reader->database,
                        "SELECT seq, text FROM messages WHERE" VISIBLE
                        "AND seq > ?2 AND seq < ?3 AND ?4 IN (0, room) AND ?5 IN (0, user)"
                        " ORDER BY seq DESC",
                        INT (self->query->user), INT (self->indexed), INT (before),
                        INT (self->query->room), INT (self->author));

  while (seqs->len < limit && server_statement_next (&statement))
    {
      gint64 seq = server_statement_int (&statement, 0);
      g_autofree char *text = server_statement_string (&statement, 1);

      if (server_tokenizer_matches (self->reader->tokenizer, text, self->words))
        g_array_append_val (seqs, seq);
    }

  return seqs->len >= limit;
}

/* Where nobody has posted anything, nothing has been made to be searched. */
static gboolean
has_table (Search *self, gint64 number)
{
  g_autofree char *table = g_strdup_printf ("search_%" G_GINT64_FORMAT, number);

  return server_value (self->reader->database,
                       "SELECT count (*) FROM sqlite_schema WHERE name = ?", TEXT (table))
         > 0;
}

/* Looks at messages with the words from @before back, until there are @limit or
 * it has looked at enough. Returns how far back it has come, 0 for to the end. */
static gint64
look_at_table (Search *self, GArray *seqs, gint64 number, gint64 before, guint limit)
{
  g_autofree char *table = g_strdup_printf ("search_%" G_GINT64_FORMAT, number);
  g_autofree char *sql = g_strdup_printf (
    "SELECT messages.seq, ?4 IN (0, messages.room) AND" VISIBLE
    "FROM %s AS found CROSS JOIN messages ON messages.seq = found.rowid"
    " WHERE found.%s MATCH ?2 AND found.rowid < ?3 ORDER BY found.rowid DESC", table, table);
  g_auto (ServerStatement) statement
    = server_statement_once (self->reader->database, sql, INT (self->query->user),
                             TEXT (self->anywhere), INT (before), INT (self->query->room));

  for (guint i = 0; server_statement_next (&statement); i++)
    {
      gint64 seq = server_statement_int (&statement, 0);

      if (server_statement_int (&statement, 1) != 0)
        g_array_append_val (seqs, seq);
      if (seqs->len >= limit || i >= CANDIDATES_MAX)
        return seq;
    }

  return 0;
}

static gboolean
search_table (Search *self, GArray *seqs, gint64 number, gint64 before, guint limit)
{
  g_autofree char *table = g_strdup_printf ("search_%" G_GINT64_FORMAT, number);
  g_autofree char *sql = g_strdup_printf (
    "SELECT messages.seq FROM %s AS found CROSS JOIN messages ON messages.seq = found.rowid"
    " WHERE found.%s MATCH ?2 AND found.rowid < ?3 AND" VISIBLE
    "ORDER BY found.rowid DESC LIMIT ?4", table, table);
  gint64 rest = look_at_table (self, seqs, number, before, limit);
  g_auto (ServerStatement) statement = { 0 };

  if (seqs->len >= limit || rest == 0)
    return seqs->len >= limit;

  if (self->in_rooms == NULL)
    self->in_rooms = add_rooms (self, self->anywhere);
  statement = server_statement_once (self->reader->database, sql, INT (self->query->user),
                                     TEXT (self->in_rooms), INT (rest), INT (limit - seqs->len));
  while (server_statement_next (&statement))
    {
      gint64 seq = server_statement_int (&statement, 0);

      g_array_append_val (seqs, seq);
    }

  return seqs->len >= limit;
}

/* Newest first, up to @limit of them. */
static GArray *
find (Search *self, guint limit)
{
  GArray *seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 before = self->query->before > 0 ? self->query->before : G_MAXINT64;
  gint64 newest = MIN (before - 1, self->indexed) / SERVER_INDEX_SPAN;

  if (search_recent (self, seqs, before, limit))
    return seqs;

  for (gint64 table = newest; table >= 0; table--)
    {
      if (has_table (self, table) && search_table (self, seqs, table, before, limit))
        break;
    }

  return seqs;
}

static gboolean
collect (Search *self, ServerPage *page, gint64 seq)
{
  g_auto (ServerStatement) statement
    = server_statement (self->reader->database,
                        "SELECT" SERVER_MESSAGE_COLUMNS "FROM" SERVER_MESSAGE_TABLES
                        "WHERE messages.seq = ?",
                        INT (seq));

  return server_page_collect (page, &statement, self->query->limit, SERVER_PAGE_MAX);
}

static gboolean
find_author (Search *self, GError **error)
{
  g_autoptr (ServerUserInfo) author = NULL;

  /* A guest has an id and no account. */
  if (self->query->who == NULL
      || (server_user_id_parse (self->query->who, &self->author) && self->author < 0))
    return TRUE;

  author = server_lookup_who (self->reader->database, self->query->who, error);
  if (author == NULL)
    return FALSE;

  self->author = author->id;
  return TRUE;
}

static gboolean
check_room (Search *self, GError **error)
{
  ServerStanding standing;

  if (self->query->room == 0)
    return TRUE;

  server_lookup_standing (self->reader->database, self->query->user, self->query->room, &standing,
                          NULL);
  return server_permissions_check (&standing, SERVER_ACTION_READ, error);
}

gboolean
server_read_search (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                    GError **error)
{
  g_auto (Search) search = { .reader = self, .query = query };
  g_auto (ServerPage) page = { 0 };
  g_autoptr (GArray) seqs = NULL;
  gboolean has_more = FALSE;

  if (!check_room (&search, error) || !find_author (&search, error))
    return FALSE;

  server_page_init (&page, self->database, query->user);
  search.words = server_tokenizer_split (self->tokenizer, query->text, WORDS_MAX);
  if (search.words->len > 0)
    {
      search.indexed = server_database_take_value (server_database_begin_statement (
        self->database, "SELECT value FROM meta WHERE key = 'indexed'", NULL, 0));
      search.anywhere = make_condition (&search);
      seqs = find (&search, query->limit + 1);
      for (guint i = 0; i < seqs->len && !has_more; i++)
        has_more = collect (&search, &page, g_array_index (seqs, gint64, i));
    }

  answer->json = server_page_write (&page, has_more);
  return TRUE;
}
