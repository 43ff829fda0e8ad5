/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-control.h"

#include <glib/gi18n.h>
#include <pwd.h>
#include <unistd.h>

#include "charla.h"
#include "server-control-peer.h"
#include "server-control-socket.h"
#include "server-log.h"

/* How long nobody is taken in when the system has no descriptors. */
#define PAUSE_MS 1000

/* Room for what the system keeps of a user, in bytes. */
#define PASSWD_SIZE 16384

struct _ServerControl
{
  GObject parent_instance;

  const ServerControlSurroundings *surroundings;
  guint idle_ms;
  ServerControlSocket *socket;
  GSource *source;
  guint pause;
  GHashTable *peers;
};

G_DEFINE_FINAL_TYPE (ServerControl, server_control, G_TYPE_OBJECT)

static void
server_control_dispose (GObject *object)
{
  ServerControl *self = SERVER_CONTROL (object);

  g_assert (self->socket == NULL && g_hash_table_size (self->peers) == 0);

  G_OBJECT_CLASS (server_control_parent_class)->dispose (object);
}

static void
server_control_finalize (GObject *object)
{
  ServerControl *self = SERVER_CONTROL (object);

  g_hash_table_unref (self->peers);

  G_OBJECT_CLASS (server_control_parent_class)->finalize (object);
}

static void
server_control_class_init (ServerControlClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = server_control_dispose;
  object_class->finalize = server_control_finalize;
}

static void
server_control_init (ServerControl *self)
{
  self->peers = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * server_control_new:
 * @surroundings: what the commands work with; it stays the caller's
 * @idle_ms: how long a connection may say nothing, or not read, in milliseconds
 *
 * Returns: (transfer full): a control that does not listen
 */
ServerControl *
server_control_new (const ServerControlSurroundings *surroundings, guint idle_ms)
{
  ServerControl *self = g_object_new (SERVER_TYPE_CONTROL, NULL);

  self->surroundings = surroundings;
  self->idle_ms = idle_ms;

  return self;
}

static void
on_closed (ServerControlPeer *peer, gpointer user_data)
{
  ServerControl *self = user_data;

  g_hash_table_remove (self->peers, peer);
}

/* The system's list of users may be far away: not on the main loop. */
static void
look_up (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  uid_t user = GPOINTER_TO_UINT (data);
  g_autofree char *buffer = g_malloc (PASSWD_SIZE);
  struct passwd entry;
  struct passwd *found = NULL;

  if (user == 0)
    g_task_return_pointer (task, g_strdup ("root"), g_free);
  else if (getpwuid_r (user, &entry, buffer, PASSWD_SIZE, &found) == 0 && found != NULL)
    g_task_return_pointer (task, g_utf8_make_valid (found->pw_name, -1), g_free);
  else
    g_task_return_pointer (task, g_strdup_printf ("user %u", user), g_free);
}

static void
refuse (ServerControlPeer *peer)
{
  g_autoptr (GBytes) frame = NULL;
  g_autoptr (CharlaBuilder) builder = charla_builder_new ();

  charla_builder_begin_object (builder, "error");
  charla_builder_add_string (builder, "code", charla_code_to_string (CHARLA_CODE_SERVER_FULL));
  charla_builder_add_string (builder, "text", "Too many use the control socket already");
  charla_builder_end (builder);
  frame = charla_builder_to_frame (builder);
  server_control_peer_dismiss (peer, frame);
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ServerControl *self = SERVER_CONTROL (source);
  g_autoptr (GSocket) socket = user_data;
  g_autofree char *actor = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean is_full = g_hash_table_size (self->peers) >= SERVER_CONTROL_PEERS_MAX;
  ServerControlPeer *peer = NULL;

  /* It has been stopped in the meantime. */
  if (self->socket == NULL)
    return;

  g_info ("%s uses the control socket", actor);
  peer = server_control_peer_new (socket, actor, self->idle_ms, self->surroundings, on_closed, self);
  g_hash_table_add (self->peers, peer);
  if (is_full)
    refuse (peer);
  else
    server_control_peer_start (peer);
}

static void
take (ServerControl *self, GSocket *socket)
{
  g_autoptr (GTask) task = NULL;
  uid_t user = 0;

  if (!server_control_socket_admit (self->socket, socket, &user))
    {
      g_message ("refused the control socket to user %u", user);
      return;
    }

  task = g_task_new (self, NULL, on_looked_up, g_object_ref (socket));
  g_task_set_source_tag (task, (gpointer) (guintptr) take);
  g_task_set_task_data (task, GUINT_TO_POINTER (user), NULL);
  g_task_run_in_thread (task, look_up);
}

static void watch (ServerControl *self);

static void
unwatch (ServerControl *self)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_handle_id (&self->pause, g_source_remove);
}

static gboolean
on_pause_over (gpointer user_data)
{
  ServerControl *self = user_data;

  self->pause = 0;
  watch (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_incoming (GSocket *listening, GIOCondition condition, gpointer user_data)
{
  ServerControl *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_accept (listening, NULL, &error);

  if (socket != NULL)
    take (self, socket);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_message ("cannot accept on the control socket, trying again: %s", error->message);
      unwatch (self);
      self->pause = g_timeout_add (PAUSE_MS, on_pause_over, self);
    }

  return G_SOURCE_CONTINUE;
}

static void
watch (ServerControl *self)
{
  self->source = g_socket_create_source (self->socket->socket, G_IO_IN, NULL);
  g_source_set_callback (self->source, G_SOURCE_FUNC (on_incoming), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/**
 * server_control_start:
 * @self: a control that does not listen
 * @path: where the socket is to be
 * @group: (nullable): the group whose members may use it, too
 * @error: return location for an error
 *
 * Begins to take commands.
 *
 * Returns: %TRUE, or %FALSE with an error of %G_IO_ERROR whose message is a sentence
 *   for who started the server
 */
gboolean
server_control_start (ServerControl *self, const char *path, const char *group, GError **error)
{
  self->socket = server_control_socket_open (path, group, error);
  if (self->socket == NULL)
    return FALSE;

  g_info ("the control socket is “%s”", path);
  watch (self);
  return TRUE;
}

/**
 * server_control_stop:
 * @self: a control
 *
 * Takes the socket away, and no more requests. Those who are here stay, and see the end of
 * the server by the end of their connection.
 */
void
server_control_stop (ServerControl *self)
{
  g_autofree gpointer *peers = g_hash_table_get_keys_as_array (self->peers, NULL);

  for (guint i = 0; peers[i] != NULL; i++)
    server_control_peer_stop (peers[i]);
  unwatch (self);
  g_clear_pointer (&self->socket, server_control_socket_close);
}

/**
 * server_control_close:
 * @self: a control
 *
 * Closes all that is open. To be called before the last reference is dropped.
 */
void
server_control_close (ServerControl *self)
{
  g_autofree gpointer *peers = NULL;

  server_control_stop (self);
  peers = g_hash_table_get_keys_as_array (self->peers, NULL);
  for (guint i = 0; peers[i] != NULL; i++)
    server_control_peer_close (peers[i]);
}
