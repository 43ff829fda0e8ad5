/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-chat.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-lookup.h"
#include "cli-secret.h"

/* How many members are listed: more than anybody reads in a chat. */
#define LIST_MAX 100

/* Names of people may be written with an @, as they are mentioned. */
static const char *
get_name (const char *text)
{
  return *text == '@' && text[1] != '\0' ? text + 1 : text;
}

static void
on_members_for_completion (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GPtrArray) members
    = client_session_list_members_finish (CLIENT_SESSION (source), result, NULL, NULL);

  if (self == NULL || members == NULL)
    return;

  g_ptr_array_set_size (self->members, 0);
  cli_lookup_meet (self->session, members);
  for (guint i = 0; i < members->len; i++)
    {
      const ClientMemberInfo *member = members->pdata[i];

      g_ptr_array_add (self->members, g_strdup (member->user->name));
    }
}

/**
 * cli_chat_load_members:
 * @self: the chat
 *
 * Asks who is in the room that is on the screen, so that their names can be completed.
 * Without an answer those are who have said something.
 */
void
cli_chat_load_members (CliChat *self)
{
  if (client_session_get_is_caught_up (self->session)
      && !client_session_get_is_classic (self->session))
    client_session_list_members_async (self->session, self->room, NULL, LIST_MAX,
                                       on_members_for_completion, self->application);
}

static void
on_members (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  gboolean has_more = FALSE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members
    = client_session_list_members_finish (CLIENT_SESSION (source), result, &has_more, &error);

  if (self == NULL)
    return;
  if (members == NULL)
    {
      cli_chat_warn (self, error->message);
      return;
    }

  for (guint i = 0; i < members->len; i++)
    {
      const ClientMemberInfo *member = members->pdata[i];
      g_autofree char *user = cli_format_user (&self->format, member->user);
      g_autofree char *line = member->role == CLIENT_ROLE_MEMBER
                                ? g_strdup (user)
                                : g_strdup_printf ("%s – %s", user, cli_format_role (member->role));

      cli_chat_print (self, line);
    }
  if (has_more)
    cli_chat_notice (self, _ ("There are more."));
}

/**
 * cli_chat_do_who:
 * @self: the chat
 * @request: nothing more
 */
void
cli_chat_do_who (CliChat *self, const CliSlashRequest *request)
{
  if (cli_chat_has_room (self))
    client_session_list_members_async (self->session, self->room, NULL, LIST_MAX, on_members,
                                       self->application);
}

static void
on_user (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClientUserInfo) user
    = client_session_whois_finish (CLIENT_SESSION (source), result, &error);
  g_autofree char *line = user && self ? cli_format_user (&self->format, user) : NULL;

  if (line != NULL)
    cli_chat_print (self, line);
  else if (self != NULL)
    cli_chat_warn (self, error->message);
}

/**
 * cli_chat_do_whois:
 * @self: the chat
 * @request: whose name
 */
void
cli_chat_do_whois (CliChat *self, const CliSlashRequest *request)
{
  client_session_whois_async (self->session, get_name (request->rest), on_user, self->application);
}

/**
 * cli_chat_do_invite:
 * @self: the chat
 * @request: whom
 */
void
cli_chat_do_invite (CliChat *self, const CliSlashRequest *request)
{
  if (cli_chat_has_room (self))
    client_session_invite_async (self->session, self->room, get_name (request->rest), NULL,
                                 cli_chat_report, self->application);
}

/**
 * cli_chat_do_kick:
 * @self: the chat
 * @request: whom
 */
void
cli_chat_do_kick (CliChat *self, const CliSlashRequest *request)
{
  if (cli_chat_has_room (self))
    client_session_kick_async (self->session, self->room, get_name (request->rest), NULL,
                               cli_chat_report, self->application);
}

