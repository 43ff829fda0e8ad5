/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-page.h"
#include "server-store-lookup.h"
#include "server-store-read.h"

/* Older messages than @before, the newest of them; returns whether there are more. */
static gboolean
collect_older (ServerReader *self, ServerPage *page, const ServerQuery *query, gint64 before,
               guint limit, gsize size)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT" SERVER_MESSAGE_COLUMNS "FROM" SERVER_ROOM_MESSAGE_TABLES
                        "WHERE places.room = ? AND places.author IS NOT NULL AND places.seq < ?"
                        " ORDER BY places.seq DESC",
                        INT (query->room), INT (before));
  gboolean has_more = server_page_collect (page, &statement, limit, size);

  server_page_reverse (page);

  return has_more;
}

static gboolean
collect_newer (ServerReader *self, ServerPage *page, const ServerQuery *query, gint64 after,
               guint limit, gsize size)
{
  g_auto (ServerStatement) statement
    = server_statement (self->database,
                        "SELECT" SERVER_MESSAGE_COLUMNS "FROM" SERVER_ROOM_MESSAGE_TABLES
                        "WHERE places.room = ? AND places.author IS NOT NULL AND places.seq > ?"
                        " ORDER BY places.seq",
                        INT (query->room), INT (after));

  return server_page_collect (page, &statement, limit, size);
}

gboolean
server_read_history (ServerReader *self, const ServerQuery *query, ServerAnswer *answer,
                     GError **error)
{
  g_auto (ServerPage) page = { 0 };
  ServerStanding standing;
  gboolean has_more;

  server_lookup_standing (self->database, query->user, query->room, &standing, NULL);
  if (!server_permissions_check (&standing, SERVER_ACTION_READ, error))
    return FALSE;

  server_page_init (&page, self->database, query->user);
  if (query->after != 0)
    has_more = collect_newer (self, &page, query, query->after, query->limit, SERVER_PAGE_MAX);
  else if (query->around > 0)
    {
      /* The one that it is about stands with the older ones. */
      has_more = collect_older (self, &page, query, query->around + 1, query->limit / 2 + 1,
                                SERVER_PAGE_MAX / 2);
      has_more |= collect_newer (self, &page, query, query->around, query->limit, SERVER_PAGE_MAX);
    }
  else
    has_more = collect_older (self, &page, query,
                              query->before > 0 ? query->before : G_MAXINT64, query->limit,
                              SERVER_PAGE_MAX);

  answer->json = server_page_write (&page, has_more);
  return TRUE;
}
