/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-people.h"

#include <glib/gi18n.h>

#include "ui-format.h"
#include "ui-text.h"

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

static const struct
{
  gint64 length; /* 0 for no end */
  const char *words;
} spans[UI_PEOPLE_SPANS] = {
  { 0, N_("Until lifted") },
  { 15 * MINUTE_MS, N_("15 minutes") },
  { HOUR_MS, N_("One hour") },
  { DAY_MS, N_("One day") },
  { 7 * DAY_MS, N_("One week") },
};

/**
 * ui_people_role:
 * @role: what somebody is in a room
 *
 * Returns: (transfer none): the same in a word
 */
const char *
ui_people_role (ClientRole role)
{
  switch (role)
    {
    case CLIENT_ROLE_OWNER:
      return _("Owner");
    case CLIENT_ROLE_MODERATOR:
      return _("Moderator");
    case CLIENT_ROLE_MEMBER:
      return _("Member");
    case CLIENT_ROLE_NONE:
    default:
      return _("Not in the room");
    }
}

/**
 * ui_people_kind:
 * @kind: what kind of user somebody is
 *
 * Returns: (transfer none) (nullable): the same in a word, or %NULL for an ordinary one
 */
const char *
ui_people_kind (ClientUserKind kind)
{
  switch (kind)
    {
    case CLIENT_USER_GUEST:
      return _("Guest");
    case CLIENT_USER_BOT:
      return _("Bot");
    case CLIENT_USER_ADMIN:
      return _("Administrator");
    case CLIENT_USER_PERSON:
    default:
      return NULL;
    }
}

/**
 * ui_people_state:
 * @state: what somebody says of how they are
 *
 * Returns: (transfer none): the same in a word
 */
const char *
ui_people_state (ClientUserState state)
{
  switch (state)
    {
    case CLIENT_USER_AWAY:
      return _("Away");
    case CLIENT_USER_BUSY:
      return _("Busy");
    case CLIENT_USER_ACTIVE:
    default:
      return _("Active");
    }
}

/**
 * ui_people_presence:
 * @user: somebody
 *
 * Returns: (transfer none): in a word, whether they are there and to be disturbed
 */
const char *
ui_people_presence (const ClientUserInfo *user)
{
  if (!user->is_online)
    return _("Offline");
  if (user->state == CLIENT_USER_ACTIVE)
    return _("Online");

  return ui_people_state (user->state);
}

/**
 * ui_people_presence_css:
 * @user: somebody
 *
 * Returns: (transfer none): the style class of the dot at their picture
 */
const char *
ui_people_presence_css (const ClientUserInfo *user)
{
  if (!user->is_online)
    return "offline";

  switch (user->state)
    {
    case CLIENT_USER_AWAY:
      return "away";
    case CLIENT_USER_BUSY:
      return "busy";
    case CLIENT_USER_ACTIVE:
    default:
      return "online";
    }
}

/**
 * ui_people_status:
 * @user: somebody
 *
 * Returns: (transfer full): how they are, and what they say about it
 */
char *
ui_people_status (const ClientUserInfo *user)
{
  g_autofree char *tame = NULL;
  g_autofree char *isolated = NULL;

  if (user->status == NULL || *user->status == '\0')
    return g_strdup (ui_people_presence (user));

  tame = ui_text_tame (user->status);
  isolated = ui_text_isolate (tame);
  /* Translators: whether somebody is there, and what they say about it: “Away · At lunch” */
  return g_strdup_printf (_("%s · %s"), ui_people_presence (user), isolated);
}

/**
 * ui_people_describe:
 * @user: somebody
 * @role: what they are in a room; %CLIENT_ROLE_NONE for nothing worth saying
 *
 * Says all that is to be seen of somebody in a row, for those who hear it.
 *
 * Returns: (transfer full): the text
 */
char *
ui_people_describe (const ClientUserInfo *user, ClientRole role)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *status = ui_people_status (user);

  g_ptr_array_add (parts, user->name);
  if (ui_people_kind (user->kind) != NULL)
    g_ptr_array_add (parts, (gpointer) ui_people_kind (user->kind));
  if (role > CLIENT_ROLE_MEMBER)
    g_ptr_array_add (parts, (gpointer) ui_people_role (role));
  g_ptr_array_add (parts, status);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

