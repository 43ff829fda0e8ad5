/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-lookup.h"
#include "cli-pages.h"

#define HISTORY_DEFAULT 20
#define HISTORY_MAX 1000
#define SEARCH_MAX 20

/* The message that is meant: the one that is named, or the last one. */
static gint64
choose (CliChat *self, const CliSlashRequest *request, gint64 last)
{
  gint64 seq = request->seq > 0 ? request->seq : last;

  if (seq == 0)
    cli_chat_warn (self, _ ("Which message? Write its number, such as #42."));
  return seq;
}

/**
 * cli_chat_do_reply:
 * @self: the chat
 * @request: the answer, to the last message of somebody else if none is named
 */
void
cli_chat_do_reply (CliChat *self, const CliSlashRequest *request)
{
  gint64 seq = choose (self, request, self->last_other);

  if (seq > 0)
    cli_chat_say (self, request->rest, seq);
}

/**
 * cli_chat_do_edit:
 * @self: the chat
 * @request: the new text, of the person’s own last message if none is named
 */
void
cli_chat_do_edit (CliChat *self, const CliSlashRequest *request)
{
  gint64 seq = choose (self, request, self->last_own);

  if (seq > 0)
    client_session_edit_async (self->session, seq, request->rest, cli_chat_report,
                               self->application);
}

/**
 * cli_chat_do_delete:
 * @self: the chat
 * @request: which message; the person’s own last one if none is named
 */
void
cli_chat_do_delete (CliChat *self, const CliSlashRequest *request)
{
  gint64 seq = choose (self, request, self->last_own);

  if (seq > 0)
    client_session_delete_async (self->session, seq, cli_chat_report, self->application);
}

/**
 * cli_chat_do_react:
 * @self: the chat
 * @request: an emoji, with a minus before it to take it back; for the last message of
 *   somebody else if none is named
 */
void
cli_chat_do_react (CliChat *self, const CliSlashRequest *request)
{
  gint64 seq = choose (self, request, self->last_other);
  gboolean is_on = *request->rest != '-';

  if (seq > 0)
    client_session_react_async (self->session, seq, request->rest + (is_on ? 0 : 1), is_on,
                                cli_chat_report, self->application);
}

static void
print_found (CliChat *self, GPtrArray *messages)
{
  CliFormat format = self->format;

  format.dates = TRUE;
  for (guint i = messages->len; i > 0; i--)
    {
      const ClientMessageInfo *message = messages->pdata[i - 1];
      g_autofree char *line = cli_format_message (
        &format, message, cli_lookup_get_room_name (self->session, message->room));

      cli_chat_print (self, line);
    }
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  gboolean has_more = FALSE;
  gboolean is_partial = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages = client_session_search_finish (
    CLIENT_SESSION (source), result, &has_more, &is_partial, &error);

  if (self == NULL)
    return;
  if (messages == NULL)
    {
      cli_chat_warn (self, error->message);
      return;
    }

  cli_chat_notice (self, messages->len > 0 ? _ ("Found:") : _ ("Nothing is found."));
  print_found (self, messages);
  if (has_more)
    cli_chat_notice (self, _ ("There are older ones; more words find fewer."));
  if (is_partial)
    cli_chat_notice (self, _ ("The server cannot be asked now: this is what is known here."));
}

/**
 * cli_chat_do_search:
 * @self: the chat
 * @request: words
 */
void
cli_chat_do_search (CliChat *self, const CliSlashRequest *request)
{
  client_session_search_async (self->session, request->rest, NULL, NULL, 0, SEARCH_MAX, on_found,
                               self->application);
}

static void
on_older (GObject *source, GAsyncResult *result, gpointer application)
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
  if (messages->len == 0)
    {
      cli_chat_notice (self, _ ("There is nothing before that."));
      return;
    }

  cli_chat_notice (self, _ ("Earlier:"));
  for (guint i = 0; i < messages->len; i++)
    cli_chat_show_message (self, messages->pdata[i]);
  cli_chat_notice (self, _ ("This was earlier."));
}

/**
 * cli_chat_do_history:
 * @self: the chat
 * @request: how many messages from before those that were shown
 */
void
cli_chat_do_history (CliChat *self, const CliSlashRequest *request)
{
  guint64 n = HISTORY_DEFAULT;

  if (*request->rest != '\0'
      && !g_ascii_string_to_unsigned (request->rest, 10, 1, HISTORY_MAX, &n, NULL))
    {
      cli_chat_warn (self, _ ("How many messages? Write a number up to 1000."));
      return;
    }

  if (self->room != NULL)
    cli_pages_load_async (self->room, self->first, (guint) n, on_older, self->application);
}
