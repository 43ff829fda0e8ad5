/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-describe-message.h"

#include <glib/gi18n.h>

#include "ui-format.h"
#include "ui-markdown.h"
#include "ui-text.h"

/**
 * ui_describe_get_progress:
 * @message: a message
 * @is_direct: whether it is in a conversation of two
 * @read_by_others: up to where the other one has read, or 0
 *
 * Says how far a message got. Where there are many it is enough that it was sent.
 *
 * Returns: how far it got, as far as it is shown
 */
UiMessageProgress
ui_describe_get_progress (ClientMessage *message, gboolean is_direct, gint64 read_by_others)
{
  switch (client_message_get_state (message))
    {
    case CLIENT_MESSAGE_QUEUED:
      return UI_MESSAGE_PROGRESS_QUEUED;
    case CLIENT_MESSAGE_FAILED:
      return UI_MESSAGE_PROGRESS_FAILED;
    case CLIENT_MESSAGE_SENT:
    default:
      break;
    }

  if (!is_direct || !client_message_get_own (message) || client_message_get_deleted (message))
    return UI_MESSAGE_PROGRESS_NONE;

  return client_message_get_seq (message) > 0 && client_message_get_seq (message) <= read_by_others
           ? UI_MESSAGE_PROGRESS_READ
           : UI_MESSAGE_PROGRESS_SENT;
}

/**
 * ui_describe_progress:
 * @progress: how far a message got
 *
 * Returns: (transfer none) (nullable): the same in a word or two
 */
const char *
ui_describe_progress (UiMessageProgress progress)
{
  switch (progress)
    {
    case UI_MESSAGE_PROGRESS_QUEUED:
      return _("Waiting to be sent");
    case UI_MESSAGE_PROGRESS_FAILED:
      return _("Not sent");
    case UI_MESSAGE_PROGRESS_SENT:
      return C_ ("message", "Sent");
    case UI_MESSAGE_PROGRESS_READ:
      return C_ ("message", "Read");
    case UI_MESSAGE_PROGRESS_NONE:
    default:
      return NULL;
    }
}

/**
 * ui_describe_progress_icon:
 * @progress: how far a message got
 *
 * Returns: (transfer none) (nullable): the name of an icon beside the message
 */
const char *
ui_describe_progress_icon (UiMessageProgress progress)
{
  switch (progress)
    {
    case UI_MESSAGE_PROGRESS_QUEUED:
      return "charla-clock-symbolic";
    case UI_MESSAGE_PROGRESS_SENT:
      return "charla-sent-symbolic";
    case UI_MESSAGE_PROGRESS_READ:
      return "charla-read-symbolic";
    case UI_MESSAGE_PROGRESS_FAILED:
    case UI_MESSAGE_PROGRESS_NONE:
    default:
      return NULL;
    }
}

/**
 * ui_describe_failure:
 * @error: (nullable): why a message will not be sent, for the person
 *
 * Returns: (transfer full): that it was not sent, and why
 */
char *
ui_describe_failure (const char *error)
{
  if (error == NULL)
    return g_strdup (_("Not sent"));

  /* Translators: %s is the reason, a sentence */
  return g_strdup_printf (_("Not sent · %s"), error);
}

/**
 * ui_describe_reaction:
 * @reaction: a reaction
 *
 * Returns: (transfer full): what it is, by how many, and whether one is among them
 */
char *
ui_describe_reaction (const ClientReactionInfo *reaction)
{
  guint count = (guint) CLAMP (reaction->count, 0, G_MAXINT);

  if (!reaction->is_mine)
    /* Translators: the first %s is an emoji */
    return g_strdup_printf (ngettext ("%s by %u person", "%s by %u people", count),
                            reaction->emoji,
                            count);

  if (count <= 1)
    /* Translators: %s is an emoji */
    return g_strdup_printf (_("%s by you"), reaction->emoji);

  /* Translators: the first %s is an emoji, the number that of the others */
  return g_strdup_printf (ngettext ("%s by you and %u other", "%s by you and %u others", count - 1),
                          reaction->emoji,
                          count - 1);
}

