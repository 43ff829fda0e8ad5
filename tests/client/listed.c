/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "listed.h"

#include "client-error.h"

/* What is asked, and who waits for it. */
typedef struct
{
  char *json;
  GTask *task;
} Asked;

/* With ' in place of ", so that it can be read. */
static char *
write_request (ClientRequest *request)
{
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();
  g_autoptr (GBytes) bytes = NULL;

  client_request_write (request, builder);
  bytes = charla_builder_to_bytes (builder);

  return g_strdelimit (g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), "\"",
                       '\'');
}

static void
ask (ClientRequest *request,
     GAsyncReadyCallback callback,
     gpointer callback_data,
     gpointer user_data)
{
  Listed *self = user_data;
  Asked *asked = g_new0 (Asked, 1);

  asked->json = write_request (request);
  asked->task = g_task_new (NULL, NULL, callback, callback_data);
  g_queue_push_tail (&self->asked, asked);
  client_request_free (request);
}

static CharlaMessage *
answer (GAsyncResult *result, GError **error, gpointer user_data)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
listed_wait_asked (Listed *self)
{
  WAIT_FOR (self->asked.length > 0);

  return g_strdup (((Asked *) g_queue_peek_head (&self->asked))->json);
}

void
listed_answer (Listed *self, const char *json)
{
  Asked *asked = NULL;

  WAIT_FOR (self->asked.length > 0);
  asked = g_queue_pop_head (&self->asked);
  if (json != NULL)
    g_task_return_pointer (asked->task, json_parse (json), (GDestroyNotify) charla_message_unref);
  else
    g_task_return_new_error (asked->task, CLIENT_ERROR, CLIENT_ERROR_LOST, "lost");
  g_clear_object (&asked->task);
  g_clear_pointer (&asked->json, g_free);
  g_free (asked);
}

void
listed_set_up (Listed *self, gconstpointer data)
{
  self->cache = cached_open (NULL);
  self->pager = client_pager_new (self->cache, ask, answer, self);
  self->list = client_room_list_new ();
  client_room_list_set_pager (self->list, self->pager);
  shadow_init (&self->shadow, self->list);
  g_queue_init (&self->asked);
}

void
listed_tear_down (Listed *self, gconstpointer data)
{
  g_assert_cmpuint (self->asked.length, ==, 0);
  shadow_check (&self->shadow);
  shadow_clear (&self->shadow);
  g_assert_finalize_object (self->list);
  cached_close (self->cache);
  g_assert_finalize_object (self->pager);
  g_assert_finalize_object (self->cache);
}

/* Takes @changes over. */
void
listed_take (Listed *self, ClientChanges *changes)
{
  client_room_list_apply (self->list, changes);
  client_changes_free (changes);
}

void
listed_welcome (Listed *self, gint64 since, const char *json)
{
  g_autoptr (ClientWelcome) welcome = stored_parse_welcome (json);
  g_autoptr (GError) error = NULL;
  ClientChanges *changes = cached_welcome (self->cache, json, since, &error);

  g_assert_no_error (error);
  listed_take (self, changes);
  client_room_list_welcome (self->list, welcome);
}

void
listed_apply (Listed *self, const char *json, ...)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) client_event_unref);
  g_autoptr (GError) error = NULL;
  ClientChanges *changes = NULL;
  va_list more;

  va_start (more, json);
  for (; json != NULL; json = va_arg (more, const char *))
    {
      g_autoptr (GPtrArray) one = stored_events (json, NULL);

      g_ptr_array_add (events, client_event_ref (one->pdata[0]));
    }
  va_end (more);

  changes = cached_apply (self->cache, events, &error);
  g_assert_no_error (error);
  listed_take (self, changes);
}

void
listed_tell (Listed *self, const char *json)
{
  g_autoptr (GPtrArray) events = stored_events (json, NULL);

  client_room_list_apply_ephemeral (self->list, events->pdata[0]);
}

void
listed_load (Listed *self)
{
  g_autoptr (ClientStart) start = cached_load (self->cache);

  client_room_list_load (self->list, start);
}

gboolean
listed_finish (ClientRoom *room, GAsyncResult **result, GError **error)
{
  gboolean is_done = FALSE;

  WAIT_FOR (*result != NULL);
  is_done = client_room_load_finish (room, *result, error);
  g_clear_object (result);

  return is_done;
}

/* The names of the rooms, in their order. */
void
listed_assert (Listed *self, const char *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  shadow_check (&self->shadow);
  for (guint i = 0; i < self->shadow.items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            client_room_get_name (self->shadow.items->pdata[i]));
  g_assert_cmpstr (text->str, ==, names);
}
