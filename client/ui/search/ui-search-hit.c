/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-search-hit.h"

#include <glib/gi18n.h>

#include "ui-format.h"
#include "ui-markdown.h"
#include "ui-snippet.h"
#include "ui-text.h"

/* About two lines in a window of the usual width. */
#define SNIPPET_CHARS 160

/**
 * UiSearchHit:
 *
 * A message that was found, and as what.
 */
struct _UiSearchHit
{
  GObject parent_instance;

  ClientMessageInfo *message;
  ClientRoom *room;
  char *query;
  char *snippet;
};

G_DEFINE_FINAL_TYPE (UiSearchHit, ui_search_hit, G_TYPE_OBJECT)

/**
 * ui_search_hit_get_message:
 * @self: a hit
 *
 * Returns: (transfer none): the message
 */
ClientMessageInfo *
ui_search_hit_get_message (UiSearchHit *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  return self->message;
}

/**
 * ui_search_hit_get_room:
 * @self: a hit
 *
 * Returns: (transfer none) (nullable): its room, or %NULL if the person is not in it
 */
ClientRoom *
ui_search_hit_get_room (UiSearchHit *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  return self->room;
}

/**
 * ui_search_hit_get_snippet:
 * @self: a hit
 *
 * Returns: (transfer none): what stands around the words that were looked for
 */
const char *
ui_search_hit_get_snippet (UiSearchHit *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  /* Only of what is shown. */
  if (self->snippet == NULL)
    {
      g_autofree char *tame = ui_text_tame (self->message->text);
      g_autofree char *plain = ui_markdown_to_plain (tame);

      self->snippet = ui_snippet_cut (plain, self->query, SNIPPET_CHARS);
    }

  return self->snippet;
}

/**
 * ui_search_hit_dup_place:
 * @self: a hit
 *
 * Returns: (transfer full): the name of the room, or of the other one in a conversation of
 *   two
 */
char *
ui_search_hit_dup_place (UiSearchHit *self)
{
  ClientUserInfo *with = NULL;

  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  if (self->room == NULL)
    return g_strdup (_("In a room that you have not joined"));

  with = client_room_get_with (self->room);
  return g_strdup (with != NULL ? with->name : client_room_get_name (self->room));
}

/**
 * ui_search_hit_dup_time:
 * @self: a hit
 * @now: the time, in milliseconds since 1970 UTC
 *
 * Returns: (transfer full): when it was said, in little room: the hour if it was today, or
 *   else the day, or else the month
 */
char *
ui_search_hit_dup_time (UiSearchHit *self, gint64 now)
{
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) today = NULL;

  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  if (ui_format_same_day (self->message->time, now))
    return ui_format_time (self->message->time);

  then = g_date_time_new_from_unix_local (self->message->time / 1000);
  today = g_date_time_new_from_unix_local (now / 1000);
  if (then == NULL || today == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    /* Translators: a day of this year in little room, as for g_date_time_format() */
    return g_date_time_format (then, _("%b %-d"));

  /* Translators: a month of another year in little room, as for g_date_time_format() */
  return g_date_time_format (then, _("%b %Y"));
}

/**
 * ui_search_hit_dup_markup:
 * @self: a hit
 *
 * Returns: (transfer full): the snippet as Pango markup, with the words marked
 */
char *
ui_search_hit_dup_markup (UiSearchHit *self)
{
  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  return ui_snippet_to_markup (ui_search_hit_get_snippet (self), self->query);
}

/**
 * ui_search_hit_dup_label:
 * @self: a hit
 *
 * Returns: (transfer full): all of it in a row, for those who hear it
 */
char *
ui_search_hit_dup_label (UiSearchHit *self)
{
  g_autofree char *place = NULL;
  g_autofree char *moment = NULL;

  g_return_val_if_fail (UI_IS_SEARCH_HIT (self), NULL);

  place = ui_search_hit_dup_place (self);
  moment = ui_format_moment (self->message->time);
  /* Translators: a message that was found: who has said it, in which room, when, and what */
  return g_strdup_printf (_("%s, %s, %s: %s"), self->message->name, place, moment,
                          ui_search_hit_get_snippet (self));
}

static void
ui_search_hit_dispose (GObject *object)
{
  g_clear_object (&UI_SEARCH_HIT (object)->room);

  G_OBJECT_CLASS (ui_search_hit_parent_class)->dispose (object);
}

static void
ui_search_hit_finalize (GObject *object)
{
  UiSearchHit *self = UI_SEARCH_HIT (object);

  g_clear_pointer (&self->message, client_message_info_unref);
  g_clear_pointer (&self->query, g_free);
  g_clear_pointer (&self->snippet, g_free);

  G_OBJECT_CLASS (ui_search_hit_parent_class)->finalize (object);
}

static void
ui_search_hit_class_init (UiSearchHitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ui_search_hit_dispose;
  G_OBJECT_CLASS (klass)->finalize = ui_search_hit_finalize;
}

static void
ui_search_hit_init (UiSearchHit *self)
{
}

/**
 * ui_search_hit_new:
 * @message: a message
 * @room: (nullable): its room, if the person is in it
 * @query: by what it was found
 *
 * Returns: (transfer full): a hit
 */
UiSearchHit *
ui_search_hit_new (ClientMessageInfo *message, ClientRoom *room, const char *query)
{
  UiSearchHit *self = g_object_new (UI_TYPE_SEARCH_HIT, NULL);

  self->message = client_message_info_ref (message);
  self->query = g_strdup (query);
  g_set_object (&self->room, room);
  return self;
}
