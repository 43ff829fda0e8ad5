/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cli-colors.h"
#include "terminal-sanitize.h"

/* What stands before each line of a message but the first. Without it a message could
 * look like several, of other people. */
#define CONTINUATION "│ "

/* How much of a quoted message is shown, in characters. */
#define EXCERPT_MAX 60

static void
append_dim (const CliFormat *self, GString *line, const char *text)
{
  cli_colors_append (line, self->colors, CLI_PAINT_DIM, text);
}

/* A time that no calendar has is left out: what a peer says may be any number. */
static void
append_time (const CliFormat *self, GString *line, gint64 time)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);
  g_autofree char *text = NULL;

  if (moment == NULL)
    return;

  text = g_date_time_format (moment, self->dates ? "%Y-%m-%d %H:%M:%S " : "%H:%M ");
  append_dim (self, line, text);
}

static void
append_seq (const CliFormat *self, GString *line, gint64 seq)
{
  g_autofree char *text = g_strdup_printf ("#%" G_GINT64_FORMAT " ", seq);

  if (self->seqs && seq > 0)
    append_dim (self, line, text);
}

static void
append_name (const CliFormat *self, GString *line, const char *name)
{
  g_autofree char *sane = terminal_sanitize_line (name);

  cli_colors_append_name (line, self->colors, sane);
}

static void
append_rest (const CliFormat *self, GString *line, guint n)
{
  g_autofree char *rest
    = g_strdup_printf (ngettext ("… and %u more line", "… and %u more lines", n), n);

  g_string_append_c (line, '\n');
  append_dim (self, line, CONTINUATION);
  append_dim (self, line, rest);
}

static void
append_text (const CliFormat *self, GString *line, const char *text)
{
  g_autofree char *sane = terminal_sanitize_text (text);
  g_auto (GStrv) lines = g_strsplit (sane, "\n", -1);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < n; i++)
    {
      if (self->max_lines > 0 && i == self->max_lines)
        {
          append_rest (self, line, n - i);
          return;
        }
      if (i > 0)
        {
          g_string_append_c (line, '\n');
          append_dim (self, line, CONTINUATION);
        }
      g_string_append (line, lines[i]);
    }
}

static char *
shorten (const char *text)
{
  g_autofree char *sane = terminal_sanitize_line (text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (sane, -1) <= EXCERPT_MAX)
    return g_steal_pointer (&sane);

  start = g_utf8_substring (sane, 0, EXCERPT_MAX);
  return g_strconcat (start, "…", NULL);
}

static void
append_reply (const CliFormat *self, GString *line, const ClientMessageInfo *message)
{
  g_autofree char *name = NULL;
  g_autofree char *excerpt = NULL;
  g_autofree char *quote = NULL;

  if (message->reply == 0 || message->reply_name == NULL)
    return;

  name = terminal_sanitize_line (message->reply_name);
  excerpt = shorten (message->reply_excerpt ? message->reply_excerpt : "");
  /* Translators: a message that answers one of %s, which begins so */
  quote = g_strdup_printf (_ ("(to %s: “%s”)"), name, excerpt);
  append_dim (self, line, quote);
  g_string_append_c (line, ' ');
}

static void
append_reactions (const CliFormat *self, GString *line, GPtrArray *reactions)
{
  for (guint i = 0; reactions != NULL && i < reactions->len; i++)
    {
      const ClientReactionInfo *reaction = reactions->pdata[i];
      g_autofree char *emoji = terminal_sanitize_line (reaction->emoji);
      g_autofree char *text
        = g_strdup_printf ("  %s %" G_GINT64_FORMAT, emoji, reaction->count);

      append_dim (self, line, text);
    }
}

/**
 * cli_format_message:
 * @self: how to write
 * @message: a message as it stands
 * @room: (nullable): the name of its room, if that is to be said
 *
 * Returns: (transfer full): the message, on one line or more
 */
