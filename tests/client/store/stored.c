/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stored.h"

#include "client-store-apply.h"
#include "client-store-messages.h"
#include "client-store-open.h"
#include "client-store-pages.h"
#include "client-store-rooms.h"
#include "client-store-welcome.h"

char *
stored_path (Folder *folder)
{
  return g_build_filename (folder, "cache.db", NULL);
}

ClientDatabase *
stored_open (Folder *folder)
{
  g_autofree char *path = stored_path (folder);
  g_autoptr (GError) error = NULL;
  ClientDatabase *database = client_store_open (path, &error);

  g_assert_no_error (error);
  return database;
}

static void
add_event (GPtrArray *events, const char *json)
{
  g_autoptr (CharlaMessage) message = json_parse (json);
  g_autoptr (GError) error = NULL;
  ClientEvent *event = client_event_parse (message, &error);

  g_assert_no_error (error);
  g_ptr_array_add (events, event);
}

static GPtrArray *
parse_events (const char *json, va_list more)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);

  for (; json != NULL; json = va_arg (more, const char *))
    add_event (events, json);

  return events;
}

GPtrArray *
stored_events (const char *json, ...)
{
  va_list more;
  GPtrArray *events = NULL;

  va_start (more, json);
  events = parse_events (json, more);
  va_end (more);

  return events;
}

static void
end (ClientDatabase *database)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (client_database_end (database, &error));
  g_assert_no_error (error);
}

static ClientChanges *
apply (ClientDatabase *database, GPtrArray *events)
{
  ClientChanges *changes = NULL;

  client_database_begin (database, FALSE);
  changes = client_store_apply (database, events);
  end (database);

  return changes;
}

/* Applies events in one transaction. */
ClientChanges *
stored_apply (ClientDatabase *database, const char *json, ...)
{
  g_autoptr (GPtrArray) events = NULL;
  va_list more;

  va_start (more, json);
  events = parse_events (json, more);
  va_end (more);

  return apply (database, events);
}

void
stored_do (ClientDatabase *database, const char *json, ...)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (ClientChanges) changes = NULL;
  va_list more;

  va_start (more, json);
  events = parse_events (json, more);
  va_end (more);
  changes = apply (database, events);
}

ClientWelcome *
stored_parse_welcome (const char *json)
{
  g_autoptr (CharlaMessage) message = json_parse (json);
  g_autoptr (GError) error = NULL;
  ClientWelcome *welcome = client_welcome_parse (message, &error);

  g_assert_no_error (error);
  return welcome;
}

ClientChanges *
stored_welcome (ClientDatabase *database, gint64 since, const char *json)
{
  g_autoptr (ClientWelcome) welcome = stored_parse_welcome (json);
  ClientChanges *changes = NULL;

  client_database_begin (database, FALSE);
  changes = client_store_welcome (database, welcome, since);
  end (database);

  return changes;
}

/* Ana comes for the first time, to an empty Lobby; the newest event is @head. */
void
stored_begin (ClientDatabase *database, gint64 head)
{
  g_autofree char *json =
    g_strdup_printf ("{'charla': 1, 'server': {'id': 's1', 'name': 'Lab'}, 'you': " ANA
                     ", 'seq': %d, 'rooms': [{'id': 'r1', 'kind': 'public', 'name': 'Lobby', "
                     "'members': 9, 'role': 'member', 'seq': %d, 'read': %d}]}",
                     (int) head,
                     (int) head,
                     (int) head);
  g_autoptr (ClientChanges) changes = stored_welcome (database, -1, json);

  g_assert_cmpint (changes->cursor, ==, head);
}

ClientHistory *
stored_history (const char *room, ClientPlace place, gint64 anchor, gint64 cursor, const char *json)
{
  g_autoptr (CharlaMessage) message = json_parse (json);
  g_autoptr (GError) error = NULL;
  ClientHistory *history =
    client_history_parse (message, room, place, anchor, cursor, &error);

  g_assert_no_error (error);
  return history;
}

ClientPage *
stored_merge (ClientDatabase *database, ClientHistory *history)
{
  g_autoptr (GError) error = NULL;
  ClientPage *page = NULL;

  client_database_begin (database, FALSE);
  page = client_store_merge (database, history, &error);
  g_assert_no_error (error);
  end (database);

  return page;
}

/*
 * A page in one line: the messages by their seq, | where some may be missing, …
 * where the cache has more, and ? if the server is to be asked.
 */
char *
stored_describe (ClientPage *page)
{
  GString *text = g_string_new (page->has_older ? "… " : "");

  for (guint i = 0; i < page->messages->len; i++)
    {
      ClientMessageInfo *message = g_ptr_array_index (page->messages, i);

      g_string_append_printf (text,
                              "%s%" G_GINT64_FORMAT " ",
                              message->is_after_hole ? "| " : "",
                              message->seq);
    }
  g_string_append (text, page->is_before_hole ? "| " : "");
  g_string_append (text, page->has_newer ? "… " : "");
  g_string_append (text, page->needs_server ? "? " : "");
  g_strchomp (text->str);

  return g_string_free (text, FALSE);
}

void
stored_assert_page (ClientDatabase *database,
                    const char *room,
                    ClientPlace place,
                    gint64 anchor,
                    guint limit,
                    const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientPage) page =
    client_store_read_page (database, room, place, anchor, limit, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_true (client_database_check (database, &error));
  text = stored_describe (page);
  g_assert_cmpstr (text, ==, expected);
}

ClientMessageInfo *
stored_message (ClientDatabase *database, gint64 seq)
{
  ClientMessageInfo *message = client_store_get_message (database, seq);

  g_assert_true (client_database_check (database, NULL));
  return message;
}

ClientRoomInfo *
stored_room (ClientDatabase *database, const char *id)
{
  ClientRoomInfo *room = client_store_room_info (database, id);

  g_assert_true (client_database_check (database, NULL));
  return room;
}
