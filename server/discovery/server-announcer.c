/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server-announcer.h"

#include <string.h>

#include "discovery-bus.h"
#include "discovery-name.h"
#include "discovery-txt.h"
#include "server-reach.h"

/* AVAHI_ENTRY_GROUP_… of avahi-common/defs.h */
#define GROUP_ESTABLISHED 2
#define GROUP_COLLISION 3
#define GROUP_FAILURE 4

#define COLLISION_ERROR "org.freedesktop.Avahi.CollisionError"

/* What Avahi does not take now it may take later: it has bounds of its own. */
#define RETRY_S 30

/* Most names that are tried: whoever takes one after the other from the server could have
 * it try for ever. */
#define NAMES_MAX 100

struct _ServerAnnouncer
{
  GObject parent_instance;

  char *name;
  DiscoveryTxt txt;
  GArray *reaches; /* of ServerReach */

  DiscoveryBus *bus;
  gboolean is_started;
  const char *said; /* what the log was told of Avahi */

  /* One attempt at an announcement. */
  guint attempt;
  char *group;
  guint group_changes;
  char *announced_name;
  guint names_tried;
  gboolean is_announced;
  guint retry;
};

G_DEFINE_FINAL_TYPE (ServerAnnouncer, server_announcer, G_TYPE_OBJECT)

/* A question to Avahi, and in which attempt it was asked. */
typedef struct
{
  ServerAnnouncer *announcer;
  guint attempt;
} Question;

static void announce (ServerAnnouncer *self);
static void withdraw (ServerAnnouncer *self);

static Question *
question_new (ServerAnnouncer *self)
{
  Question *question = g_new0 (Question, 1);

  question->announcer = g_object_ref (self);
  question->attempt = self->attempt;
  return question;
}