char *
cli_format_message (const CliFormat *self, const ClientMessageInfo *message, const char *room)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append_time (self, line, message->time);
  append_seq (self, line, message->seq);
  if (room != NULL)
    {
      g_autofree char *sane = terminal_sanitize_line (room);
      g_autofree char *where = g_strdup_printf ("[%s] ", sane);

      append_dim (self, line, where);
    }
  append_name (self, line, message->name);
  g_string_append (line, ": ");
  append_reply (self, line, message);

  if (message->is_deleted)
    append_dim (self, line, _ ("(deleted)"));
  else
    append_text (self, line, message->text);
  if (message->edited > 0 && !message->is_deleted)
    {
      g_string_append_c (line, ' ');
      append_dim (self, line, _ ("(edited)"));
    }
  append_reactions (self, line, message->reactions);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * cli_format_outgoing:
 * @self: how to write
 * @text: what the person has written
 * @state: what has become of it, such as “waits”
 *
 * Returns: (transfer full): a message that others do not see yet, on one line or more
 */
char *
cli_format_outgoing (const CliFormat *self, const char *text, const char *state)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *sane = terminal_sanitize_line (state);

  cli_colors_append (line, self->colors, CLI_PAINT_WARNING, sane);
  g_string_append (line, ": ");
  append_text (self, line, text);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * cli_format_edit:
 * @self: how to write
 * @time: when, in milliseconds since 1970 UTC
 * @target: which message
 * @name: (nullable): whose message it is, if that is known
 * @text: how it reads now
 *
 * Returns: (transfer full): that a message was edited, on one line or more
 */
char *
cli_format_edit (const CliFormat *self, gint64 time, gint64 target, const char *name,
                 const char *text)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append_time (self, line, time);
  append_dim (self, line, "✎ ");
  append_seq (self, line, target);
  if (name != NULL)
    {
      append_name (self, line, name);
      g_string_append (line, ": ");
    }
  append_text (self, line, text);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * cli_format_act:
 * @self: how to write
 * @time: when, in milliseconds since 1970 UTC
 * @sentence: what happened
 *
 * Returns: (transfer full): the line
 */
char *
cli_format_act (const CliFormat *self, gint64 time, const char *sentence)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *sane = terminal_sanitize_line (sentence);

  append_time (self, line, time);
  append_dim (self, line, sane);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * cli_format_role:
 * @role: what somebody is in a room
 *
 * Returns: (transfer none): the same in words
 */
const char *
cli_format_role (ClientRole role)
{
  switch (role)
    {
    case CLIENT_ROLE_OWNER:
      return _ ("owner");
    case CLIENT_ROLE_MODERATOR:
      return _ ("moderator");
    case CLIENT_ROLE_MEMBER:
      return _ ("member");
    case CLIENT_ROLE_NONE:
    default:
      return _ ("not a member");
    }
}

static char *
describe_going (const ClientEvent *event, const char *who)
{
  if (event->by == NULL || event->by->name == NULL || strcmp (event->by->id, event->user->id) == 0)
    return g_strdup_printf (_ ("%s left"), who);
  if (event->text != NULL && *event->text != '\0')
    return g_strdup_printf (_ ("%s was removed by %s: %s"), who, event->by->name, event->text);

  return g_strdup_printf (_ ("%s was removed by %s"), who, event->by->name);
}

static char *
describe_coming (const ClientEvent *event, const char *who)
{
  if (event->role != CLIENT_ROLE_MEMBER)
    return g_strdup_printf (_ ("%s is %s now"), who, cli_format_role (event->role));
  if (event->by == NULL || event->by->name == NULL || strcmp (event->by->id, event->user->id) == 0)
    return g_strdup_printf (_ ("%s joined"), who);
  if (event->text != NULL && *event->text != '\0')
    return g_strdup_printf (_ ("%s was brought in by %s: %s"), who, event->by->name, event->text);

  return g_strdup_printf (_ ("%s was brought in by %s"), who, event->by->name);
}

/**
 * cli_format_member:
 * @self: how to write
 * @event: an event of the kind %CLIENT_EVENT_MEMBER
 *
 * Returns: (transfer full): who has come, gone, or become what
 */
char *
cli_format_member (const CliFormat *self, const ClientEvent *event)
{
  const char *who = event->user->name ? event->user->name : event->user->id;
  g_autofree char *sentence = event->role == CLIENT_ROLE_NONE ? describe_going (event, who)
                                                              : describe_coming (event, who);

  return cli_format_act (self, event->time, sentence);
}

/**
 * cli_format_reaction:
 * @self: how to write
 * @event: an event of the kind %CLIENT_EVENT_REACT
 * @name: whose reaction it is
 *
 * Returns: (transfer full): the line
 */
