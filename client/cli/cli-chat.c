/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>

#include "cli-pages.h"
#include "terminal-sanitize.h"

/* How many messages are shown of a room that one comes into: less than a screenful. */
#define FIRST_PAGE 20

/* A message that is not answered by then is shown as one that waits. */
#define PATIENCE_MS 1500

/* Readline counts what is between these as nothing. */
#define INVISIBLE "\001"
#define VISIBLE "\002"

#define PROMPT_NAME_MAX 30

/**
 * cli_chat_get:
 * @application: the application
 *
 * Returns: (transfer none) (nullable): the chat, or %NULL when it is over
 */
CliChat *
cli_chat_get (CliApplication *application)
{
  return cli_application_get_data (application);
}

/**
 * cli_chat_print:
 * @self: the chat
 * @lines: one line or more, fit for a terminal
 */
void
cli_chat_print (CliChat *self, const char *lines)
{
  if (*lines != '\0')
    cli_screen_print (self->screen, lines);
}

/**
 * cli_chat_notice:
 * @self: the chat
 * @sentence: what the program has to say
 */
void
cli_chat_notice (CliChat *self, const char *sentence)
{
  g_autofree char *line = cli_format_notice (&self->format, sentence);

  cli_chat_print (self, line);
}

/**
 * cli_chat_warn:
 * @self: the chat
 * @sentence: what went wrong
 */
void
cli_chat_warn (CliChat *self, const char *sentence)
{
  g_autofree char *line = cli_format_warning (&self->format, sentence);

  cli_chat_print (self, line);
}

/**
 * cli_chat_has_room:
 * @self: the chat
 *
 * Says it if there is no room on the screen, which is so only where there is no Lobby.
 *
 * Returns: whether there is one
 */
gboolean
cli_chat_has_room (CliChat *self)
{
  if (self->room == NULL)
    cli_chat_warn (self, _ ("You are in no room. /rooms lists yours."));
  return self->room != NULL;
}

/**
 * cli_chat_report:
 * @source: the session
 * @result: what became of a request
 * @application: the application
 *
 * Says it when a request fails. When it does not, its event is to be seen.
 */
void
cli_chat_report (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;

  if (!client_session_request_finish (CLIENT_SESSION (source), result, &error) && self != NULL)
    cli_chat_warn (self, error->message);
}

static char *
describe_typing (CliChat *self)
{
  const char *const *typing = self->room ? client_room_get_typing (self->room) : NULL;
  g_autofree char *names = NULL;
  g_autofree char *sane = NULL;

  if (typing == NULL || typing[0] == NULL)
    return g_strdup ("");
  if (typing[1] != NULL && typing[2] != NULL)
    return g_strdup (_ ("(several people are writing…)"));

  names = g_strjoinv (", ", (char **) typing);
  sane = terminal_sanitize_line (names);
  return g_strdup_printf (_ ("(%s: writing…)"), sane);
}

static guint
count_elsewhere (CliChat *self)
{
  GListModel *rooms = G_LIST_MODEL (client_session_get_rooms (self->session));
  guint n = g_list_model_get_n_items (rooms);
  guint unread = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ClientRoom) room = g_list_model_get_item (rooms, i);

      if (room != self->room)
        unread += client_room_get_unread (room);
    }

  return unread;
}

static char *
shorten (const char *name)
{
  g_autofree char *sane = terminal_sanitize_line (name);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (sane, -1) <= PROMPT_NAME_MAX)
    return g_steal_pointer (&sane);

  start = g_utf8_substring (sane, 0, PROMPT_NAME_MAX);
  return g_strconcat (start, "…", NULL);
}

/**
 * cli_chat_update_prompt:
 * @self: the chat
 *
 * Says in front of the line where one is, who is writing there, and how much there is to
 * read elsewhere.
 */
void
cli_chat_update_prompt (CliChat *self)
{
  g_autofree char *typing = describe_typing (self);
  g_autofree char *name = shorten (self->room ? client_room_get_name (self->room) : "");
  guint unread = count_elsewhere (self);
  g_autofree char *more = unread > 0 ? g_strdup_printf (" +%u", unread) : g_strdup ("");
  const char *gap = *typing != '\0' ? " " : "";
  g_autofree char *prompt = NULL;

  if (self->format.colors)
    prompt = g_strconcat (INVISIBLE "\033[2m" VISIBLE, typing, gap,
                          INVISIBLE "\033[0;1m" VISIBLE "[", name, more,
                          "]" INVISIBLE "\033[0m" VISIBLE " ", NULL);
  else
    prompt = g_strconcat (typing, gap, "[", name, more, "] ", NULL);
  cli_screen_set_prompt (self->screen, prompt);
}