/**
 * ui_people_room_kind:
 * @kind: what kind of room
 * @is_lobby: whether it is the one in which everybody is
 *
 * Returns: (transfer none): a sentence for who does not know the kinds
 */
const char *
ui_people_room_kind (ClientRoomKind kind, gboolean is_lobby)
{
  if (is_lobby)
    return _("Everybody in this chat is in this room.");

  switch (kind)
    {
    case CLIENT_ROOM_PUBLIC:
      return _("Everybody in this chat can find this room, read it and join.");
    case CLIENT_ROOM_DIRECT:
      return _("Only the two of you can read this conversation.");
    case CLIENT_ROOM_PRIVATE:
    default:
      return _("Only those who were invited can find this room and read it.");
    }
}

/**
 * ui_people_span:
 * @span: one of %UI_PEOPLE_SPANS
 *
 * Returns: (transfer none): how long it is, in words
 */
const char *
ui_people_span (guint span)
{
  return span < UI_PEOPLE_SPANS ? _(spans[span].words) : "";
}

/**
 * ui_people_span_end:
 * @span: one of %UI_PEOPLE_SPANS
 * @now: when it begins, in milliseconds since 1970 UTC
 *
 * Returns: when it ends, likewise; 0 for never
 */
gint64
ui_people_span_end (guint span, gint64 now)
{
  return span < UI_PEOPLE_SPANS && spans[span].length > 0 ? now + spans[span].length : 0;
}

/* The same words as in the terminal. */
static const struct
{
  const char *action;
  const char *words;
} actions[] = {
  { "kick", N_("removed") },
  { "ban", N_("banned") },
  { "unban", N_("let in again") },
  { "mute", N_("muted") },
  { "unmute", N_("may speak again") },
  { "role", N_("role changed") },
  { "delete", N_("message deleted") },
  { "topic", N_("topic changed") },
  { "rename", N_("renamed") },
  { "kind", N_("rights changed") },
  { "reset", N_("account reset") },
  { "announce", N_("announcement") },
  { "retention", N_("retention changed") },
};

static const char *
get_words (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (g_str_equal (actions[i].action, action))
        return _(actions[i].words);
    }

  return action;
}

/**
 * ui_people_note_title:
 * @note: what somebody has done
 *
 * Returns: (transfer full): what was done to whom; what a later server calls otherwise is
 *   said in its word
 */
char *
ui_people_note_title (const ClientNoteInfo *note)
{
  const char *object = note->user != NULL ? note->user : note->address;
  g_autofree char *isolated = NULL;

  if (object == NULL)
    object = note->room != NULL ? note->room : _("the chat");
  isolated = ui_text_isolate (object);

  /* Translators: whom or what it is about, and what was done: “berta: banned” */
  return g_strdup_printf (_("%s: %s"), isolated, get_words (note->action));
}

/**
 * ui_people_note_subtitle:
 * @note: what somebody has done
 *
 * Returns: (transfer full): what was set, by whom and when, until when, and why
 */
char *
ui_people_note_subtitle (const ClientNoteInfo *note)
{
  g_autofree char *moment = ui_format_moment (note->time);
  g_autofree char *by = ui_text_isolate (note->by);
  g_autofree char *reason = NULL;
  g_autofree char *end = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (note->text != NULL && *note->text != '\0')
    {
      g_autofree char *set = ui_text_isolate (note->text);

      /* Translators: a role, a name or a topic that was given */
      g_string_append_printf (text, _("“%s”"), set);
      g_string_append_c (text, '\n');
    }
  /* Translators: a name, and a day and a time: “By ana, Monday, March 2 at 14:05” */
  g_string_append_printf (text, _("By %s, %s"), by, moment);
  if (note->until > 0)
    {
      end = ui_format_moment (note->until);
      g_string_append_c (text, '\n');
      /* Translators: a day and a time */
      g_string_append_printf (text, _("Until %s"), end);
    }
  if (note->reason != NULL && *note->reason != '\0')
    {
      reason = ui_text_isolate (note->reason);
      g_string_append_c (text, '\n');
      /* Translators: why something was done, in the words of who has done it */
      g_string_append_printf (text, _("Reason: %s"), reason);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
