/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sidebar-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui-format.h"
#include "ui-markdown.h"
#include "ui-people.h"
#include "ui-text.h"

/* More of a message is never seen in a row, in bytes: the rest needs no work. */
#define PREVIEW_MAX 400

/* How many messages at the end are looked at for those that are on their way. */
#define OUTGOING_MAX 20

/* In one line, without what the writer wanted to be large or bold. */
static char *
flatten (const char *text)
{
  g_autofree char *start = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *tame = NULL;
  const char *end = text + MIN (strlen (text), PREVIEW_MAX);

  if (*end != '\0' && ((guchar) *end & 0xC0) == 0x80)
    end = g_utf8_find_prev_char (text, end);
  start = g_strndup (text, (gsize) (end - text));
  plain = ui_markdown_to_plain (start);
  tame = ui_text_tame (plain);
  g_strdelimit (tame, "\n\t", ' ');

  return g_strdup (g_strstrip (tame));
}

/**
 * ui_sidebar_words_last:
 * @last: a message
 * @me: (nullable): id of the person
 * @is_direct: whether it was said in a conversation of two
 *
 * Returns: (transfer full): the message in a line, with its sender where that is not plain
 */
char *
ui_sidebar_words_last (const ClientMessageInfo *last, const char *me, gboolean is_direct)
{
  g_autofree char *text = last->is_deleted ? g_strdup (_("Message deleted")) : flatten (last->text);
  g_autofree char *tame = NULL;
  g_autofree char *name = NULL;

  if (g_strcmp0 (last->user, me) == 0)
    /* Translators: a message of the person’s own in the list of rooms */
    return g_strdup_printf (_("You: %s"), text);
  if (is_direct)
    return g_steal_pointer (&text);

  tame = ui_text_tame (last->name);
  name = ui_text_isolate (tame);
  /* Translators: a message in the list of rooms: who has said it, and what */
  return g_strdup_printf (C_("message in list", "%s: %s"), name, text);
}

/**
 * ui_sidebar_words_typing:
 * @names: (array zero-terminated=1): who is writing; at least one
 * @is_direct: whether there is but one who could
 *
 * Returns: (transfer full): the same in words
 */
char *
ui_sidebar_words_typing (const char *const *names, gboolean is_direct)
{
  guint n = g_strv_length ((char **) names);
  g_autofree char *name = ui_text_isolate (names[0]);

  if (is_direct)
    return g_strdup (_("Typing…"));
  if (n == 1)
    return g_strdup_printf (_("%s is typing…"), name);

  return g_strdup_printf (ngettext ("%u person is typing…", "%u people are typing…", n), n);
}

static gboolean
is_on_its_way (ClientMessage *message)
{
  return client_message_get_state (message) != CLIENT_MESSAGE_SENT;
}

/* What the person has written last, if the server does not have it yet. */
static ClientMessage *
dup_outgoing (ClientRoom *room)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (room));
  g_autoptr (ClientMessage) message = NULL;

  if (n == 0)
    return NULL;

  message = g_list_model_get_item (G_LIST_MODEL (room), n - 1);
  return is_on_its_way (message) ? g_steal_pointer (&message) : NULL;
}

/**
 * ui_sidebar_words_state:
 * @room: a room
 *
 * Returns: %CLIENT_MESSAGE_FAILED if something of what the person has said there was refused,
 *   %CLIENT_MESSAGE_QUEUED if something waits, otherwise %CLIENT_MESSAGE_SENT
 */
ClientMessageState
ui_sidebar_words_state (ClientRoom *room)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (room));
  ClientMessageState state = CLIENT_MESSAGE_SENT;

  for (guint i = 0; i < MIN (n, OUTGOING_MAX); i++)
    {
      g_autoptr (ClientMessage) message = g_list_model_get_item (G_LIST_MODEL (room), n - 1 - i);

      if (!is_on_its_way (message))
        break;
      state = client_message_get_state (message);
      if (state == CLIENT_MESSAGE_FAILED)
        break;
    }

  return state;
}

/* A room in which nothing was said, or nothing that is known. */
static char *
describe_quiet (ClientRoom *room)
{
  ClientUserInfo *with = client_room_get_with (room);

  if (with != NULL)
    return ui_people_status (with);
  if (*client_room_get_topic (room) != '\0')
    return flatten (client_room_get_topic (room));

  return ui_sidebar_words_members (client_room_get_members (room));
}

