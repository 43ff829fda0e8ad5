/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store.h"

#include <glib/gstdio.h>

gint64 test_time;

static gint64
get_test_time (void)
{
  return test_time;
}

static void
on_event (ServerRecord *record, gpointer user_data)
{
  Fixture *self = user_data;

  g_ptr_array_add (self->records, server_record_ref (record));
}

void
fixture_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = server_store_open_with_clock (self->folder, get_test_time, &error);
  g_assert_no_error (error);
  server_event_log_set_listener (SERVER_EVENT_LOG (self->store), on_event, self);
}

void
fixture_close (Fixture *self)
{
  g_assert_finalize_object (self->store);
  self->store = NULL;
}

void
fixture_reopen (Fixture *self)
{
  fixture_close (self);
  fixture_open (self);
}

void
fixture_init (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  test_time = 1700000000000;
  self->folder = g_dir_make_tmp ("charla-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) server_record_unref);
  fixture_open (self);
}

char *
fixture_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
fixture_remove (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
fixture_clear (Fixture *self)
{
  if (self->store != NULL)
    fixture_close (self);

  fixture_remove (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

static void
on_appended (ServerResult *result, gpointer user_data)
{
  ServerResult **taken = user_data;

  *taken = server_result_new ();
  **taken = *result;
  if (result->records != NULL)
    g_ptr_array_ref (result->records);
  *result = (ServerResult) { .records = result->records };
}

ServerResult *
fixture_change (Fixture *self, ServerChange *change)
{
  ServerResult *result = NULL;

  server_event_log_append (SERVER_EVENT_LOG (self->store), change, on_appended, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return result;
}

static void
on_queried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **taken = user_data;

  *taken = g_object_ref (result);
}

ServerAnswer *
fixture_query (Fixture *self, ServerQuery *query, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  server_store_query_async (self->store, query, NULL, on_queried, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return server_store_query_finish (self->store, result, error);
}

ServerRecord *
fixture_last (Fixture *self)
{
  g_assert_cmpuint (self->records->len, >, 0);

  return self->records->pdata[self->records->len - 1];
}

gint64
fixture_claim (Fixture *self, const char *name)
{
  g_autoptr (ServerResult) result = fixture_change (self, server_change_new_claim (name, NULL));

  g_assert_no_error (result->error);

  return result->user->id;
}

gint64
fixture_create (Fixture *self, gint64 user, const char *name, ServerRoomKind kind)
{
  g_autoptr (ServerResult) result
    = fixture_change (self, server_change_new_create (user, name, kind, ""));

  g_assert_no_error (result->error);

  return result->room->id;
}

gint64
fixture_post (Fixture *self, gint64 user, gint64 room, const char *text)
{
  g_autoptr (ServerResult) result
    = fixture_change (self, server_change_new_post (user, room, text, NULL, 0));

  g_assert_no_error (result->error);

  return result->seq;
}

void
fixture_do (Fixture *self, ServerChange *change)
{
  g_autoptr (ServerResult) result = fixture_change (self, change);

  g_assert_no_error (result->error);
}

CharlaMessage *
fixture_read (Fixture *self, ServerQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer = fixture_query (self, query, &error);
  CharlaMessage *message = NULL;

  g_assert_no_error (error);
  message = charla_message_parse (answer->json, &error);
  g_assert_no_error (error);

  return message;
}

void
fixture_refuse (Fixture *self, ServerChange *change, CharlaCode code)
{
  guint before = self->records->len;
  g_autoptr (ServerResult) result = fixture_change (self, change);

  g_assert_error (result->error, CHARLA_CODE_ERROR, (int) code);
  g_assert_null (result->records);
  g_assert_cmpuint (self->records->len, ==, before);
}

void
fixture_refuse_query (Fixture *self, ServerQuery *query, CharlaCode code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ServerAnswer) answer = fixture_query (self, query, &error);

  g_assert_error (error, CHARLA_CODE_ERROR, (int) code);
  g_assert_null (answer);
}

CharlaMessage *
parse_frame (GBytes *frame)
{
  g_autoptr (CharlaFramer) framer = charla_framer_new (CHARLA_FRAME_MAX_FROM_SERVER);
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GError) error = NULL;
  CharlaMessage *message = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (frame, &length);
  gsize consumed = 0;

  charla_framer_feed (framer, data, length, &consumed, &payload, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (consumed, ==, length);
  message = charla_message_parse (payload, &error);
  g_assert_no_error (error);

  return message;
}

/* The texts of a page of messages, with spaces between them. */
char *
texts_of (CharlaMessage *page)
{
  GString *texts = g_string_new (NULL);
  gsize length = 0;

  g_assert_true (charla_message_get_length (page, "messages", &length));
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (CharlaMessage) message = charla_message_get_object_at (page, "messages", i);

      g_string_append_printf (texts, "%s%s", i > 0 ? " " : "",
                              charla_message_get_string (message, "text"));
    }

  return g_string_free (texts, FALSE);
}

static void
run_with_fixture (gconstpointer func)
{
  void (*run) (Fixture *) = *(void (*const *) (Fixture *)) func;
  g_auto (Fixture) fixture = { 0 };

  fixture_init (&fixture);
  run (&fixture);
}

void
fixture_add (const char *path, void (*func) (Fixture *fixture))
{
  g_test_add_data_func_full (path, g_memdup2 (&func, sizeof func), (GTestDataFunc) run_with_fixture,
                             g_free);
}
