/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <unistd.h>

#include "charla-config.h"
#include "server-control-handlers.h"

/* 0 for what is not there. */
static gint64
get_size (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_size : 0;
}

static void
add_addresses (CharlaBuilder *builder, GPtrArray *addresses)
{
  charla_builder_begin_array (builder, "addresses");
  for (guint i = 0; i < addresses->len; i++)
    charla_builder_add_string (builder, NULL, addresses->pdata[i]);
  charla_builder_end (builder);
}

static void
add_fingerprint (CharlaBuilder *builder, ServerCertificate *certificate)
{
  if (certificate == NULL)
    return;

  charla_builder_add_string (builder, "fingerprint",
                             server_certificate_get_fingerprint (certificate));
  charla_builder_add_int (builder, "certificate_until",
                          server_certificate_get_not_after (certificate));
}

static guint
count_online (ServerControlCall *call, GPtrArray *users)
{
  guint n = 0;

  for (guint i = 0; i < users->len; i++)
    {
      const ServerUserInfo *user = users->pdata[i];

      n += server_directory_is_online (call->services->directory, user->id) ? 1 : 0;
    }

  return n;
}

static guint
count_rooms (GPtrArray *rooms)
{
  guint n = 0;

  for (guint i = 0; i < rooms->len; i++)
    n += ((const ServerRoomInfo *) rooms->pdata[i])->kind != SERVER_ROOM_DIRECT ? 1 : 0;

  return n;
}

static void
answer_with_status (ServerControlCall *call, ServerAnswer *answer)
{
  const ServerControlSurroundings *surroundings = call->surroundings;
  const char *folder = surroundings->options->data_dir;
  CharlaBuilder *builder = server_control_call_get_builder (call);

  charla_builder_add_string (builder, "version", CHARLA_VERSION);
  charla_builder_add_string (builder, "name", call->services->name);
  charla_builder_add_string (builder, "id", server_store_get_id (call->services->store));
  charla_builder_add_int (builder, "pid", getpid ());
  charla_builder_add_int (builder, "started", surroundings->started);
  add_addresses (builder, surroundings->addresses);
  charla_builder_add_int (builder, "connections",
                          server_reception_get_connections (surroundings->reception));
  charla_builder_add_int (builder, "online", count_online (call, answer->users));
  charla_builder_add_int (builder, "accounts", answer->users->len);
  charla_builder_add_int (builder, "rooms", count_rooms (answer->rooms));
  charla_builder_add_int (builder, "seq", answer->cursor);
  charla_builder_add_string (builder, "data", folder);
  charla_builder_add_int (builder, "database_bytes", get_size (folder, SERVER_STORE_FILE));
  charla_builder_add_bool (builder, "announced",
                           server_announcer_get_name (surroundings->announcer) != NULL);
  if (surroundings->options->config_file != NULL)
    charla_builder_add_string (builder, "config", surroundings->options->config_file);
  add_fingerprint (builder, server_reception_get_certificate (surroundings->reception));
  charla_builder_add_int (builder, "wal_bytes", get_size (folder, SERVER_STORE_FILE "-wal"));
  server_control_call_build (call);
}

void
server_control_handle_status (ServerControlCall *call)
{
  server_control_call_query (call, server_query_new_directory (), answer_with_status);
}

static void
on_reloaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerControlCall *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;

  if (server_reload_finish (SERVER_RELOAD (source), result, &error))
    {
      server_control_call_build (call);
      return;
    }

  refusal = g_error_new_literal (CHARLA_CODE_ERROR, CHARLA_CODE_CONFLICT, error->message);
  server_control_call_refuse (call, refusal);
}

void
server_control_handle_reload (ServerControlCall *call)
{
  ServerReload *reload = call->surroundings->reload;

  if (reload == NULL)
    server_control_call_deny (call, CHARLA_CODE_CONFLICT, "The server is not ready yet");
  else
    server_reload_async (reload, on_reloaded, call);
}

/* Whoever asks reads the answer, and sees the end of their connection when the server
 * has ended. */
void
server_control_handle_stop (ServerControlCall *call)
{
  const ServerControlSurroundings *surroundings = call->surroundings;

  g_message ("%s stops the server", call->actor);
  server_control_call_build (call);
  surroundings->stop (surroundings->user_data);
}
