/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-commands.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-application.h"
#include "cli-json.h"
#include "cli-lookup.h"
#include "cli-pages.h"

#define DEFAULT_NUMBER 10

/* How many of those who are in the room are known by name, if they say nothing. */
#define MEMBERS_MAX 200

typedef struct
{
  CliApplication *application;
  ClientRoom *room;
  CliFormat format;
  gint64 last;
  gboolean is_following;
} Tail;

static void
tail_free (Tail *self)
{
  g_signal_handlers_disconnect_by_data (cli_application_get_session (self->application), self);
  g_clear_object (&self->room);
  g_free (self);
}

static void
print_message (Tail *self, const ClientMessageInfo *message)
{
  const CliOptions *options = cli_application_get_options (self->application);
  g_autofree char *line = options->json
                            ? cli_json_message (message, client_room_get_name (self->room))
                            : cli_format_message (&self->format, message, NULL);

  cli_application_print (self->application, line);
}

static char *
format_event (Tail *self, const ClientEvent *event)
{
  ClientSession *session = cli_application_get_session (self->application);
  g_autofree char *sentence = NULL;
  ClientMessage *target = NULL;

  switch (event->kind)
    {
    case CLIENT_EVENT_EDIT:
      target = client_room_find (self->room, event->target, NULL);
      return cli_format_edit (&self->format, event->time, event->target,
                              target ? client_message_get_sender (target) : NULL, event->text);
    case CLIENT_EVENT_DELETE:
      sentence = g_strdup_printf ("#%" G_GINT64_FORMAT " %s", event->target, _ ("(deleted)"));
      return cli_format_act (&self->format, event->time, sentence);
    case CLIENT_EVENT_REACT:
      return cli_format_reaction (&self->format, event,
                                  cli_lookup_get_user_name (session, event->user));
    case CLIENT_EVENT_MEMBER:
      return cli_format_member (&self->format, event);
    case CLIENT_EVENT_ROOM:
      return cli_format_room (&self->format, event);
    default:
      return g_strdup ("");
    }
}

static void
on_event (ClientSession *session, ClientEvent *event, Tail *self)
{
  const CliOptions *options = cli_application_get_options (self->application);
  g_autofree char *line = NULL;

  if (g_strcmp0 (event->room, client_room_get_id (self->room)) != 0 || event->seq <= self->last)
    return;

  self->last = event->seq;
  if (event->kind == CLIENT_EVENT_MESSAGE)
    {
      print_message (self, event->message);
      return;
    }

  if (options->json)
    line = cli_json_event (event, client_room_get_name (self->room),
                           event->user ? cli_lookup_get_user_name (session, event->user) : NULL);
  else
    line = format_event (self, event);
  if (*line != '\0')
    cli_application_print (self->application, line);
}

static void
on_pages (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  Tail *self = cli_application_get_data (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = cli_pages_load_finish (result, &error);

  if (messages == NULL || self == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  for (guint i = 0; i < messages->len; i++)
    {
      const ClientMessageInfo *message = messages->pdata[i];

      print_message (self, message);
      self->last = MAX (self->last, message->seq);
    }

  if (!self->is_following)
    {
      cli_application_end (application, NULL);
      return;
    }
  cli_application_stay (application);
  g_signal_connect (cli_application_get_session (application), "event", G_CALLBACK (on_event),
                    self);
}

/* Without an answer people are named as their messages do. */
static void
on_members (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  Tail *self = cli_application_get_data (application);
  const CliOptions *options = cli_application_get_options (application);
  g_autoptr (GPtrArray) members
    = client_session_list_members_finish (CLIENT_SESSION (source), result, NULL, NULL);

  if (members != NULL)
    cli_lookup_meet (CLIENT_SESSION (source), members);
  if (self != NULL)
    cli_pages_load_async (self->room, 0,
                          options->limit >= 0 ? (guint) options->limit : DEFAULT_NUMBER, on_pages,
                          application);
}

static void
on_room (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliApplication *application = user_data;
  Tail *self = cli_application_get_data (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientRoom) room = cli_lookup_finish (result, &error);
  gboolean is_classic = client_session_get_is_classic (CLIENT_SESSION (source));

  if (room == NULL || self == NULL)
    {
      cli_application_end (application, error);
      return;
    }

  self->room = g_steal_pointer (&room);
  /* In the classic dialect nobody remembers what was said, and nothing has a number. */
  self->format.seqs = !is_classic;
  client_session_list_members_async (CLIENT_SESSION (source), self->room, NULL, MEMBERS_MAX,
                                     on_members, application);
}

static void
begin (CliApplication *application, gboolean is_following)
{
  Tail *self = g_new0 (Tail, 1);

  self->application = application;
  self->format = *cli_application_get_format (application);
  self->format.dates = TRUE;
  self->is_following = is_following;
  cli_application_set_data (application, self, (GDestroyNotify) tail_free);

  cli_lookup_room_async (cli_application_get_session (application),
                         cli_application_get_argument (application, 0), on_room, application);
}

/**
 * cli_command_tail:
 * @application: the application
 *
 * Prints the last messages of a room, and then what happens in it, as it happens. When
 * the line is lost it comes back, and nothing is missing nor printed twice.
 */
void
cli_command_tail (CliApplication *application)
{
  begin (application, !cli_application_get_options (application)->no_follow);
}