/* What was said last, and the words for it. */
typedef struct
{
  ClientMessageInfo *last;
  char *me;
  char *words;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  client_message_info_unref (told->last);
  g_free (told->me);
  g_free (told->words);
  g_free (told);
}

/* Rows come and go while one scrolls; a message says the same each time. */
static char *
dup_last_words (UiSidebarItem *item, ClientMessageInfo *last, const char *me, gboolean is_direct)
{
  Told *told = g_object_get_data (G_OBJECT (item), "ui-told");

  if (told == NULL || told->last != last || g_strcmp0 (told->me, me) != 0)
    {
      told = g_new0 (Told, 1);
      told->last = client_message_info_ref (last);
      told->me = g_strdup (me);
      told->words = ui_sidebar_words_last (last, me, is_direct);
      g_object_set_data_full (G_OBJECT (item), "ui-told", told, told_free);
    }

  return g_strdup (told->words);
}

/* What one is writing is seen where one writes it. */
static const char *
get_draft (UiSidebarItem *item)
{
  const char *draft = client_room_get_draft (ui_sidebar_item_get_room (item));

  return draft != NULL && *draft != '\0' && !ui_sidebar_item_get_is_open (item) ? draft : NULL;
}

/**
 * ui_sidebar_words_preview:
 * @item: a room of the person's
 * @me: (nullable): id of the person
 * @kind: (out): what it is
 *
 * Returns: (transfer full): the second line of its row
 */
char *
ui_sidebar_words_preview (UiSidebarItem *item, const char *me, UiSidebarPreview *kind)
{
  ClientRoom *room = ui_sidebar_item_get_room (item);
  const char *const *typing = client_room_get_typing (room);
  const char *draft = get_draft (item);
  ClientMessageInfo *last = client_room_get_last (room);
  gboolean is_direct = client_room_get_kind (room) == CLIENT_ROOM_DIRECT;
  g_autoptr (ClientMessage) outgoing = dup_outgoing (room);
  g_autofree char *text = NULL;

  if (typing != NULL && *typing != NULL)
    {
      *kind = UI_SIDEBAR_PREVIEW_TYPING;
      return ui_sidebar_words_typing (typing, is_direct);
    }
  if (draft != NULL)
    {
      *kind = UI_SIDEBAR_PREVIEW_DRAFT;
      return flatten (draft);
    }

  *kind = UI_SIDEBAR_PREVIEW_MESSAGE;
  if (outgoing != NULL)
    {
      text = flatten (client_message_get_text (outgoing));
      return g_strdup_printf (_("You: %s"), text);
    }
  if (last != NULL)
    return dup_last_words (item, last, me, is_direct);

  *kind = UI_SIDEBAR_PREVIEW_QUIET;
  return describe_quiet (room);
}

/* How many days ago it was, by the calendar. */
static int
count_days (GDateTime *time, GDateTime *now)
{
  GDate day;
  GDate today;

  g_date_clear (&day, 1);
  g_date_clear (&today, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  g_date_set_dmy (&today, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now),
                  (GDateYear) g_date_time_get_year (now));

  return g_date_days_between (&day, &today);
}

/**
 * ui_sidebar_words_time:
 * @time: when something was said, in milliseconds since 1970 UTC
 * @now: the time at which this is shown
 *
 * Returns: (transfer full): the time as short as can be: the hour of today, a day of this
 *   week, or the date; empty for 0
 */
char *
ui_sidebar_words_time (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time / 1000);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);
  int days = 0;

  if (time <= 0 || then == NULL || today == NULL)
    return g_strdup ("");

  days = count_days (then, today);
  if (days <= 0)
    return ui_format_time (time);
  if (days < 7)
    /* Translators: a day of this week, short, as for g_date_time_format(), such as “Mon” */
    return g_date_time_format (then, _("%a"));
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: a day of this year, short, such as “Mar 2” */
    return g_date_time_format (then, _("%b %-d"));

  /* Translators: a month of another year, short, such as “Mar 2026” */
  return g_date_time_format (then, _("%b %Y"));
}

/**
 * ui_sidebar_words_members:
 * @members: how many people are in a room
 *
 * Returns: (transfer full): the number in words
 */
char *
ui_sidebar_words_members (guint members)
{
  return g_strdup_printf (ngettext ("%u member", "%u members", members), members);
}