char *
cli_format_reaction (const CliFormat *self, const ClientEvent *event, const char *name)
{
  g_autofree char *target = g_strdup_printf ("#%" G_GINT64_FORMAT, event->target);
  g_autofree char *sentence = NULL;

  if (event->is_on)
    /* Translators: somebody, the number of a message, an emoji */
    sentence = g_strdup_printf (_ ("%s answers %s with %s"), name, target, event->emoji);
  else
    /* Translators: somebody, an emoji, the number of a message */
    sentence = g_strdup_printf (_ ("%s takes back the %s from %s"), name, event->emoji, target);

  return cli_format_act (self, event->time, sentence);
}

/**
 * cli_format_room:
 * @self: how to write
 * @event: an event of the kind %CLIENT_EVENT_ROOM
 *
 * Returns: (transfer full): what the room is like now
 */
char *
cli_format_room (const CliFormat *self, const ClientEvent *event)
{
  const ClientRoomInfo *about = event->about;
  g_autofree char *sentence = NULL;

  if (about == NULL || about->kind == CLIENT_ROOM_DIRECT)
    return g_strdup ("");

  sentence = *about->topic == '\0'
               ? g_strdup_printf (_ ("The room is “%s”, without a topic"), about->name)
               : g_strdup_printf (_ ("The room is “%s”, its topic “%s”"), about->name,
                                  about->topic);
  return cli_format_act (self, event->time, sentence);
}

/**
 * cli_format_same_day:
 * @a: a time, in milliseconds since 1970 UTC
 * @b: another time
 *
 * Returns: whether both are on the same day of the local calendar
 */
gboolean
cli_format_same_day (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_local (a / 1000);
  g_autoptr (GDateTime) second = g_date_time_new_from_unix_local (b / 1000);

  if (first == NULL || second == NULL)
    return first == second;

  return g_date_time_get_year (first) == g_date_time_get_year (second)
         && g_date_time_get_day_of_year (first) == g_date_time_get_day_of_year (second);
}

/**
 * cli_format_day:
 * @self: how to write
 * @time: a time, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): the line that stands where a day begins
 */
char *
cli_format_day (const CliFormat *self, gint64 time)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (time / 1000);
  /* Translators: a day, as for g_date_time_format(), such as “Monday, 5 January 2026” */
  g_autofree char *day = moment ? g_date_time_format (moment, _ ("%A, %-d %B %Y")) : g_strdup ("");
  g_autofree char *rule = g_strdup_printf ("── %s ──", day);

  append_dim (self, line, rule);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * cli_format_notice:
 * @self: how to write
 * @sentence: what the program has to say
 *
 * Returns: (transfer full): the line
 */
char *
cli_format_notice (const CliFormat *self, const char *sentence)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *sane = terminal_sanitize_line (sentence);

  append_dim (self, line, sane);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * cli_format_warning:
 * @self: how to write
 * @sentence: what went wrong
 *
 * Returns: (transfer full): the line
 */
char *
cli_format_warning (const CliFormat *self, const char *sentence)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *sane = terminal_sanitize_line (sentence);

  cli_colors_append (line, self->colors, CLI_PAINT_WARNING, sane);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static const char *
describe_state (const ClientUserInfo *user)
{
  if (!user->is_online)
    return _ ("offline");
  if (user->state == CLIENT_USER_AWAY)
    return _ ("away");
  if (user->state == CLIENT_USER_BUSY)
    return _ ("busy");

  return _ ("online");
}

/**
 * cli_format_user:
 * @self: how to write
 * @user: somebody
 *
 * Returns: (transfer full): who that is, and what they are doing, on one line
 */
char *
cli_format_user (const CliFormat *self, const ClientUserInfo *user)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append_name (self, line, user->name ? user->name : user->id);
  g_string_append_printf (line, " (%s)", describe_state (user));
  if (user->status != NULL && *user->status != '\0')
    {
      g_autofree char *status = terminal_sanitize_line (user->status);

      g_string_append_printf (line, " – %s", status);
    }
  if (user->kind == CLIENT_USER_GUEST)
    {
      g_string_append_c (line, ' ');
      append_dim (self, line, _ ("(guest)"));
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}