static gboolean
read_role (const char *word, ClientRole *role)
{
  static const char *const words[] = { "member", "moderator", "owner" };
  static const ClientRole roles[]
    = { CLIENT_ROLE_MEMBER, CLIENT_ROLE_MODERATOR, CLIENT_ROLE_OWNER };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (word, words[i]) == 0)
        {
          *role = roles[i];
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * cli_chat_do_role:
 * @self: the chat
 * @request: somebody’s name, which may have spaces in it, and a role
 */
void
cli_chat_do_role (CliChat *self, const CliSlashRequest *request)
{
  const char *space = strrchr (request->rest, ' ');
  g_autofree char *name = NULL;
  ClientRole role = CLIENT_ROLE_NONE;

  if (space == NULL || !read_role (space + 1, &role))
    {
      cli_chat_warn (self, _ ("A role is member, moderator or owner."));
      return;
    }

  name = g_strstrip (g_strndup (request->rest, (gsize) (space - request->rest)));
  if (cli_chat_has_room (self))
    client_session_set_role_async (self->session, self->room, get_name (name), role,
                                   cli_chat_report, self->application);
}

static void
on_state_set (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;

  client_session_request_finish (CLIENT_SESSION (source), result, &error);
  if (self == NULL)
    return;
  if (error == NULL)
    cli_chat_notice (self, _ ("The others see that now."));
  else
    cli_chat_warn (self, error->message);
}

static void
set_state (CliChat *self, ClientUserState state, const char *text)
{
  client_session_set_status_async (self->session, state, text, on_state_set, self->application);
}

/**
 * cli_chat_do_status:
 * @self: the chat
 * @request: what the person says about themselves, or nothing
 */
void
cli_chat_do_status (CliChat *self, const CliSlashRequest *request)
{
  ClientUserInfo *me = client_session_get_me (self->session);

  set_state (self, me ? me->state : CLIENT_USER_ACTIVE, request->rest);
}

/**
 * cli_chat_do_active:
 * @self: the chat
 * @request: what they say about themselves, or nothing
 */
void
cli_chat_do_active (CliChat *self, const CliSlashRequest *request)
{
  set_state (self, CLIENT_USER_ACTIVE, request->rest);
}

/**
 * cli_chat_do_away:
 * @self: the chat
 * @request: what they say about themselves, or nothing
 */
void
cli_chat_do_away (CliChat *self, const CliSlashRequest *request)
{
  set_state (self, CLIENT_USER_AWAY, request->rest);
}

/**
 * cli_chat_do_busy:
 * @self: the chat
 * @request: what they say about themselves, or nothing
 */
void
cli_chat_do_busy (CliChat *self, const CliSlashRequest *request)
{
  set_state (self, CLIENT_USER_BUSY, request->rest);
}

static void
on_password_set (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;

  client_session_request_finish (CLIENT_SESSION (source), result, &error);
  if (self == NULL)
    return;
  if (error == NULL)
    cli_chat_notice (self, _ ("The password is set."));
  else
    cli_chat_warn (self, error->message);
}

/**
 * cli_chat_do_password:
 * @self: the chat
 * @request: nothing more: what is typed after it would be seen
 *
 * Asks for the old password and the new one. Whoever has none yet presses Enter.
 */
void
cli_chat_do_password (CliChat *self, const CliSlashRequest *request)
{
  g_autoptr (GError) error = NULL;
  char *old = NULL;
  char *password = NULL;

  cli_screen_stop (self->screen);
  old = cli_secret_ask (_ ("Old password (Enter if there is none):"), NULL);
  password = cli_secret_ask (_ ("New password:"), &error);
  cli_screen_start (self->screen, "");
  cli_chat_update_prompt (self);

  if (password != NULL)
    client_session_set_password_async (self->session, password, old, on_password_set,
                                       self->application);
  else
    cli_chat_warn (self, error->message);
  cli_secret_free (old);
  cli_secret_free (password);
}

static void
on_logged_out (GObject *source, GAsyncResult *result, gpointer application)
{
  CliChat *self = cli_chat_get (application);
  g_autoptr (GError) error = NULL;

  if (client_session_request_finish (CLIENT_SESSION (source), result, &error))
    cli_application_end (application, NULL);
  else if (self != NULL)
    cli_chat_warn (self, error->message);
}

/**
 * cli_chat_do_logout:
 * @self: the chat
 * @request: nothing more
 */
void
cli_chat_do_logout (CliChat *self, const CliSlashRequest *request)
{
  client_session_log_out_async (self->session, FALSE, on_logged_out, self->application);
}