/**
 * ui_sidebar_words_other:
 * @info: a room that one is not in
 *
 * Returns: (transfer full): what there is to know of it before one joins, in a line
 */
char *
ui_sidebar_words_other (const ClientRoomInfo *info)
{
  g_autofree char *members =
    ui_sidebar_words_members ((guint) CLAMP (info->members, 0, (gint64) G_MAXUINT));
  g_autofree char *topic = flatten (info->topic);

  if (*topic == '\0')
    return g_steal_pointer (&members);

  /* Translators: of a room: how many are in it, and what it is about */
  return g_strdup_printf (_("%s · %s"), members, topic);
}

/**
 * ui_sidebar_words_create:
 * @name: a name that no room has
 *
 * Returns: (transfer full): the offer to make such a room
 */
char *
ui_sidebar_words_create (const char *name)
{
  g_autofree char *tame = ui_text_tame (name);
  g_autofree char *isolated = ui_text_isolate (tame);

  return g_strdup_printf (_("Create Room “%s”…"), isolated);
}

/**
 * ui_sidebar_words_is_lobby:
 * @id: id of a room that is not private
 * @name: its name
 *
 * Returns: whether it is the one in which everybody is
 */
gboolean
ui_sidebar_words_is_lobby (const char *id, const char *name)
{
  return g_strcmp0 (id, "lobby") == 0 || g_ascii_strcasecmp (name, "lobby") == 0;
}

/**
 * ui_sidebar_words_icon:
 * @is_lobby: whether it is the room in which everybody is
 *
 * Returns: (transfer none) (nullable): the symbol in its picture; %NULL for the letters of
 *   its name
 */
const char *
ui_sidebar_words_icon (gboolean is_lobby)
{
  return is_lobby ? "user-home-symbolic" : NULL;
}

static void
add_counts (GPtrArray *parts, guint unread, guint mentions)
{
  if (unread > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u unread", "%u unread", unread), unread));
  if (mentions > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u mention", "%u mentions", mentions), mentions));
}

static void
add_word (GPtrArray *parts, gboolean is_so, const char *word)
{
  if (is_so)
    g_ptr_array_add (parts, g_strdup (word));
}

static void
describe_room (GPtrArray *parts, UiSidebarItem *item)
{
  ClientRoom *room = ui_sidebar_item_get_room (item);
  ClientUserInfo *with = client_room_get_with (room);
  ClientMessageState state = ui_sidebar_words_state (room);
  const char *const *typing = client_room_get_typing (room);

  if (with != NULL)
    g_ptr_array_add (parts, g_strdup (ui_people_presence (with)));
  add_counts (parts, client_room_get_unread (room), client_room_get_mentions (room));
  add_word (parts, state == CLIENT_MESSAGE_FAILED, _("not sent"));
  add_word (parts, state == CLIENT_MESSAGE_QUEUED, _("waiting to be sent"));
  add_word (parts, typing != NULL && *typing != NULL, _("typing"));
  add_word (parts, get_draft (item) != NULL, _("draft"));
  add_word (parts, client_room_get_is_pinned (room), _("pinned"));
  add_word (parts, client_room_get_is_muted (room), _("muted"));
}

/**
 * ui_sidebar_words_describe:
 * @item: what a row is about
 *
 * Says all that is to be seen of a row, for those who hear it.
 *
 * Returns: (transfer full): the text
 */
char *
ui_sidebar_words_describe (UiSidebarItem *item)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  switch (ui_sidebar_item_get_kind (item))
    {
    case UI_SIDEBAR_CREATE:
      return ui_sidebar_words_create (ui_sidebar_item_get_name (item));
    case UI_SIDEBAR_PERSON:
      return ui_people_describe (ui_sidebar_item_get_user (item), CLIENT_ROLE_NONE);
    case UI_SIDEBAR_ROOM:
      g_ptr_array_add (parts, g_strdup (ui_sidebar_item_get_name (item)));
      describe_room (parts, item);
      break;
    case UI_SIDEBAR_OTHER_ROOM:
      g_ptr_array_add (parts, g_strdup (ui_sidebar_item_get_name (item)));
      g_ptr_array_add (parts, ui_sidebar_words_other (ui_sidebar_item_get_info (item)));
      break;
    case UI_SIDEBAR_HEADING:
    default:
      return g_strdup (ui_sidebar_item_get_name (item));
    }

  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}