/**
 * ui_describe_reply:
 * @name: (nullable): who posted what is answered
 * @excerpt: (nullable): how that begins
 *
 * Returns: (transfer full): what a message answers, for those who hear it
 */
char *
ui_describe_reply (const char *name, const char *excerpt)
{
  g_autofree char *plain = excerpt ? ui_markdown_to_plain (excerpt) : NULL;

  if (name == NULL)
    return g_strdup (_("In reply to an earlier message"));
  if (plain == NULL || *plain == '\0')
    /* Translators: %s is a person */
    return g_strdup_printf (_("In reply to %s"), name);

  /* Translators: a person, and what they said */
  return g_strdup_printf (_("In reply to %s: “%s”"), name, plain);
}

/* Of a long one as much as is shown before somebody asks for more. */
static char *
say_text (ClientMessage *message)
{
  g_autofree char *tame = NULL;
  g_autofree char *preview = NULL;

  if (client_message_get_deleted (message))
    return g_strdup (_("Message deleted"));

  tame = ui_text_tame (client_message_get_text (message));
  preview = ui_text_preview (tame);
  if (preview != NULL)
    return ui_markdown_to_plain (preview);

  return ui_markdown_is_plain (tame) ? g_steal_pointer (&tame) : ui_markdown_to_plain (tame);
}

static char *
say_with_sender (ClientMessage *message)
{
  ClientMessageInfo *info = client_message_get_info (message);
  g_autofree char *text = say_text (message);
  const char *sender = client_message_get_own (message)
                         ? C_ ("sender of one’s own message", "You")
                         : client_message_get_sender (message);
  g_autofree char *reply = NULL;

  if (info->reply == 0 || info->is_deleted)
    /* Translators: a message as screen readers say it: sender, text */
    return g_strdup_printf (_("%s: %s"), sender, text);

  reply = ui_describe_reply (info->reply_name, info->reply_excerpt);
  /* Translators: a message as screen readers say it: sender, what it answers, text */
  return g_strdup_printf (_("%s. %s. %s"), sender, reply, text);
}

/**
 * ui_describe_message:
 * @message: a message
 * @progress: how far it got, as far as it is shown
 *
 * Writes a whole message in a line, for those who hear it. What tells it from others
 * comes first.
 *
 * Returns: (transfer full): sender, what it answers, text, time, how far it got, reactions
 */
char *
ui_describe_message (ClientMessage *message, UiMessageProgress progress)
{
  ClientMessageInfo *info = client_message_get_info (message);
  g_autofree char *hour = ui_format_time (info->time);
  g_autofree char *said = say_with_sender (message);
  g_autoptr (GString) line = g_string_new (said);
  const char *state = ui_describe_progress (progress);

  g_string_append_printf (line, ", %s", hour);
  if (info->edited > 0 && !info->is_deleted)
    g_string_append_printf (line, ", %s", C_ ("message", "edited"));
  if (state != NULL)
    g_string_append_printf (line, ", %s", state);
  for (guint i = 0; info->reactions != NULL && !info->is_deleted && i < info->reactions->len; i++)
    {
      g_autofree char *reaction = ui_describe_reaction (info->reactions->pdata[i]);

      g_string_append_printf (line, ", %s", reaction);
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * ui_describe_has_new_line:
 * @previous: (nullable): the message before it
 * @message: a message
 * @unread_after: the message up to which the person has read, or 0
 *
 * Decides where what is new begins. One who has written since has seen what was there.
 *
 * Returns: whether the message is the first one that was not read, and of somebody else
 */
gboolean
ui_describe_has_new_line (ClientMessage *previous, ClientMessage *message, gint64 unread_after)
{
  gint64 before = previous ? client_message_get_seq (previous) : unread_after;

  return unread_after > 0 && !client_message_get_own (message)
         && client_message_get_seq (message) > unread_after && before > 0
         && before <= unread_after;
}
