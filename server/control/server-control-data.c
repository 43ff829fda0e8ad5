/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "server-control-handlers.h"
#include "server-store-backup.h"
#include "server-store-export.h"

/* Most rules of one answer: with the longest names less than a frame. */
#define RULES_MAX 2000

/* Most days that messages are kept when they are not kept for ever. */
#define DAYS_MAX 36500

#define FOR_EVER "forever"
#define AS_THE_SERVER "default"

/* What is written into the file that came with a call, in a thread of its own. */
typedef struct
{
  char *folder;
  int file;
  gboolean is_export;
  gboolean has_secrets;
} Writing;

static void
writing_free (Writing *self)
{
  close (self->file);
  g_free (self->folder);
  g_free (self);
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *self = data;
  GError *error = NULL;
  gboolean is_done = self->is_export
                       ? server_store_export (self->folder, self->file, self->has_secrets,
                                              cancellable, &error)
                       : server_store_back_up (self->folder, self->file, cancellable, &error);

  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerControlCall *call = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_message ("%s has made %s", call->actor,
                 g_str_equal (call->command->name, "export") ? "an export" : "a backup");
      server_control_call_build (call);
      return;
    }

  g_message ("There is no %s: %s", call->command->name, error->message);
  server_control_call_refuse (call, error);
}

static void
start_writing (ServerControlCall *call, gboolean is_export)
{
  g_autoptr (GTask) task = g_task_new (NULL, server_control_call_get_cancellable (call),
                                       on_written, call);
  Writing *writing = g_new (Writing, 1);

  *writing = (Writing){ .folder = g_strdup (call->surroundings->options->data_dir),
                        .file = server_control_call_steal_file (call),
                        .is_export = is_export,
                        .has_secrets = call->arguments.all };
  g_task_set_task_data (task, writing, (GDestroyNotify) writing_free);
  g_task_run_in_thread (task, write_file);
}

void
server_control_handle_backup (ServerControlCall *call)
{
  start_writing (call, FALSE);
}

void
server_control_handle_export (ServerControlCall *call)
{
  start_writing (call, TRUE);
}

static void
add_rule (CharlaBuilder *builder, const ServerRoomInfo *room)
{
  charla_builder_begin_object (builder, NULL);
  server_objects_put_room (builder, room);
  charla_builder_end (builder);
}

static void
answer_with_rules (ServerControlCall *call, ServerAnswer *answer)
{
  ServerRetention *retention = call->surroundings->retention;
  CharlaBuilder *builder = server_control_call_get_builder (call);
  guint n_rules = 0;

  charla_builder_add_int (builder, "days", server_retention_get_days (retention));
  charla_builder_add_int (builder, "hold_ms", server_retention_get_hold (retention));
  charla_builder_add_bool (builder, "running", server_retention_is_running (retention));
  charla_builder_begin_array (builder, "rooms");
  for (guint i = 0; i < answer->rooms->len && n_rules < RULES_MAX; i++)
    {
      const ServerRoomInfo *room = answer->rooms->pdata[i];

      if (room->keep == 0)
        continue;
      add_rule (builder, room);
      n_rules++;
    }
  charla_builder_end (builder);
  server_control_call_build (call);
}

static gboolean
parse_days (const char *text, gint64 *days)
{
  guint64 number = 0;

  if (g_str_equal (text, FOR_EVER))
    *days = SERVER_KEEP_FOREVER;
  else if (g_str_equal (text, AS_THE_SERVER))
    *days = 0;
  else if (g_ascii_string_to_unsigned (text, 10, 1, DAYS_MAX, &number, NULL))
    *days = (gint64) number;
  else
    return FALSE;

  return TRUE;
}

static const ServerRoomInfo *
find_room (GPtrArray *rooms, const char *name)
{
  g_autofree char *folded = charla_name_fold (name);

  for (guint i = 0; i < rooms->len; i++)
    {
      const ServerRoomInfo *room = rooms->pdata[i];
      g_autofree char *other = charla_name_fold (room->name);

      if (room->kind != SERVER_ROOM_DIRECT && g_str_equal (folded, other))
        return room;
    }

  return NULL;
}

static void
on_kept (ServerControlCall *call, ServerResult *result)
{
  server_retention_run (call->surroundings->retention);
  server_control_call_build (call);
}

static void
set_rule (ServerControlCall *call, ServerAnswer *answer)
{
  const ServerRoomInfo *room = find_room (answer->rooms, call->arguments.name);
  gint64 days = 0;

  if (room == NULL)
    server_control_call_deny (call, CHARLA_CODE_UNKNOWN_ROOM, "There is no such room");
  else if (!parse_days (call->arguments.text, &days))
    server_control_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                              "That is neither a number of days nor “forever” nor “default”");
  else
    server_control_call_append (call, server_change_new_keep (room->id, days, call->actor),
                                on_kept);
}

void
server_control_handle_retention (ServerControlCall *call)
{
  gboolean has_name = call->arguments.name != NULL;
  gboolean has_days = call->arguments.text != NULL;

  if (has_name != has_days)
    server_control_call_deny (call, CHARLA_CODE_BAD_REQUEST,
                              "A rule is of a room, and of how long it is");
  else
    server_control_call_query (call, server_query_new_directory (),
                               has_name ? set_rule : answer_with_rules);
}