static void
forget_room (CliChat *self)
{
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_clear_object (&self->room);
  g_clear_pointer (&self->other, g_free);
  g_ptr_array_set_size (self->members, 0);
  self->first = self->last = self->last_own = self->last_other = self->last_time = 0;
}

static void
on_first_page (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = cli_pages_load_finish (result, &error);

  if (self == NULL || self->room != CLIENT_ROOM (source))
    return;
  if (messages == NULL)
    {
      cli_chat_warn (self, error->message);
      return;
    }

  for (guint i = 0; i < messages->len; i++)
    {
      const ClientMessageInfo *message = messages->pdata[i];

      /* What has come meanwhile is on the screen already. */
      if (self->first == 0 || message->seq < self->first || message->seq > self->last)
        cli_chat_show_message (self, message);
    }
}

/* Of the other one in a conversation of two, one sees when they come and go. */
static void
show_other (CliChat *self)
{
  ClientUserInfo *with = self->room ? client_room_get_with (self->room) : NULL;
  g_autofree char *line = with ? cli_format_user (&self->format, with) : NULL;

  if (line == NULL || g_strcmp0 (line, self->other) == 0)
    return;

  cli_chat_print (self, line);
  g_free (self->other);
  self->other = g_steal_pointer (&line);
}

static void
show_head (CliChat *self)
{
  const char *topic = client_room_get_topic (self->room);
  g_autoptr (GString) head = g_string_new ("── ");
  guint members = client_room_get_members (self->room);

  g_string_append (head, client_room_get_name (self->room));
  if (client_room_get_kind (self->room) != CLIENT_ROOM_DIRECT && members > 0)
    {
      g_string_append (head, " · ");
      g_string_append_printf (head, ngettext ("%u member", "%u members", members), members);
    }
  if (topic != NULL && *topic != '\0')
    g_string_append_printf (head, " · %s", topic);
  g_string_append (head, " ──");

  cli_chat_notice (self, head->str);
}

/**
 * cli_chat_enter:
 * @self: the chat
 * @room: a room
 *
 * Puts a room on the screen.
 */
void
cli_chat_enter (CliChat *self, ClientRoom *room)
{
  forget_room (self);
  self->room = g_object_ref (room);
  g_signal_connect_swapped (room, "notify::typing", G_CALLBACK (cli_chat_update_prompt), self);
  g_signal_connect_swapped (room, "notify::name", G_CALLBACK (cli_chat_update_prompt), self);

  g_signal_connect_swapped (room, "notify::with", G_CALLBACK (show_other), self);

  show_head (self);
  show_other (self);
  cli_chat_update_prompt (self);
  cli_pages_load_async (room, 0, FIRST_PAGE, on_first_page, self->application);
  cli_chat_load_members (self);
}

static void
on_outgoing_changed (ClientMessage *message, GParamSpec *property, CliApplication *application)
{
  CliChat *self = cli_chat_get (application);

  if (self != NULL && client_message_get_state (message) == CLIENT_MESSAGE_FAILED)
    cli_chat_show_outgoing (self, message);
}

typedef struct
{
  CliApplication *application;
  ClientMessage *message;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->message);
  g_free (waiting);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Waiting *waiting = user_data;
  CliChat *self = cli_chat_get (waiting->application);

  if (self != NULL && client_message_get_state (waiting->message) == CLIENT_MESSAGE_QUEUED)
    cli_chat_show_outgoing (self, waiting->message);
  return G_SOURCE_REMOVE;
}

/**
 * cli_chat_say:
 * @self: the chat
 * @text: what the person says
 * @reply: the message that it answers, or 0
 *
 * Says it in the room that is on the screen. It is seen there when it comes back from the
 * server, in its place among what others say; if it does not come soon, as one that waits.
 */
void
cli_chat_say (CliChat *self, const char *text, gint64 reply)
{
  g_autoptr (GError) error = NULL;
  ClientMessage *message = NULL;
  Waiting *waiting = NULL;

  if (!cli_chat_has_room (self))
    return;

  message = client_session_post (self->session, self->room, text, reply, &error);
  if (message == NULL)
    {
      cli_chat_warn (self, error->message);
      return;
    }

  g_signal_connect (message, "notify::state", G_CALLBACK (on_outgoing_changed),
                    self->application);
  waiting = g_new0 (Waiting, 1);
  waiting->application = self->application;
  waiting->message = g_object_ref (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, self->is_lost ? 0 : PATIENCE_MS, on_patience_over,
                      waiting, waiting_free);
}