static void
question_free (Question *self)
{
  g_clear_object (&self->announcer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
server_announcer_dispose (GObject *object)
{
  ServerAnnouncer *self = SERVER_ANNOUNCER (object);

  server_announcer_stop (self);
  if (self->bus != NULL)
    g_signal_handlers_disconnect_by_data (self->bus, self);
  g_clear_object (&self->bus);

  G_OBJECT_CLASS (server_announcer_parent_class)->dispose (object);
}

static void
server_announcer_finalize (GObject *object)
{
  ServerAnnouncer *self = SERVER_ANNOUNCER (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->announced_name, g_free);
  g_clear_pointer (&self->txt.id, g_free);
  g_clear_pointer (&self->reaches, g_array_unref);

  G_OBJECT_CLASS (server_announcer_parent_class)->finalize (object);
}

static void
server_announcer_class_init (ServerAnnouncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = server_announcer_dispose;
  object_class->finalize = server_announcer_finalize;
}

static void
call_group (ServerAnnouncer *self, const char *method, GVariant *arguments,
            GAsyncReadyCallback callback, gpointer user_data)
{
  discovery_bus_call (self->bus, self->group, DISCOVERY_ENTRY_GROUP, method, arguments, NULL, NULL,
                      callback, user_data);
}

static gboolean
on_retry (gpointer user_data)
{
  ServerAnnouncer *self = user_data;

  self->retry = 0;
  withdraw (self);
  announce (self);

  return G_SOURCE_REMOVE;
}

static void
fail (ServerAnnouncer *self, const char *reason)
{
  g_message ("the server is not announced, which is tried again in %d s: %s", RETRY_S, reason);
  withdraw (self);
  self->retry = g_timeout_add_seconds (RETRY_S, on_retry, self);
}

/* Somebody else is called so. */
static void
take_next_name (ServerAnnouncer *self)
{
  g_autofree char *next = discovery_name_next (self->announced_name);

  if (++self->names_tried >= NAMES_MAX)
    {
      fail (self, "each name that is tried is taken");
      return;
    }

  withdraw (self);
  g_free (self->announced_name);
  self->announced_name = g_steal_pointer (&next);
  announce (self);
}

static void
on_group_signal (GDBusConnection *connection, const char *sender, const char *path,
                 const char *interface, const char *name, GVariant *arguments, gpointer user_data)
{
  ServerAnnouncer *self = user_data;
  const char *reason = NULL;
  int state = 0;

  if (g_strcmp0 (path, self->group) != 0 || strcmp (name, "StateChanged") != 0
      || !g_variant_is_of_type (arguments, G_VARIANT_TYPE ("(is)")))
    return;

  g_variant_get (arguments, "(i&s)", &state, &reason);
  if (state == GROUP_COLLISION)
    take_next_name (self);
  else if (state == GROUP_FAILURE)
    fail (self, reason);
  else if (state == GROUP_ESTABLISHED && !self->is_announced)
    {
      self->is_announced = TRUE;
      self->said = NULL;
      g_message ("announced on the local network as “%s”", self->announced_name);
    }
}

/* Ends what a call to the group has begun. The first that fails tells of it. */
static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  ServerAnnouncer *self = question->announcer;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autofree char *remote = NULL;

  if (answer != NULL || question->attempt != self->attempt)
    return;

  remote = g_dbus_error_get_remote_error (error);
  if (g_strcmp0 (remote, COLLISION_ERROR) == 0)
    take_next_name (self);
  else
    fail (self, error->message);
}

static void
add_service (ServerAnnouncer *self, const ServerReach *reach)
{
  call_group (self, "AddService",
              g_variant_new ("(iiussssq@aay)", reach->interface, reach->protocol, 0,
                             self->announced_name, DISCOVERY_TYPE, "", "", reach->port,
                             discovery_txt_write (&self->txt)),
              on_done, question_new (self));
}

static void
on_group (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  ServerAnnouncer *self = question->announcer;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer
    = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (question->attempt != self->attempt)
    return;
  if (answer == NULL)
    {
      fail (self, error->message);
      return;
    }

  g_variant_get (answer, "(o)", &self->group);
  for (guint i = 0; i < self->reaches->len; i++)
    add_service (self, &g_array_index (self->reaches, ServerReach, i));
  call_group (self, "Commit", NULL, on_done, question_new (self));
}

static void
announce (ServerAnnouncer *self)
{
  self->group_changes
    = discovery_bus_subscribe (self->bus, DISCOVERY_ENTRY_GROUP, NULL, on_group_signal, self);
  discovery_bus_call (self->bus, "/", DISCOVERY_SERVER, "EntryGroupNew", NULL,
                      G_VARIANT_TYPE ("(o)"), NULL, on_group, question_new (self));
}

/* Ends the attempt. Answers that still come belong to no other. */
static void
withdraw (ServerAnnouncer *self)
{
  gboolean is_ready = discovery_bus_get_state (self->bus) == DISCOVERY_BUS_READY;

  self->attempt++;
  self->is_announced = FALSE;
  g_clear_handle_id (&self->retry, g_source_remove);
  if (self->group_changes != 0)
    discovery_bus_unsubscribe (self->bus, self->group_changes);
  self->group_changes = 0;
  if (self->group != NULL && is_ready)
    call_group (self, "Free", NULL, NULL, NULL);
  g_clear_pointer (&self->group, g_free);
}

static void
begin (ServerAnnouncer *self)
{
  g_free (self->announced_name);
  self->announced_name = discovery_name_make (self->name);
  self->names_tried = 0;
  announce (self);
}

/* Once for each thing that is wrong, and once more when that was right meanwhile. */
static void
say (ServerAnnouncer *self, const char *sentence)
{
  if (self->said == sentence)
    return;

  self->said = sentence;
  g_message ("%s", sentence);
}

static void
on_bus_changed (DiscoveryBus *bus, ServerAnnouncer *self)
{
  static const char absent[] = "the server is not announced on the local network until Avahi "
                               "(avahi-daemon) runs on this machine";
  static const char silent[] = "the server is not announced on the local network until Avahi "
                               "(avahi-daemon) answers";

  withdraw (self);
  switch (discovery_bus_get_state (bus))
    {
    case DISCOVERY_BUS_READY:
      begin (self);
      break;
    case DISCOVERY_BUS_ABSENT:
      say (self, absent);
      break;
    case DISCOVERY_BUS_SILENT:
      say (self, silent);
      break;
    case DISCOVERY_BUS_SEARCHING:
    default:
      break;
    }
}

static void
server_announcer_init (ServerAnnouncer *self)
{
  self->reaches = g_array_new (FALSE, FALSE, sizeof (ServerReach));
  self->bus = discovery_bus_new ();
  g_signal_connect (self->bus, "changed", G_CALLBACK (on_bus_changed), self);
}

/**
 * server_announcer_new:
 * @id: the server's id, by which clients know it again
 *
 * Returns: (transfer full): an announcer that says nothing yet
 */
ServerAnnouncer *
server_announcer_new (const char *id)
{
  ServerAnnouncer *self = g_object_new (SERVER_TYPE_ANNOUNCER, NULL);

  self->txt.id = g_strdup (id);
  self->name = g_strdup (g_get_host_name ());
  return self;
}

/**
 * server_announcer_add_address:
 * @self: an announcer that was not started
 * @address: an address on which the server listens, with its port
 *
 * Announces one more address, there where it can be reached: a server that listens on the
 * loopback interface alone is announced on this machine and not to the network.
 */
void
server_announcer_add_address (ServerAnnouncer *self, GSocketAddress *address)
{
  ServerReach reach = { 0 };

  g_return_if_fail (SERVER_IS_ANNOUNCER (self));
  g_return_if_fail (G_IS_SOCKET_ADDRESS (address));

  if (server_reach_find (address, &reach))
    g_array_append_val (self->reaches, reach);
}

static gboolean
can_announce (ServerAnnouncer *self)
{
  return self->is_started && discovery_bus_get_state (self->bus) == DISCOVERY_BUS_READY;
}

/**
 * server_announcer_set_name:
 * @self: an announcer
 * @name: what the server is called
 *
 * Announces the server under that name. If there is one of that name already, a number is put
 * behind it.
 */
void
server_announcer_set_name (ServerAnnouncer *self, const char *name)
{
  g_autofree char *made = NULL;

  g_return_if_fail (SERVER_IS_ANNOUNCER (self));
  g_return_if_fail (name != NULL);

  made = discovery_name_make (name);
  if (*made == '\0' || strcmp (made, self->name) == 0)
    return;

  g_free (self->name);
  self->name = g_steal_pointer (&made);
  if (can_announce (self))
    {
      withdraw (self);
      begin (self);
    }
}

/* Without an interruption, for those who look at it. */
static void
update_txt (ServerAnnouncer *self)
{
  if (!can_announce (self) || self->group == NULL)
    return;

  for (guint i = 0; i < self->reaches->len; i++)
    {
      const ServerReach *reach = &g_array_index (self->reaches, ServerReach, i);

      call_group (self, "UpdateServiceTxt",
                  g_variant_new ("(iiusss@aay)", reach->interface, reach->protocol, 0,
                                 self->announced_name, DISCOVERY_TYPE, "",
                                 discovery_txt_write (&self->txt)),
                  on_done, question_new (self));
    }
}

/**
 * server_announcer_set_needs_join_word:
 * @self: an announcer
 * @needs_join_word: whether new names need a word
 */
void
server_announcer_set_needs_join_word (ServerAnnouncer *self, gboolean needs_join_word)
{
  g_return_if_fail (SERVER_IS_ANNOUNCER (self));

  if (self->txt.needs_join_word == !!needs_join_word)
    return;

  self->txt.needs_join_word = !!needs_join_word;
  update_txt (self);
}

/**
 * server_announcer_set_is_encrypted:
 * @self: an announcer
 * @is_encrypted: whether the server speaks TLS
 */
void
server_announcer_set_is_encrypted (ServerAnnouncer *self, gboolean is_encrypted)
{
  g_return_if_fail (SERVER_IS_ANNOUNCER (self));

  if (self->txt.is_encrypted == !!is_encrypted)
    return;

  self->txt.is_encrypted = !!is_encrypted;
  update_txt (self);
}

/**
 * server_announcer_start:
 * @self: an announcer
 *
 * Begins to announce the server, as soon as there is an Avahi to do so.
 */
void
server_announcer_start (ServerAnnouncer *self)
{
  g_return_if_fail (SERVER_IS_ANNOUNCER (self));

  if (self->is_started || self->reaches->len == 0)
    return;

  self->is_started = TRUE;
  self->said = NULL;
  discovery_bus_start (self->bus);
}

/**
 * server_announcer_stop:
 * @self: an announcer
 *
 * Withdraws what is announced, without waiting for Avahi.
 */
void
server_announcer_stop (ServerAnnouncer *self)
{
  g_return_if_fail (SERVER_IS_ANNOUNCER (self));

  if (!self->is_started)
    return;

  self->is_started = FALSE;
  withdraw (self);
  discovery_bus_stop (self->bus);
}

/**
 * server_announcer_get_name:
 * @self: an announcer
 *
 * Returns: (transfer none) (nullable): under which name the server is announced now
 */
const char *
server_announcer_get_name (ServerAnnouncer *self)
{
  g_return_val_if_fail (SERVER_IS_ANNOUNCER (self), NULL);

  return self->is_announced ? self->announced_name : NULL;
}
