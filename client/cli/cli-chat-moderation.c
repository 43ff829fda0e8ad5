/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>

#include "cli-note.h"
#include "cli-verdict.h"

/* How many are listed: more than anybody reads in a chat. */
#define LIST_MAX 50

typedef void (*VerdictFunc) (ClientSession *session, ClientRoom *room,
                             const ClientVerdict *verdict, GAsyncReadyCallback callback,
                             gpointer user_data);

/* Unlike what others see, nothing on the screen shows it. */
static void
on_judged (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;

  client_session_request_finish (CLIENT_SESSION (source), result, &error);
  if (self == NULL)
    return;
  if (error == NULL)
    cli_chat_notice (self, _ ("It is done."));
  else
    cli_chat_warn (self, error->message);
}

static void
judge (CliChat *self, VerdictFunc func, gboolean is_on, const char *text)
{
  g_auto (CliVerdict) typed = { 0 };
  ClientVerdict verdict = { .is_on = is_on };

  if (!cli_chat_has_room (self))
    return;

  cli_verdict_parse (&typed, text, g_get_real_time () / 1000);
  verdict.until = typed.until;
  verdict.reason = typed.reason;
  if (typed.is_address && func == client_session_ban_async)
    verdict.address = typed.who;
  else
    verdict.user = typed.who;
  func (self->session, self->room, &verdict, on_judged, self->application);
}

/**
 * cli_chat_do_ban:
 * @self: the chat
 * @request: whom, maybe for how long, and maybe why
 */
void
cli_chat_do_ban (CliChat *self, const CliSlashRequest *request)
{
  judge (self, client_session_ban_async, TRUE, request->rest);
}

/**
 * cli_chat_do_unban:
 * @self: the chat
 * @request: whom
 */
void
cli_chat_do_unban (CliChat *self, const CliSlashRequest *request)
{
  judge (self, client_session_ban_async, FALSE, request->rest);
}

/**
 * cli_chat_do_mute:
 * @self: the chat
 * @request: whom, maybe for how long, and maybe why
 */
void
cli_chat_do_mute (CliChat *self, const CliSlashRequest *request)
{
  judge (self, client_session_mute_async, TRUE, request->rest);
}

/**
 * cli_chat_do_unmute:
 * @self: the chat
 * @request: whom
 */
void
cli_chat_do_unmute (CliChat *self, const CliSlashRequest *request)
{
  judge (self, client_session_mute_async, FALSE, request->rest);
}

/* The oldest first, so that the newest stands nearest to where one writes. */
static void
show (CliChat *self, GPtrArray *notes, gboolean has_more)
{
  CliFormat format = self->format;

  format.dates = TRUE;
  if (has_more)
    cli_chat_notice (self, _ ("There are more."));
  for (guint i = notes->len; i > 0; i--)
    {
      const ClientNoteInfo *note = notes->pdata[i - 1];
      g_autofree char *sentence = cli_note_describe (note);
      g_autofree char *line = cli_format_act (&format, note->time, sentence);

      cli_chat_print (self, line);
    }
}

static void
on_bans (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  gboolean has_more = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes
    = client_session_list_bans_finish (CLIENT_SESSION (source), result, &has_more, &error);

  if (self == NULL)
    return;
  if (notes == NULL)
    cli_chat_warn (self, error->message);
  else if (notes->len == 0)
    cli_chat_notice (self, _ ("Nobody is banned or muted here."));
  else
    show (self, notes, has_more);
}

/**
 * cli_chat_do_bans:
 * @self: the chat
 * @request: nothing more
 */
void
cli_chat_do_bans (CliChat *self, const CliSlashRequest *request)
{
  if (cli_chat_has_room (self))
    client_session_list_bans_async (self->session, self->room, 0, LIST_MAX, on_bans,
                                    self->application);
}

static void
on_audit (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  gboolean has_more = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes
    = client_session_list_audit_finish (CLIENT_SESSION (source), result, &has_more, &error);

  if (self == NULL)
    return;
  if (notes == NULL)
    cli_chat_warn (self, error->message);
  else if (notes->len == 0)
    cli_chat_notice (self, _ ("Nobody has done anything of that kind yet."));
  else
    show (self, notes, has_more);
}

/**
 * cli_chat_do_audit:
 * @self: the chat
 * @request: * for the whole chat, or nothing
 */
void
cli_chat_do_audit (CliChat *self, const CliSlashRequest *request)
{
  gboolean is_all = g_str_equal (request->rest, "*");

  if (cli_chat_has_room (self))
    client_session_list_audit_async (self->session, is_all ? NULL : self->room, 0, LIST_MAX,
                                     on_audit, self->application);
}
